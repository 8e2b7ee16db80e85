import type { Filter, ReportRow } from './contract/report-rows.ts'
import { addDays, type IsoDate } from './domain/dates.ts'
import type { Discount } from './domain/discount.ts'
import { codeMailOf } from './domain/mail/message-states.ts'
import { EXPIRING_SOON_DAYS } from './domain/promo-code.ts'
import type { Language } from './languages/languages.ts'
import { formatCount, formatDate, formatDiscount, formatTime } from './wording/format.ts'
import { MAIL_WORDS } from './wording/mail-words.ts'
import { batchLabel, REPORT_WORDS } from './wording/report-words.ts'

/** What the texts of a row depend on beside the row. */
export interface RowContext {
  readonly language: Language
  /** The site's, as is `today`. */
  readonly timeZone: string
  readonly today: IsoDate
}

/** What of a stored code rows are sorted by; `report-filter.sqlite.ts` has an expression for each. */
export type SortKey =
  | 'code'
  | 'service'
  | 'recipient'
  | 'email'
  | 'discount'
  | 'used'
  | 'appliesTo'
  | 'batch'
  | 'note'
  | 'created'
  | 'validFrom'
  | 'expires'
  | 'status'
  | 'message'

/** A parameter of the report that narrows by a column. */
export type FilterParameter = Exclude<keyof Filter, 'text' | 'list'>

/** A column of an exported file. Words are texts of which there are few. What depends on no row is looked up once a file. */
export type FileColumn<Row> = {
  /** In characters. */
  readonly width: number
  /** Its heading, where that is not the column's label. */
  readonly heading?: 'used' | 'limit' | 'messageDay'
} & (
  | { readonly kind: 'text' | 'word'; value(context: RowContext): (row: Row) => string }
  | { readonly kind: 'date'; value(context: RowContext): (row: Row) => IsoDate | null }
  | { readonly kind: 'count'; value(context: RowContext): (row: Row) => number | string }
  | { readonly kind: 'discount'; value(context: RowContext): (row: Row) => Discount }
)

interface ColumnOf<Row> {
  /** On screen, in pixels, until a person changes it. */
  readonly width: number
  /** How its cells are drawn; numbers are at the end of the cell. */
  readonly kind: 'text' | 'code' | 'date' | 'number' | 'status'
  /** It cannot be hidden, and is frozen at this side until a person loosens it. */
  readonly pinned?: 'start' | 'end'
  text(row: Row, context: RowContext): string
  /** What goes to a spreadsheet, where that is not the text. */
  copy?(row: Row, context: RowContext): string
  /** What its cell calls attention to. */
  mark?(row: Row, context: RowContext): 'soon' | 'failed' | 'uncertain' | null
  readonly sort: SortKey
  /**
   * The parameter that narrows by it, and its value that keeps codes like this one; null where there is none, such as of
   * an empty cell.
   */
  readonly filter: { readonly parameter: FilterParameter; same(row: Row): Filter | null } | null
  readonly file: readonly FileColumn<Row>[]
}

/** A column of the report: everything about it but its label and what it is sorted by in storage. */
export interface ReportColumnDefinition extends ColumnOf<ReportRow> {
  /** Its cells can be written in (`contract/edits.ts`). */
  readonly editable: boolean
  /** Messages are a look-up of their own for each row, which is done for such columns only. */
  readonly readsMessage: boolean
}
interface EditableColumn extends ReportColumnDefinition {
  readonly editable: true
}

type PlainRow = Omit<ReportRow, 'message'>
const plain = (column: ColumnOf<PlainRow>): ReportColumnDefinition => ({
  ...column,
  editable: false,
  readsMessage: false,
})
const editable = (column: ColumnOf<PlainRow>): EditableColumn => ({ ...plain(column), editable: true })
const ofMessage = (column: ColumnOf<ReportRow>): ReportColumnDefinition => ({
  ...column,
  editable: false,
  readsMessage: true,
})
const words = ({ language }: RowContext) => REPORT_WORDS[language]
const wordFor =
  <Row, Key extends string>(texts: Readonly<Record<Key, string>>, key: (row: Row) => Key) =>
  (row: Row): string =>
    texts[key(row)]
const limitText = ({ limit }: PlainRow, { language }: RowContext, none: string) =>
  limit === null ? none : formatCount(limit, language)

/** The report's columns, in the order that they have on screen until a person changes it. */
export const REPORT_COLUMNS = {
  code: plain({
    width: 124,
    kind: 'code',
    pinned: 'start',
    text: (row) => row.code,
    sort: 'code',
    filter: { parameter: 'code', same: ({ code }) => ({ code }) },
    file: [{ kind: 'text', width: 16, value: () => (row) => row.code }],
  }),
  recipient: editable({
    width: 156,
    kind: 'text',
    text: (row) => row.recipient,
    sort: 'recipient',
    filter: { parameter: 'recipient', same: ({ recipient }) => ({ recipient }) },
    file: [{ kind: 'text', width: 30, value: () => (row) => row.recipient }],
  }),
  expires: editable({
    width: 116,
    kind: 'date',
    text: (row, { language }) => formatDate(row.expires, language),
    mark: (row, { today }) => (expiresSoon(row, today) ? 'soon' : null),
    sort: 'expires',
    filter: { parameter: 'expires', same: ({ expires }) => ({ expires: { from: expires, to: expires } }) },
    file: [{ kind: 'date', width: 12, value: () => (row) => row.expires }],
  }),
  discount: editable({
    width: 120,
    kind: 'number',
    text: (row, { language }) => formatDiscount(row.discount, language),
    sort: 'discount',
    filter: { parameter: 'discount', same: ({ discount }) => ({ discount }) },
    file: [{ kind: 'discount', width: 16, value: () => (row) => row.discount }],
  }),
  used: editable({
    width: 112,
    kind: 'number',
    text: (row, context) => `${formatCount(row.used, context.language)} / ${limitText(row, context, '∞')}`,
    copy: (row, context) => {
      const { usedOf, unlimited } = words(context)
      return usedOf(String(row.used), limitText(row, context, unlimited.toLowerCase()))
    },
    sort: 'used',
    filter: { parameter: 'usage', same: ({ used }) => ({ usage: used === 0 ? 'unused' : 'used' }) },
    // Two, so that they can be counted with.
    file: [
      { kind: 'count', width: 9, heading: 'used', value: () => (row) => row.used },
      {
        kind: 'count',
        width: 12,
        heading: 'limit',
        value: (context) => {
          const { unlimited } = words(context)
          return (row) => row.limit ?? unlimited
        },
      },
    ],
  }),
  email: editable({
    width: 196,
    kind: 'text',
    text: (row) => row.email,
    sort: 'email',
    filter: { parameter: 'email', same: ({ email }) => ({ email }) },
    file: [{ kind: 'text', width: 34, value: () => (row) => row.email }],
  }),
  service: plain({
    width: 124,
    kind: 'text',
    text: (row, context) => words(context).services[row.service],
    sort: 'service',
    filter: { parameter: 'service', same: ({ service }) => ({ service }) },
    file: [
      {
        kind: 'word',
        width: 16,
        value: (context) => wordFor(words(context).services, ({ service }) => service),
      },
    ],
  }),
  appliesTo: editable({
    width: 136,
    kind: 'text',
    text: (row, context) => words(context).appliesTo[row.appliesTo],
    sort: 'appliesTo',
    filter: null,
    file: [
      {
        kind: 'word',
        width: 18,
        value: (context) => wordFor(words(context).appliesTo, ({ appliesTo }) => appliesTo),
      },
    ],
  }),
  batch: plain({
    width: 150,
    kind: 'text',
    text: (row, { language }) => batchLabel(row, language),
    sort: 'batch',
    filter: { parameter: 'batch', same: ({ batch }) => ({ batch }) },
    file: [
      {
        kind: 'word',
        width: 20,
        value:
          ({ language }) =>
          (row) =>
            batchLabel(row, language),
      },
    ],
  }),
  note: editable({
    width: 150,
    kind: 'text',
    text: (row) => row.note,
    sort: 'note',
    filter: { parameter: 'note', same: ({ note }) => (note === '' ? null : { note: note.slice(0, 200) }) },
    file: [{ kind: 'text', width: 30, value: () => (row) => row.note }],
  }),
  created: plain({
    width: 112,
    kind: 'date',
    text: (row, { language }) => formatDate(row.createdDay, language),
    sort: 'created',
    filter: {
      parameter: 'created',
      same: ({ createdDay }) => ({ created: { from: createdDay, to: createdDay } }),
    },
    file: [{ kind: 'date', width: 12, value: () => (row) => row.createdDay }],
  }),
  validFrom: editable({
    width: 112,
    kind: 'date',
    text: (row, { language }) => (row.validFrom === null ? '' : formatDate(row.validFrom, language)),
    sort: 'validFrom',
    filter: {
      parameter: 'validFrom',
      same: ({ validFrom }) =>
        validFrom === null ? null : { validFrom: { from: validFrom, to: validFrom } },
    },
    file: [{ kind: 'date', width: 12, value: () => (row) => row.validFrom }],
  }),
  message: ofMessage({
    width: 176,
    kind: 'text',
    text: messageText,
    mark: ({ message }) =>
      message?.state === 'failed'
        ? 'failed'
        : // It is uncertain whether it arrived, or it went to an address that the code does not have any more.
          message?.state === 'uncertain' || codeMailOf(message) === 'sent-elsewhere'
          ? 'uncertain'
          : null,
    sort: 'message',
    filter: { parameter: 'message', same: ({ message }) => ({ message: [codeMailOf(message)] }) },
    file: [
      {
        kind: 'word',
        width: 14,
        value: ({ language }) => wordFor(MAIL_WORDS[language].states, ({ message }) => codeMailOf(message)),
      },
      {
        kind: 'date',
        width: 12,
        heading: 'messageDay',
        value:
          () =>
          ({ message }) =>
            message?.day ?? null,
      },
    ],
  }),
  status: plain({
    width: 106,
    kind: 'status',
    pinned: 'end',
    text: (row, context) => words(context).statuses[row.status],
    sort: 'status',
    filter: { parameter: 'status', same: ({ status }) => ({ status: [status] }) },
    file: [
      {
        kind: 'word',
        width: 11,
        value: (context) => wordFor(words(context).statuses, ({ status }) => status),
      },
    ],
  }),
}

export type Column = keyof typeof REPORT_COLUMNS
/** The columns whose cells can be written in. */
export type EditableColumnName = {
  [C in Column]: (typeof REPORT_COLUMNS)[C] extends EditableColumn ? C : never
}[Column]

export const COLUMNS = Object.keys(REPORT_COLUMNS) as [Column, ...Column[]]
export const EDITABLE_COLUMNS = COLUMNS.filter((column) => REPORT_COLUMNS[column].editable) as [
  EditableColumnName,
  ...EditableColumnName[],
]

/** What happened to the message with the code, and when: "Sendt 12.03.2026 kl. 14.20". Empty where there is none. */
export function messageText({ message }: ReportRow, { language, timeZone }: RowContext): string {
  if (!message) return ''
  const day = formatDate(message.day, language)
  return `${MAIL_WORDS[language].states[codeMailOf(message)]} ${day} ${formatTime(message.at, timeZone, language)}`
}

/** An active code whose last day is near. */
export const expiresSoon = (
  { status, expires }: Pick<ReportRow, 'status' | 'expires'>,
  today: IsoDate,
): boolean => status === 'active' && expires <= addDays(today, EXPIRING_SOON_DAYS)
