import type { RescuedContent } from '../contract/rescued.ts'
import { dayIn, instantOf } from '../domain/dates.ts'
import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'
import { formatCount, formatDate, formatTime } from './format.ts'

type Table = RescuedContent['tables'][number]
/** A count with the digits of the language. */
type Counted = (n: number) => string

export interface LossWords {
  /** What a table holds, by its name in the database. */
  readonly tables: Readonly<Record<string, string>>
  readonly saved: (n: string) => string
  readonly lost: (n: string) => string
  /** It is not known how many rows there were. */
  readonly someLost: string
  readonly altered: (n: string) => string
  readonly nothing: string
  readonly file: {
    readonly title: (at: string) => string
    readonly saved: (counts: RescuedContent['counts'], counted: Counted) => string
    readonly losses: string
    readonly examples: string
  }
}

/** What is said of one table: what it holds, and how much of it was saved, lost or may be altered. */
export function lossText(table: Table, language: Language): { what: string; amounts: string } {
  const words = WORDING[language].losses
  const counted = (n: number) => formatCount(n, language)
  const amounts = [
    words.saved(counted(table.saved)),
    ...(table.lost === null ? [words.someLost] : table.lost > 0 ? [words.lost(counted(table.lost))] : []),
    ...(table.altered > 0 ? [words.altered(counted(table.altered))] : []),
  ]
  return { what: words.tables[table.table] ?? table.table, amounts: amounts.join(', ') }
}

/** The list of what a rescue saved and lost, as a text for a file. */
export function lossesFile(
  { counts, tables }: RescuedContent,
  { at, timeZone, language }: { at: number; timeZone: string; language: Language },
): string {
  const words = WORDING[language].losses
  const counted = (n: number) => formatCount(n, language)
  const lines = [
    words.file.title(
      `${formatDate(dayIn(timeZone, at), language)} ${formatTime(instantOf(at), timeZone, language)}`,
    ),
    words.file.saved(counts, counted),
    '',
    ...(tables.length === 0 ? [words.nothing] : [words.file.losses]),
    ...tables.flatMap((table) => {
      const { what, amounts } = lossText(table, language)
      const examples = table.examples.map((example) => `    ${example}`)
      return [
        `  ${what}: ${amounts}`,
        ...(examples.length > 0 ? [`    ${words.file.examples}`, ...examples] : []),
      ]
    }),
  ]
  return `${lines.join('\r\n')}\r\n`
}
