import type { FileHandle } from 'node:fs/promises'
import { everything } from '#shared/domain/selection.ts'
import { refuseWhenCancelled } from '#backend/kernel/files/table/cancelled.ts'
import { countColumn, textColumn, wordColumn } from '#backend/kernel/files/table/columns.ts'
import { type TableColumn, writeTable } from '#backend/kernel/files/table/table.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import type { ResultSet } from '#backend/storage/result-sets.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'
import type { Snapshot } from '#backend/storage/storage.ts'
import { CODE_FIELDS, type CodeLine, codeLine, withdrawnLine } from './code-lines.ts'
import { codesFileTask } from './handover-tasks.ts'

interface HandoverContext extends TaskContext {
  openSnapshot(): Promise<Snapshot>
}

/** Writes the codes in the thread that writes files, as they are at one moment. */
export const handoverTaskHandlers: readonly TaskHandler<HandoverContext>[] = [
  handleTask(
    codesFileTask,
    async ({ after, time, format, ...target }, { openSnapshot, signal, progress }: HandoverContext) => {
      const snapshot = await openSnapshot()
      try {
        const { readers } = snapshot
        const upTo = (await readers.operations.nextId()) - 1
        const set =
          after === null ? await readers.report.open({}, [], time) : await readers.codes.changedSince(after)
        const gone = after === null ? [] : await readers.codes.withdrawnSince(after)
        const total = set.count + gone.length
        const lines = linesOf(snapshot, set, gone, time)
        const { language } = target
        const written =
          format === 'jsonl'
            ? await writeSafely(target.path, target.name, (file) => writeLines(file, lines, signal, progress))
            : await writeTable({ ...target, format }, total, {
                columns: CODE_FIELDS.map(columnOf),
                language,
                sheet: 'codes',
                rows: lines,
                signal,
                onProgress: progress,
              })
        return { codes: total, bytes: written.bytes, upTo }
      } finally {
        await snapshot.close()
      }
    },
  ),
]

async function* linesOf(
  snapshot: Snapshot,
  set: ResultSet,
  gone: readonly string[],
  time: SiteTime,
): AsyncGenerator<CodeLine[]> {
  const picked = { set, ranges: everything(set.count) }
  for await (const rows of snapshot.reportRows(picked, time, { messages: false })) yield rows.map(codeLine)
  if (gone.length > 0) yield gone.map(withdrawnLine)
}

/** Headings are names for programs, and the same in every language. */
function columnOf(field: (typeof CODE_FIELDS)[number]): TableColumn<CodeLine> {
  const look = { heading: field, width: field === 'code' ? 24 : 14 }
  switch (field) {
    case 'percentHundredths':
    case 'amountMinor':
    case 'uses':
      return countColumn(look, (line) => line[field] ?? '')
    case 'code':
    case 'validFrom':
    case 'expires':
      return textColumn(look, (line) => line[field])
    case 'state':
    case 'service':
    case 'appliesTo':
    case 'currency':
      return wordColumn(look, (line) => line[field])
  }
}

async function writeLines(
  file: FileHandle,
  lines: AsyncIterable<readonly CodeLine[]>,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<number> {
  let done = 0
  for await (const block of lines) {
    refuseWhenCancelled(signal)
    await file.write(block.map((line) => `${JSON.stringify(line)}\n`).join(''))
    done += block.length
    onProgress(done)
  }
  return done
}
