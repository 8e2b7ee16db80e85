import type { ColumnQuestion } from '#shared/contract/recipients.ts'
import { cleanAddress, recipientKey } from '#shared/domain/email-address.ts'
import { splitAddresses } from '#shared/domain/address-list.ts'
import type { Table, TableRow } from '#backend/areas/tables/tables.ts'
import { headingOf } from './headings.ts'

/** The column of the recipients' addresses, and what to ask where another is as likely. */
export interface FoundEmailColumn {
  readonly emailColumn: number
  readonly question: ColumnQuestion | null
}

interface Candidate {
  readonly column: number
  readonly rank: number
  /** Keys of the addresses, row by row; empty where there is none. */
  readonly keys: readonly string[]
  readonly filled: number
  readonly different: number
}

/** Headings count before what is below them. */
const RANKS = { recipient: 5, anyone: 4, second: 2, other: 0 } as const
const UNKNOWN = 3
/** Under a heading of something else an address is an accident. */
const SOMETHING_ELSE = 1

/**
 * Finds the column by its heading, then by the number of different addresses. Where another column is close, or the heading
 * is that of somebody else, it is a question. Undefined where nothing is like an address.
 */
export function findEmailColumn(
  header: TableRow | undefined,
  sample: Table,
  width: number,
): FoundEmailColumn | undefined {
  const candidates = Array.from({ length: width }, (_, column) => candidateAt(column, header, sample))
    .filter((it): it is Candidate => it !== undefined)
    .toSorted(
      (a, b) => b.rank - a.rank || b.different - a.different || b.filled - a.filled || a.column - b.column,
    )
  const [best, ...others] = candidates
  if (!best) return undefined
  const rivals = others.filter((other) => isRival(other, best))
  const isDoubtful = rivals.length > 0 || best.rank === RANKS.other
  const asked = [best, ...rivals].slice(0, ASKED_AT_MOST)
  return {
    emailColumn: best.column,
    question: isDoubtful ? { columns: asked.map((it) => choiceOf(it, header, sample)) } : null,
  }
}

const ASKED_AT_MOST = 5
const SAMPLES = 3

function candidateAt(column: number, header: TableRow | undefined, sample: Table): Candidate | undefined {
  const keys = sample.map(({ cells }) => keyOf(cells[column] ?? ''))
  const filled = keys.filter((key) => key !== '').length
  if (filled === 0) return undefined
  return {
    column,
    rank: rankOf(header?.cells[column]),
    keys,
    filled,
    different: new Set(keys).size - Number(filled < keys.length),
  }
}

const keyOf = (cell: string): string => (cell.includes('@') ? recipientKey(cleanAddress(cell)) : '')

function rankOf(cell: string | undefined): number {
  const heading = headingOf(cell)
  if (heading === undefined) return UNKNOWN
  return heading.meaning === 'email' ? RANKS[heading.whose] : SOMETHING_ELSE
}

/** Close enough to be asked about: other addresses in the same rows, and nearly as many of them or more. */
function isRival(other: Candidate, best: Candidate): boolean {
  const both = other.keys.filter((key, i) => key !== '' && key !== best.keys[i])
  if (both.length < Math.max(1, other.filled * 0.2)) return false
  const share = other.different / best.different
  if (other.rank === best.rank) return share >= 0.5 && best.rank !== RANKS.second
  // The better heading counts for much, but not over a column that is nearly empty.
  return other.rank === RANKS.other || other.rank === SOMETHING_ELSE ? share >= 4 : share >= 2
}

function choiceOf({ column, different }: Candidate, header: TableRow | undefined, sample: Table) {
  const filled = sample.filter(({ cells }) => cells[column]?.includes('@'))
  const samples = filled.flatMap(({ cells }) =>
    splitAddresses(cells[column] ?? '').map(({ text }) => cleanAddress(text)),
  )
  return {
    column,
    heading: (header?.cells[column] ?? '').trim().slice(0, 100),
    addresses: different,
    samples: [...new Set(samples)].slice(0, SAMPLES),
  }
}
