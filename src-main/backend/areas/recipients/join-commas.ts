import type { Delimiter } from '#shared/contract/recipients.ts'
import { localPart } from '#shared/domain/email-address.ts'
import { isHeadingRow } from './columns/header-row.ts'
import { meaningOf } from './columns/headings.ts'
import { isBlank, type Table, type TableRow } from '#backend/areas/tables/tables.ts'

/** How rows that are wider than the headings come to be as wide: `Nordmann, Kari` without quotes is one cell. */
export interface Joining {
  /** The row of other headings further down; from there on nothing is joined. */
  readonly until: number
  /** Cells of the headings. */
  readonly width: number
  join(cells: readonly string[]): readonly string[]
}

/** What the headings above the first address say of wider rows; undefined where nothing is to be done. */
export function findJoining(rows: Table, delimiter: Delimiter): Joining | undefined {
  if (delimiter !== ',') return undefined
  const first = rows.findIndex(({ cells }) => cells.some((cell) => cell.includes('@')))
  const above = rows[first - 1]?.cells ?? []
  const headings = above.slice(0, filledWidth(above))
  if (headings.length < 2 || headings.some(isBlank)) return undefined
  const width = headings.length
  const meanings = headings.map(meaningOf)
  // In such a file a space says nothing of where a cell begins.
  const spaced = headings.slice(1).some((heading) => heading.startsWith(' '))
  const isName = (column: number): boolean => /name/.test(meanings[column] ?? '')
  const emailColumn = meanings.indexOf('email')
  function join(cells: readonly string[]): readonly string[] {
    const found = cells.slice(0, filledWidth(cells))
    if (found.length <= width) return cells
    const bySpaces = spaced ? found : joinSpaced(found, width)
    if (bySpaces.length <= width) return bySpaces
    const surplus = found.length - width
    const address = found.findIndex((cell) => cell.includes('@'))
    const before = emailColumn === -1 ? -1 : meanings.slice(0, emailColumn).findIndex((_, at) => isName(at))
    if (before !== -1 && address === emailColumn + surplus) return joinAt(found, before, surplus)
    const tail = found.slice(width - 1)
    const named = isName(width - 1) && tail.every((part) => isIn(part, found[address] ?? ''))
    return named ? joinAt(found, width - 1, surplus) : cells
  }
  const next = rows.slice(first).find((row) => isHeadingRow(row) && filledWidth(row.cells) !== width)
  return { until: next?.row ?? Infinity, width, join }
}

/** Cells that begin with a space belong to the one before, as long as there are too many. */
function joinSpaced(cells: readonly string[], width: number): string[] {
  let surplus = cells.length - width
  const joined: string[] = []
  for (const cell of cells) {
    const last = joined[joined.length - 1]
    if (surplus > 0 && last && /^ \S/.test(cell) && !cell.includes('@') && !last.includes('@')) {
      joined[joined.length - 1] = `${last},${cell}`
      surplus -= 1
    } else joined.push(cell)
  }
  return joined
}

const joinAt = (cells: readonly string[], at: number, surplus: number): string[] => [
  ...cells.slice(0, at),
  cells.slice(at, at + surplus + 1).join(','),
  ...cells.slice(at + surplus + 1),
]

/** Whether the address has the first word of a name in it: a further column would hold something else. */
function isIn(name: string, address: string): boolean {
  const word = /^\s*([a-z]{3,})/i.exec(name)?.[1]
  return word !== undefined && localPart(address).toLowerCase().includes(word.toLowerCase())
}

/** Cells up to the last with something in it. */
const filledWidth = (cells: readonly string[]): number => cells.findLastIndex((cell) => !isBlank(cell)) + 1

export const joined = ({ row, cells }: TableRow, { until, join }: Joining): TableRow => ({
  row,
  cells: row < until ? join(cells) : cells,
})
