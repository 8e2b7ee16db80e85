import type { Deed } from '#shared/contract/history.ts'
import type { LeftAlone } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { commerceDeedSentence } from './commerce-deed-sentence.ts'
import { mailDeedSentence } from './mail-deed-sentence.ts'
import { paymentDeedSentence } from './payment-deed-sentence.ts'

/** What a sentence needs of the language on screen: messages and formats. */
export interface Speaker {
  t: (key: string, values?: Record<string, string>, plural?: number) => string
  count: (n: number) => string
  date: (day: IsoDate) => string
}

type Counted = 'common.codes' | 'common.recipients' | 'common.rows'
const counted = (speaker: Speaker, key: Counted, n: number) => speaker.t(key, { n: speaker.count(n) }, n)

/** What was done, in one line without a full stop: "21 koder forlenget til 30.06.2026". */
export function deedSentence(deed: Deed, speaker: Speaker): string {
  const { t, date } = speaker
  const codes = (n: number) => counted(speaker, 'common.codes', n)
  switch (deed.kind) {
    case 'create-codes':
      return t('history.deeds.created', {
        codes: codes(deed.codes),
        recipients: counted(speaker, 'common.recipients', deed.recipients),
      })
    case 'extend-codes':
      return deed.to.kind === 'date'
        ? t('history.deeds.extended', { codes: codes(deed.changed), date: date(deed.to.expires) })
        : t('history.deeds.extendedBy', {
            codes: codes(deed.changed),
            days: t('history.days', { n: speaker.count(deed.to.days) }, deed.to.days),
          })
    case 'delete-codes':
      return t('history.deeds.deleted', { codes: codes(deed.changed) })
    case 'restore-codes':
      return t('history.deeds.codesRestored', { codes: codes(deed.changed) })
    case 'edit-codes':
      return t('history.deeds.edited', {
        codes: codes(deed.changed),
        fields: deed.columns.map((column) => t(`history.fields.${column}`)).join(', '),
      })
    case 'export-report':
      return t('history.deeds.exported', {
        format: `.${deed.format}`,
        rows: counted(speaker, 'common.rows', deed.rows),
      })
    case 'change-settings':
      return t('history.deeds.settings', {
        fields: deed.changes.map(({ field }) => t(`history.fields.${field}`)).join(', '),
      })
    case 'pay-test':
    case 'reverse-payment':
    case 'settle-payment':
      return paymentDeedSentence(deed, speaker)
    case 'save-template':
    case 'queue-messages':
    case 'cancel-messages':
    case 'resend-messages':
    case 'settle-messages':
    case 'mark-sent':
    case 'save-mail-files':
    case 'set-mail-settings':
      return mailDeedSentence(deed, speaker)
    case 'undo':
      return undoneSentence(deed, speaker)
    case 'redo':
      return redoneSentence(deed, speaker)
    default:
      return commerceDeedSentence(deed, speaker)
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
  'settle-messages': 'history.undone.messagesSettled',
  'mark-sent': 'history.undone.messagesMarked',
  'save-template': 'history.undone.template',
  'set-mail-settings': 'history.undone.mailSettings',
}

function undoneSentence(deed: Extract<Deed, { kind: 'undo' }>, speaker: Speaker): string {
  return speaker.t(UNDONE[deed.undone] ?? 'history.undone.other', {
    codes: counted(speaker, 'common.codes', deed.changed),
    number: speaker.count(deed.operationId),
  })
}

function redoneSentence(deed: Extract<Deed, { kind: 'redo' }>, speaker: Speaker): string {
  const undone = UNDONE[deed.redone]?.replace('history.undone.', 'history.redone.')
  return speaker.t(undone ?? 'history.redone.other', {
    codes: counted(speaker, 'common.codes', deed.changed),
    number: speaker.count(deed.operationId),
  })
}

/** What was left alone and why: "2 slettede koder ble latt være." Empty when nothing was. */
export function leftAloneSentence(leave: readonly LeftAlone[], speaker: Speaker): string {
  return leave
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => speaker.t(`history.left.${reason}`, { n: speaker.count(count) }, count))
    .join(' ')
}
