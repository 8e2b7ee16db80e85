import type { Language } from '#shared/preferences.ts'
import { RECIPIENT_FILE_WORDS } from '#shared/wording/recipient-file-words.ts'
import { rowProblemText, type RowProblemText } from '#shared/wording/row-problems.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { countColumn, textColumn } from '#backend/kernel/files/table/columns.ts'
import { formatByName, writeTable } from '#backend/kernel/files/table/table.ts'
import type { WritableFile } from '#backend/kernel/files/file-registry.ts'
import type { CheckedRow } from './import-rows.ts'

/** Writes the rows that make no codes, each with what is wrong with it, as .xlsx or .csv by the target's name. */
export async function writeRejected(
  rows: readonly CheckedRow[],
  target: WritableFile,
  language: Language,
  { signal, progress }: JobContext,
): Promise<{ rows: number }> {
  const words = RECIPIENT_FILE_WORDS[language]
  const written = await writeTable({ ...target, format: formatByName(target.name) }, rows.length, {
    columns: [
      countColumn<CheckedRow>({ heading: words.row, width: 8 }, ({ row }) => row),
      textColumn<CheckedRow>({ heading: words.email, width: 34 }, ({ email }) => email),
      textColumn<CheckedRow>({ heading: words.name, width: 30 }, (row) =>
        row.nameFromAddress ? '' : row.name,
      ),
      ...(rows.some(({ code }) => code !== undefined)
        ? [textColumn<CheckedRow>({ heading: words.code, width: 20 }, ({ code }) => code ?? '')]
        : []),
      textColumn<CheckedRow>({ heading: words.reason, width: 40 }, (row) => said(row, language).reason),
      textColumn<CheckedRow>({ heading: words.remedy, width: 50 }, (row) => said(row, language).remedy),
    ],
    language,
    sheet: words.rejectedSheet,
    rows: [rows],
    signal,
    onProgress: (done) => progress(done, rows.length),
  })
  return { rows: written.rows }
}

function said(row: CheckedRow, language: Language): RowProblemText {
  if (row.skipped || row.problem === null)
    return { reason: RECIPIENT_FILE_WORDS[language].takenOut, remedy: '' }
  return rowProblemText({ ...row, problem: row.problem }, language)
}
