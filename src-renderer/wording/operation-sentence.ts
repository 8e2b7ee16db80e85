import type { OperationDetails } from '#shared/contract/operations.ts'
import type { SkippedCodes } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/languages/languages.ts'
import { commerceOperationSentence } from './commerce-operation-sentence.ts'
import { mailOperationSentence } from './mail-operation-sentence.ts'
import { paymentOperationSentence } from './payment-operation-sentence.ts'

/** What a sentence needs from the language on screen: messages and formats. */
export interface Translator {
  t: (key: string, values?: Record<string, string>, plural?: number) => string
  count: (n: number) => string
  date: (day: IsoDate) => string
  languageName: (language: Language) => string
}

type Counted = 'common.codes' | 'common.recipients' | 'common.rows'
const counted = (translator: Translator, key: Counted, n: number) =>
  translator.t(key, { n: translator.count(n) }, n)

/** What was done, in one line without a full stop: "21 koder forlenget til 30.06.2026". */
export function operationSentence(details: OperationDetails, translator: Translator): string {
  const { t, date } = translator
  const codes = (n: number) => counted(translator, 'common.codes', n)
  switch (details.kind) {
    case 'create-codes':
      return t('history.sentences.created', {
        codes: codes(details.codes),
        recipients: counted(translator, 'common.recipients', details.recipients),
      })
    case 'extend-codes':
      return details.to.kind === 'date'
        ? t('history.sentences.extended', { codes: codes(details.changed), date: date(details.to.expires) })
        : t('history.sentences.extendedBy', {
            codes: codes(details.changed),
            days: t('history.days', { n: translator.count(details.to.days) }, details.to.days),
          })
    case 'delete-codes':
      return t('history.sentences.deleted', { codes: codes(details.changed) })
    case 'restore-codes':
      return t('history.sentences.codesRestored', { codes: codes(details.changed) })
    case 'edit-codes':
      return t('history.sentences.edited', {
        codes: codes(details.changed),
        fields: details.columns.map((column) => t(`history.fields.${column}`)).join(', '),
      })
    case 'export-report':
      return t('history.sentences.exported', {
        format: `.${details.format}`,
        rows: counted(translator, 'common.rows', details.rows),
      })
    case 'change-settings':
      return t('history.sentences.settings', {
        fields: details.changes.map(({ field }) => t(`history.fields.${field}`)).join(', '),
      })
    case 'pay-test':
    case 'reverse-payment':
    case 'resolve-payment':
      return paymentOperationSentence(details, translator)
    case 'save-template':
    case 'queue-messages':
    case 'cancel-messages':
    case 'resend-messages':
    case 'resolve-messages':
    case 'mark-sent':
    case 'save-mail-files':
    case 'set-mail-settings':
      return mailOperationSentence(details, translator)
    case 'undo':
      return undoneSentence(details, translator)
    case 'redo':
      return redoneSentence(details, translator)
    default:
      return commerceOperationSentence(details, translator)
  }
}

const UNDONE: Record<string, string> = {
  'create-codes': 'history.undone.created',
  'extend-codes': 'history.undone.extended',
  'delete-codes': 'history.undone.deleted',
  'restore-codes': 'history.undone.codesRestored',
  'edit-codes': 'history.undone.edited',
  'change-settings': 'history.undone.settings',
  'enable-service': 'history.undone.enabled',
  'update-settings': 'history.undone.updated',
  publish: 'history.undone.published',
  restore: 'history.undone.restored',
  'back-to-test': 'history.undone.backToTest',
  'queue-messages': 'history.undone.messagesQueued',
  'cancel-messages': 'history.undone.messagesCancelled',
  'resend-messages': 'history.undone.messagesResent',
  'resolve-messages': 'history.undone.messagesSettled',
  'mark-sent': 'history.undone.messagesMarked',
  'save-template': 'history.undone.template',
  'set-mail-settings': 'history.undone.mailSettings',
}

function undoneSentence(
  details: Extract<OperationDetails, { kind: 'undo' }>,
  translator: Translator,
): string {
  return translator.t(UNDONE[details.undone] ?? 'history.undone.other', {
    codes: counted(translator, 'common.codes', details.changed),
    number: translator.count(details.operationId),
  })
}

function redoneSentence(
  details: Extract<OperationDetails, { kind: 'redo' }>,
  translator: Translator,
): string {
  const undone = UNDONE[details.redone]?.replace('history.undone.', 'history.redone.')
  return translator.t(undone ?? 'history.redone.other', {
    codes: counted(translator, 'common.codes', details.changed),
    number: translator.count(details.operationId),
  })
}

/** What was skipped and why: "2 slettede koder ble hoppet over." Empty when nothing was. */
export function skippedSentence(skipped: readonly SkippedCodes[], translator: Translator): string {
  return skipped
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => translator.t(`history.left.${reason}`, { n: translator.count(count) }, count))
    .join(' ')
}
