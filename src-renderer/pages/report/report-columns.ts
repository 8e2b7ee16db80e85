import type { Editable } from '#shared/contract/edits.ts'
import type { Column, ReportRow } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { codeMailOf } from '#shared/domain/mail/message-states.ts'
import { EXPIRING_SOON_DAYS } from '#shared/domain/promo-code.ts'
import type { Language } from '#shared/preferences.ts'
import { formatCount, formatDate, formatDiscount, formatTime } from '#shared/wording/format.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { batchLabel, REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { GridColumn } from '../../components/grid/columns.ts'
import type { CellEditing } from '../../components/grid/editing.ts'

/** A column of the report: its key is the contract's, so that order and export refer to the same. */
export interface ReportColumn extends GridColumn<ReportRow> {
  readonly key: Column
}

/**
 * The report's columns, in the order that they have on screen until a person changes it. `editing` makes
 * recipient, e-mail and expiry ones that can be written in; `codeFixed` says why the code is not.
 */
export function reportColumns(
  language: Language,
  editing?: (column: Editable) => CellEditing<ReportRow>,
  codeFixed?: string,
  timeZone = 'UTC',
): readonly ReportColumn[] {
  const words = REPORT_WORDS[language]
  const column = (
    key: Column,
    width: number,
    text: (row: ReportRow) => string,
    more: Partial<Omit<ReportColumn, 'key' | 'width' | 'text'>> = {},
  ): ReportColumn => ({ key, title: words.columns[key], kind: 'text', width, text, ...more })
  const editable = (key: Editable) => (editing ? { editing: editing(key) } : {})
  const limit = (row: ReportRow, none: string) =>
    row.limit === null ? none : formatCount(row.limit, language)

  return [
    column('code', 124, (row) => row.code, {
      kind: 'code',
      pinned: 'start',
      alwaysShown: true,
      ...(codeFixed !== undefined && { readOnly: codeFixed }),
    }),
    column('recipient', 156, (row) => row.recipient, editable('recipient')),
    column('expires', 100, (row) => formatDate(row.expires, language), {
      kind: 'date',
      ...editable('expires'),
    }),
    column('discount', 120, (row) => formatDiscount(row.discount, language), {
      kind: 'number',
      align: 'end',
    }),
    column('used', 104, (row) => `${formatCount(row.used, language)} / ${limit(row, '∞')}`, {
      kind: 'number',
      align: 'end',
      copy: (row) => words.usedOf(String(row.used), limit(row, words.unlimited.toLowerCase())),
    }),
    column('email', 196, (row) => row.email, editable('email')),
    column('service', 124, (row) => words.services[row.service]),
    column('appliesTo', 136, (row) => words.appliesTo[row.appliesTo]),
    column('batch', 150, (row) => batchLabel(row, language)),
    column('created', 100, (row) => formatDate(row.createdDay, language), { kind: 'date' }),
    column('message', 176, (row) => messageText(row, language, timeZone)),
    column('status', 106, (row) => words.statuses[row.status], {
      kind: 'status',
      pinned: 'end',
      alwaysShown: true,
    }),
  ]
}

/** What happened to the message with the code, and when: "Sendt 12.03.2026 14.20". Empty where there is none. */
export function messageText({ message }: ReportRow, language: Language, timeZone: string): string {
  if (!message) return ''
  const day = formatDate(message.day, language)
  return `${MAIL_WORDS[language].states[codeMailOf(message)]} ${day} ${formatTime(message.at, timeZone, language)}`
}

/** An active code whose last day is near. */
export const expiresSoon = ({ status, expires }: ReportRow, today: IsoDate): boolean =>
  status === 'active' && expires <= addDays(today, EXPIRING_SOON_DAYS)

/** The name that an export is given until a person gives it another. */
export const exportName = (language: Language, today: IsoDate, format: 'xlsx' | 'csv'): string =>
  `${REPORT_WORDS[language].fileName}-${today}.${format}`
