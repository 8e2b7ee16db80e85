import type { historyOperations, OperationDetails, OperationKind } from '../../contract/operations.ts'
import type { SkippedCodes } from '../../contract/promo.ts'
import type { IsoDate } from '../../domain/dates.ts'
import type { TermChange } from '../../domain/term-change.ts'
import type { Language } from '../../languages/languages.ts'
import { codePresentations } from './code-operations.ts'
import { commercePresentations } from './commerce-operations.ts'
import { mailPresentations } from './mail-operations.ts'
import { counted, type OperationPresentation, type OperationPresentations } from './operation-presentation.ts'
import { privacyPresentations } from './privacy-operations.ts'
import { paymentPresentations } from './payment-operations.ts'
import { shopPresentations } from './shop-operations.ts'
import { sitePresentations } from './site-operations.ts'

/** What a sentence needs of a language: messages and formats. */
export interface Translator {
  t: (key: string, values?: Record<string, string>, plural?: number) => string
  /** Whether there is a message of this key. */
  has: (key: string) => boolean
  count: (n: number) => string
  date: (day: IsoDate) => string
  /** A term of codes as the report shows it; empty where there is none. */
  term: (change: TermChange) => string
  languageName: (language: Language) => string
}

const historyPresentations: OperationPresentations<keyof typeof historyOperations> = {
  undo: {
    sentence({ undone, changed, operationId }, words) {
      const what = whatWasDone(undone, changed, words)
      return what === null
        ? words.say('other', { number: words.count(operationId) })
        : words.say('done', { what })
    },
    rows: ({ operationId, changed }, { row, count }) => [
      row('undid', count(operationId)),
      row('changed', count(changed)),
    ],
  },
  redo: {
    sentence({ redone, changed, operationId }, words) {
      const what = whatWasDone(redone, changed, words)
      return what === null
        ? words.say('other', { number: words.count(operationId) })
        : words.say('done', { what })
    },
    rows: ({ operationId, changed }, { row, count }) => [
      row('redid', count(operationId)),
      row('changed', count(changed)),
    ],
  },
}

/** Null for a kind that only another version knows. */
function whatWasDone(kind: string, changed: number, translator: Translator): string | null {
  const key = `operations.${kind}.undo`
  return translator.has(key)
    ? translator.t(key, { codes: counted(translator, 'common.codes', changed) })
    : null
}

const PRESENTATIONS: OperationPresentations<OperationKind> = {
  ...codePresentations,
  ...sitePresentations,
  ...commercePresentations,
  ...paymentPresentations,
  ...shopPresentations,
  ...mailPresentations,
  ...privacyPresentations,
  ...historyPresentations,
}

export const presentationOf = (kind: OperationKind): OperationPresentation<OperationKind> =>
  PRESENTATIONS[kind]

/** `translator` with the texts of one kind of operation. */
export const sayingOf = <T extends Translator>(kind: OperationKind, translator: T) => ({
  ...translator,
  say: (key: string, values?: Record<string, string>, plural?: number) =>
    translator.t(`operations.${kind}.${key}`, values, plural),
})

/** What was done, in one line without a full stop: "21 koder forlenget til 30.06.2026". */
export const operationSentence = (details: OperationDetails, translator: Translator): string =>
  presentationOf(details.kind).sentence(details, sayingOf(details.kind, translator))

/** What was skipped and why: "2 slettede koder ble hoppet over." Empty when nothing was. */
export function skippedSentence(skipped: readonly SkippedCodes[], translator: Translator): string {
  return skipped
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => translator.t(`panels.left.${reason}`, { n: translator.count(count) }, count))
    .join(' ')
}
