import { Refusal } from '#shared/contract/refusal.ts'
import type { Language } from '#shared/preferences.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { WritableFile } from '#backend/kernel/files/file-registry.ts'
import { refuseWhenCancelled } from '#backend/kernel/files/table/cancelled.ts'
import { writeTable } from '#backend/kernel/files/table/table.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import { createZipWriter } from '#backend/kernel/files/zip/zip-writer.ts'
import type { Readers } from '#backend/storage/storage.ts'
import type { Sender } from '../message/compose.ts'
import { emlName, emlOf, type FileMessage, forRecipients } from './file-messages.ts'
import type { HandedOver } from './handovers.ts'
import { mergeColumns, mergeRows } from './merge-columns.ts'
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
export async function saveFiles(readers: Pick<Readers, 'mail'>, order: FilesOrder): Promise<number> {
  const { ids, format, target, language, job } = order
  if (ids.length === 0) throw new Refusal('mail.nothing-to-do', {})
  if (format === 'folder') return await writeFolder(target.path, target.name, emlFiles(readers, order))
  if (format === 'zip') {
    if (ids.length > MOST_IN_ZIP)
      throw new Refusal('mail.too-many-files', { messages: ids.length, limit: MOST_IN_ZIP })
    const { bytes } = await writeSafely(target.path, target.name, async (file) => {
      const zip = createZipWriter(file)
      for await (const { name, bytes: content } of emlFiles(readers, order)) await zip.add(name, [content])
      await zip.end()
    })
    return bytes
  }
  const written = await writeTable({ format: 'xlsx', ...target }, ids.length, {
    columns: mergeColumns(language),
    language,
    sheet: MAIL_WORDS[language].sheet,
    rows: mergeBatches(readers, order),
    signal: job.signal,
    // A message may take several rows.
    onProgress: (done) => job.progress(Math.min(done, ids.length), ids.length),
  })
  return written.bytes
}

async function* emlFiles(readers: Pick<Readers, 'mail'>, order: FilesOrder) {
  const { ids, language, sender, at, job } = order
  let place = 0
  for await (const messages of pages(readers, ids))
    for (const message of messages) {
      refuseWhenCancelled(job.signal)
      place += 1
      yield { name: emlName(place, ids.length, language), bytes: await emlOf(message, sender, at) }
      order.onWritten(handedOver(message))
      job.progress(place, ids.length)
    }
}

const PAGE = 200

async function* pages({ mail }: Pick<Readers, 'mail'>, ids: readonly number[]) {
  for (let at = 0; at < ids.length; at += PAGE)
    yield (await mail.withCodes(ids.slice(at, at + PAGE))).flatMap(forRecipients)
}

const handedOver = ({ message, codeIds }: FileMessage): HandedOver => ({
  id: message.id,
  key: message.key,
  codes: codeIds,
})

async function* mergeBatches(readers: Pick<Readers, 'mail'>, { ids, onWritten }: FilesOrder) {
  for await (const messages of pages(readers, ids))
    yield messages.flatMap((message) => {
      onWritten(handedOver(message))
      return mergeRows(message)
    })
}
