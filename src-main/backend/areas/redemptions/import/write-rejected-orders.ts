import type { OrderRow } from '#shared/contract/redemptions.ts'
import type { Language } from '#shared/preferences.ts'
import { ORDER_FILE_WORDS } from '#shared/wording/order-file-words.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { WritableFile } from '#backend/kernel/files/file-registry.ts'
import { countColumn, textColumn } from '#backend/kernel/files/table/columns.ts'
import { formatByName, writeTable } from '#backend/kernel/files/table/table.ts'

/** Writes the rows that count nothing, each with what is wrong with it, as .xlsx or .csv by the target's name. */
export async function writeRejectedOrders(
  rows: readonly OrderRow[],
  target: WritableFile,
  language: Language,
  { signal, progress }: JobContext,
): Promise<{ rows: number }> {
  const { headings, problems, sheet } = ORDER_FILE_WORDS[language]
  const said = ({ problem }: OrderRow) => (problem === null ? '' : problems[problem])
  const written = await writeTable({ ...target, format: formatByName(target.name) }, rows.length, {
    columns: [
      countColumn<OrderRow>({ heading: headings.row, width: 8 }, ({ row }) => row),
      textColumn<OrderRow>({ heading: headings.code, width: 20 }, ({ code }) => code),
      textColumn<OrderRow>({ heading: headings.order, width: 24 }, ({ order }) => order),
      textColumn<OrderRow>({ heading: headings.amount, width: 14 }, ({ amount }) => amount),
      textColumn<OrderRow>({ heading: headings.reason, width: 60 }, said),
    ],
    language,
    sheet,
    rows: [rows],
    signal,
    onProgress: (done) => progress(done, rows.length),
  })
  return { rows: written.rows }
}
