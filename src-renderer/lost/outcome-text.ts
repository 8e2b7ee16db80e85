import type { RouteLocationRaw } from 'vue-router'
import type { Operation } from '#shared/contract/history.ts'
import { reportLink } from '../report-link.ts'
import { operationSentence, type Translator } from '#shared/wording/operations/operation-sentence.ts'
import type { FoundOutcome, LostRequest } from './lost-answer.ts'

export interface LostEntry {
  readonly request: LostRequest
  /** Null until it is looked up. */
  readonly outcome: FoundOutcome | null
}

const nameOf = ({ method }: LostRequest, { t }: Translator): string => t(`outcomes.methods.${method}`)

/** While nothing is known. */
export const pendingText = (entries: readonly LostEntry[], translator: Translator) => ({
  fact: translator.t('outcomes.pending', {
    what: joined(entries.map(({ request }) => nameOf(request, translator))),
  }),
  rest: translator.t('outcomes.pendingRest'),
})

type Group = FoundOutcome['state'] | 'paid'
const GROUPS: readonly Group[] = ['done', 'not-done', 'begun', 'paid', 'unclear']

/** What the history said of each, those with the same answer in one sentence. */
export function foundText(
  entries: readonly LostEntry[],
  translator: Translator,
): { fact: string; rest: string } {
  const { t } = translator
  const [first, ...others] = GROUPS.flatMap((group) => {
    const members = entries.filter((entry) => groupOf(entry) === group)
    const what = joined(members.flatMap((entry) => namesOf(entry, translator)))
    const rest = group === 'done' ? [] : [t(`outcomes.found.${group}Rest`)]
    return members.length === 0 ? [] : [{ fact: t(`outcomes.found.${group}`, { what }), rest }]
  })
  if (!first) return { fact: '', rest: '' }
  return {
    fact: first.fact,
    rest: [...first.rest, ...others.flatMap(({ fact, rest }) => [fact, ...rest])].join(' '),
  }
}

/** A payment that was begun goes on by itself, and its list shows how it ended. */
const groupOf = ({ request, outcome }: LostEntry): Group | undefined =>
  outcome?.state === 'begun' && request.method.startsWith('payments.') ? 'paid' : outcome?.state

const namesOf = ({ request, outcome }: LostEntry, translator: Translator): string[] =>
  outcome && outcome.operations.length > 0
    ? outcome.operations.map(({ details }) => operationSentence(details, translator))
    : [nameOf(request, translator)]

const joined = (parts: readonly string[]): string => parts.join('; ')

const operationsOf = (entries: readonly LostEntry[]): Operation[] =>
  entries.flatMap(({ outcome }) => outcome?.operations ?? [])

/** Where what was found can be seen. */
export function linkTo(
  entries: readonly LostEntry[],
  { t }: Translator,
): { label: string; to: RouteLocationRaw } {
  const [operation, ...others] = operationsOf(entries)
  const details = others.length === 0 ? operation?.details : undefined
  if (details?.kind === 'create-codes' && details.batches[0] !== undefined)
    return { label: t('outcomes.showCodes'), to: reportLink({ batch: details.batches[0] }) }
  if (entries.every((entry) => groupOf(entry) === 'paid'))
    return { label: t('outcomes.showPayments'), to: { name: 'test-transaction' } }
  return { label: t('outcomes.showHistory'), to: { name: 'history' } }
}

/** The one operation that was found, where it can be taken back. */
export function undoOf(entries: readonly LostEntry[]): number | undefined {
  const [operation, ...others] = operationsOf(entries)
  return operation?.undoable && others.length === 0 ? operation.id : undefined
}
