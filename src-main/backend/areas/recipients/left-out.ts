import type { LeftOut } from '#shared/contract/recipients.ts'
import type { Columns } from './columns/find-columns.ts'
import { LIMITS } from '#backend/areas/tables/tables.ts'
import type { DraftsTaken } from './import-rows.ts'
import type { Table } from '#backend/areas/tables/tables.ts'

/** Everything of the sheet or text that has an address and is no recipient, in the order of the file. */
export function leftOutOf(
  { headerRow, headings }: Columns,
  table: Table,
  { hidden, otherTable, strays }: DraftsTaken,
  columns: number,
): LeftOut[] {
  const above = table.filter(({ row, cells }) => row < headerRow && cells.some((cell) => cell.includes('@')))
  const others = [...strays].toSorted(([a], [b]) => a - b)
  return [
    ...(above[0] ? [{ kind: 'above-headings' as const, row: above[0].row, addresses: above.length }] : []),
    ...(hidden.rows > 0 ? [{ kind: 'hidden-rows' as const, ...hidden }] : []),
    ...others.map(([column, addresses]) => ({
      kind: 'other-column' as const,
      column,
      heading: headings[column] ?? '',
      addresses,
    })),
    ...(otherTable ? [{ kind: 'other-table' as const, ...otherTable }] : []),
    ...(columns > LIMITS.columns
      ? [{ kind: 'beyond-columns' as const, columns, limit: LIMITS.columns }]
      : []),
  ]
}
