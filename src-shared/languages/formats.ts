/** A space that does not break a line, between groups of digits and before a unit. */
export const NBSP = '\u00a0'

/** A day of `2026`, `06`, `30`. */
export interface DateFields {
  readonly year?: string
  readonly month: string
  readonly date: string
}

export const SLASHED_FIRST = ['day', 'month'] as const
export type SlashedFirst = (typeof SLASHED_FIRST)[number]

/** How a language writes numbers, amounts, days and files of cells. */
export interface Formats {
  readonly decimalMark: ',' | '.'
  /** Between groups of three digits. */
  readonly groupMark: string
  /** Between a number and `%`, and between a currency's symbol and its amount. */
  readonly unitSpace: string
  /** A day; without a year where it is plain which. Only one day, and no time, can be read from it. */
  readonly date: (day: DateFields) => string
  /** Days from one to another; what both have is written once. */
  readonly span: (from: DateFields, to: DateFields) => string
  /** A time of day from `09:41`, in a cell of a file. */
  readonly clock: (clock: string) => string
  /** A time of day from what `clock` writes, in a sentence or beside a day. */
  readonly time: (clock: string) => string
  /** What comes first in a day that is typed with slashes, `06/30/2026`. */
  readonly slashedFirst: SlashedFirst
  /** The months as people type them, January first; in small letters. */
  readonly months: readonly (readonly string[])[]
  /** The form of vue-i18n's message for a number, by its place, of `forms` that are divided by `|`. */
  readonly plural: (count: number, forms: number) => number
  /** A day in Excel's own notation. */
  readonly excelDate: string
  /** What Excel expects: where the comma is the decimal mark, cells are divided by semicolons. */
  readonly csvDelimiter: ';' | ','
}

/** A whole number with a mark between groups of digits: `1 284`. */
export const groupDigits = (count: number, mark: string): string =>
  String(count).replace(/\B(?=(\d{3})+$)/g, mark)

/** The plural of languages that distinguish one from other numbers; the first of three forms is for none. */
export const oneOrMany = (count: number, forms: number): number =>
  forms === 2 ? (count === 1 ? 0 : 1) : Math.min(count, forms - 1)
