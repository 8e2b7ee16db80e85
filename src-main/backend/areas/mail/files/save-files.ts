import { Refusal } from '#shared/contract/refusal.ts'
import type { Language } from '#shared/preferences.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { WritableFile } from '#backend/kernel/files/file-registry.ts'
import { refuseWhenCancelled } from '#backend/kernel/files/table/cancelled.ts'
import { writeTable } from '#backend/kernel/files/table/table.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import { createZipWriter } from '#backend/kernel/files/zip/zip-writer.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import type { Sender } from '../message/compose.ts'
import { emlName, emlOf, type FileMessage, readForFile } from './file-messages.ts'
import type { HandedOver } from './handovers.ts'
import { mergeColumns, mergeRow } from './merge-columns.ts'
import { writeFolder } from './write-folder.ts'

export interface FilesOrder {
  readonly ids: readonly number[]
  readonly format: 'folder' | 'zip' | 'xlsx'
  readonly target: WritableFile
  readonly language: Language
  readonly sender: Sender | null
  readonly at: number
  readonly job: JobContext
  /** Called for each message once it is written. */
  onWritten(message: HandedOver): void
}

/** A zip file's directory counts so far without an extension that not every program knows. */
export const MOST_IN_ZIP = 65_000

/**
 * Writes messages to files, whole or not at all; answers with the bytes written.
 * @throws Refusal 'mail.nothing-to-do', 'mail.too-many-files', 'file.unwritable', 'job.cancelled', 'report.too-many-rows'
 */
export async function saveFiles(connection: ReadConnection, order: FilesOrder): Promise<number> {
  const { ids, format, target, language, job } = order
  if (ids.length === 0) throw new Refusal('mail.nothing-to-do', {})
  if (format === 'folder') return await writeFolder(target.path, target.name, emlFiles(connection, order))
  if (format === 'zip') {
    if (ids.length > MOST_IN_ZIP)
      throw new Refusal('mail.too-many-files', { messages: ids.length, limit: MOST_IN_ZIP })
    const { bytes } = await writeSafely(target.path, target.name, async (file) => {
      const zip = createZipWriter(file)
      for await (const { name, bytes: content } of emlFiles(connection, order)) await zip.add(name, [content])
      await zip.end()
    })
    return bytes
  }
  const written = await writeTable({ format: 'xlsx', ...target }, ids.length, {
    columns: mergeColumns(language),
    language,
    sheet: MAIL_WORDS[language].sheet,
    rows: mergeBatches(connection, order),
    signal: job.signal,
    onProgress: (done) => job.progress(done, ids.length),
  })
  return written.bytes
}

async function* emlFiles(connection: ReadConnection, order: FilesOrder) {
  const { ids, language, sender, at, job } = order
  let place = 0
  for (const [i, id] of ids.entries()) {
    refuseWhenCancelled(job.signal)
    for (const message of readForFile(connection, id)) {
      place += 1
      yield { name: emlName(place, ids.length, language), bytes: await emlOf(message, sender, at) }
      order.onWritten(handedOver(message))
    }
    job.progress(i + 1, ids.length)
  }
}

const BATCH = 200

const handedOver = ({ message, codeIds }: FileMessage): HandedOver => ({
  id: message.id,
  key: message.address_key,
  codes: codeIds,
})

function* mergeBatches(connection: ReadConnection, { ids, onWritten }: FilesOrder) {
  for (let at = 0; at < ids.length; at += BATCH)
    yield ids
      .slice(at, at + BATCH)
      .flatMap((id) => readForFile(connection, id))
      .map((message) => {
        onWritten(handedOver(message))
        return mergeRow(message)
      })
}
