import type { Language } from '#shared/preferences.ts'
import { RECIPIENT_FILE_WORDS } from '#shared/wording/recipient-file-words.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { textColumn } from '#backend/kernel/files/table/columns.ts'
import { formatByName, writeTable } from '#backend/kernel/files/table/table.ts'
import type { WritableFile } from '#backend/kernel/files/file-registry.ts'
import type { Recipient } from './recipients.ts'

/** Writes a small recipient file to start from, as .xlsx or .csv by the target's name. */
export async function writeExample(
  target: WritableFile,
  language: Language,
  { signal }: JobContext,
): Promise<{ rows: number }> {
  const words = RECIPIENT_FILE_WORDS[language]
  const written = await writeTable({ ...target, format: formatByName(target.name) }, words.example.length, {
    columns: [
      textColumn<Recipient>({ heading: words.email, width: 34 }, ({ email }) => email),
      textColumn<Recipient>({ heading: words.name, width: 30 }, ({ name }) => name),
    ],
    language,
    sheet: words.exampleSheet,
    rows: [words.example],
    signal,
    onProgress: () => undefined,
  })
  return { rows: written.rows }
}
