import type { ReportRow } from '#shared/contract/report.ts'
import { countOf, type Ranges } from '#shared/domain/selection.ts'

/** As many rows as a print has: a stack of paper that somebody may still leaf through. */
export const PRINT_LIMIT = 5000
/** How many rows are asked for at once. */
const CHUNK = 1000

export type ReadRows = (offset: number, limit: number) => Promise<readonly (ReportRow | null)[]>

/** The rows at the first `limit` positions of `ranges`, in their order; rows that are gone since are left out. */
export async function printedRows(ranges: Ranges, read: ReadRows, limit = PRINT_LIMIT): Promise<ReportRow[]> {
  const rows: ReportRow[] = []
  let left = Math.min(limit, countOf(ranges))
  for (const [from, end] of ranges) {
    for (let offset = from; offset < end && left > 0;) {
      const size = Math.min(CHUNK, end - offset, left)
      for (const row of await read(offset, size)) if (row) rows.push(row)
      offset += size
      left -= size
    }
  }
  return rows
}
