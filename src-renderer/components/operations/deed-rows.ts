import type { Deed } from '#shared/contract/history.ts'
import type { LeftAlone } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Speaker } from '../../wording/deed-sentence.ts'
import { commerceDeedRows } from './commerce-deed-rows.ts'
import { mailDeedRows } from './mail-deed-rows.ts'
import { paymentDeedRows } from './payment-deed-rows.ts'

/** A line of an operation's details. A change has what stood there `before`. */
export interface DeedRow {
  label: string
  value: string
  before?: string
  detail?: string
}

/** What an operation did, line by line. */
export function deedRows(deed: Deed, speaker: Speaker, language: Language): DeedRow[] {
  const { t, count, date } = speaker
  const row = (key: string, value: string, detail?: string): DeedRow => ({
    label: t(`history.rows.${key}`),
    value,
    ...(detail && { detail }),
  })
  const left = (leave: readonly LeftAlone[]) =>
    leave
      .filter((one) => one.count > 0)
      .map((one) =>
        row(
          'left',
          `${count(one.count)} – ${t(`history.reasons.${one.reason}`)}`,
          one.examples.length > 0
            ? t('history.rows.examples', { codes: one.examples.join(', ') })
            : undefined,
        ),
      )

  switch (deed.kind) {
    case 'create-codes':
      return [
        row('service', REPORT_WORDS[language].services[deed.service]),
        row('codes', count(deed.codes)),
        row('recipients', count(deed.recipients)),
        ...(deed.batchName === '' ? [] : [row('batch', deed.batchName)]),
        ...(deed.batches.length > 1 ? [row('batches', count(deed.batches.length))] : []),
      ]
    case 'extend-codes':
      return [
        deed.to.kind === 'date'
          ? row('expires', date(deed.to.expires))
          : row('extendedBy', t('history.days', { n: count(deed.to.days) }, deed.to.days)),
        row('changed', count(deed.changed)),
        ...left(deed.leave),
      ]
    case 'edit-codes':
      return [
        row('changed', count(deed.changed)),
        ...deed.examples.map(({ code, column, before, after }) => ({
          label: `${code}, ${t(`history.fields.${column}`)}`,
          before: column === 'expires' ? date(before as IsoDate) : before,
          value: column === 'expires' ? date(after as IsoDate) : after,
        })),
      ]
    case 'restore-codes':
    case 'delete-codes':
      return [row('changed', count(deed.changed)), ...left(deed.leave)]
    case 'export-report':
      return [row('format', `.${deed.format}`), row('rows', count(deed.rows))]
    case 'change-settings':
      return deed.changes.map(({ field, before, after }) => ({
        label: t(`history.fieldNames.${field}`),
        value: after,
        before,
      }))
    case 'pay-test':
    case 'reverse-payment':
    case 'settle-payment':
      return paymentDeedRows(deed, speaker, language)
    case 'save-template':
    case 'queue-messages':
    case 'cancel-messages':
    case 'resend-messages':
    case 'settle-messages':
    case 'mark-sent':
    case 'save-mail-files':
    case 'set-mail-settings':
      return mailDeedRows(deed, speaker, language)
    case 'undo':
      return [row('undid', count(deed.operationId)), row('changed', count(deed.changed))]
    case 'redo':
      return [row('redid', count(deed.operationId)), row('changed', count(deed.changed))]
    default:
      return commerceDeedRows(deed, speaker, language)
  }
}
