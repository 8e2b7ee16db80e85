import type { OperationDetails } from '#shared/contract/operations.ts'
import type { SkippedCodes } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Translator } from '../../wording/operation-sentence.ts'
import { commerceOperationRows } from './commerce-operation-rows.ts'
import { mailOperationRows } from './mail-operation-rows.ts'
import { paymentOperationRows } from './payment-operation-rows.ts'

/** A line of an operation's details. A change has the earlier value in `before`. */
export interface OperationRow {
  label: string
  value: string
  before?: string
  detail?: string
}

/** The details of an operation, line by line. */
export function operationRows(
  details: OperationDetails,
  translator: Translator,
  language: Language,
): OperationRow[] {
  const { t, count, date } = translator
  const row = (key: string, value: string, detail?: string): OperationRow => ({
    label: t(`history.rows.${key}`),
    value,
    ...(detail && { detail }),
  })
  const left = (skipped: readonly SkippedCodes[]) =>
    skipped
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

  switch (details.kind) {
    case 'create-codes':
      return [
        row('service', REPORT_WORDS[language].services[details.service]),
        row('codes', count(details.codes)),
        row('recipients', count(details.recipients)),
        ...(details.batchName === '' ? [] : [row('batch', details.batchName)]),
        ...(details.batches.length > 1 ? [row('batches', count(details.batches.length))] : []),
      ]
    case 'extend-codes':
      return [
        details.to.kind === 'date'
          ? row('expires', date(details.to.expires))
          : row('extendedBy', t('history.days', { n: count(details.to.days) }, details.to.days)),
        row('changed', count(details.changed)),
        ...left(details.skipped),
      ]
    case 'edit-codes':
      return [
        row('changed', count(details.changed)),
        ...details.examples.map(({ code, column, before, after }) => ({
          label: `${code}, ${t(`history.fields.${column}`)}`,
          before: column === 'expires' ? date(before as IsoDate) : before,
          value: column === 'expires' ? date(after as IsoDate) : after,
        })),
      ]
    case 'restore-codes':
    case 'delete-codes':
      return [row('changed', count(details.changed)), ...left(details.skipped)]
    case 'export-report':
      return [row('format', `.${details.format}`), row('rows', count(details.rows))]
    case 'change-settings':
      return details.changes.map(({ field, before, after }) => ({
        label: t(`history.fieldNames.${field}`),
        value: after,
        before,
      }))
    case 'pay-test':
    case 'reverse-payment':
    case 'resolve-payment':
      return paymentOperationRows(details, translator, language)
    case 'save-template':
    case 'queue-messages':
    case 'cancel-messages':
    case 'resend-messages':
    case 'resolve-messages':
    case 'mark-sent':
    case 'save-mail-files':
    case 'set-mail-settings':
      return mailOperationRows(details, translator, language)
    case 'undo':
      return [row('undid', count(details.operationId)), row('changed', count(details.changed))]
    case 'redo':
      return [row('redid', count(details.operationId)), row('changed', count(details.changed))]
    default:
      return commerceOperationRows(details, translator, language)
  }
}
