import { createMutex } from '#backend/kernel/mutex.ts'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { FileRegistry, ReadableFile } from '#backend/kernel/files/file-registry.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import { noteStored } from '#backend/kernel/current-request.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import { incomingPath, outgoingPath, prepareIncoming, removeTemporary, takeIn } from './incoming.ts'
import { checkPreparedTask, checkSiteTask, copySiteTask } from './site-file-tasks.ts'
export { removeTemporary } from './incoming.ts'
export { keepNew, takeBack, takePlace } from './swap.ts'

export interface SiteFileDependencies {
  readonly sites: Sites
  readonly files: FileRegistry
  readonly clock: Clock
  readonly log: Log
  readonly emit: Emit
  readonly box: SecretBox
}

/** A whole site in one file, without its passwords. One file at a time. */
export function createSiteFile(parts: SiteFileDependencies): Handlers<JobContext>['siteFile'] {
  const { sites, files, clock } = parts
  const { run: alone } = createMutex()

  return {
    save: ({ file }, { signal }) =>
      alone(() =>
        sites.use(async (site) => {
          const target = files.writing(file)
          const path = outgoingPath(site.folder)
          await removeTemporary(site.lock)
          try {
            await site.screen.run(copySiteTask, { path, at: clock.now() }, { signal })
            throwIfCancelled(signal)
            const { bytes } = await writeSafely(target.path, target.name, (to) => copyInto(to, path, signal))
            return { operationId: await recordSave(parts, site, bytes), bytes }
          } finally {
            await removeTemporary(site.lock)
          }
        }),
      ),

    inspect: ({ file }) =>
      alone(() =>
        sites.use(async (site) => {
          const given = files.reading(file)
          try {
            await takeIn(site.lock, given)
            return await checkIn(site, given.name)
          } finally {
            await removeTemporary(site.lock)
          }
        }),
      ),

    open: ({ file }) => alone(() => openFile(parts, files.reading(file))),
  }
}

async function copyInto(to: FileHandle, path: string, signal: AbortSignal): Promise<void> {
  for await (const chunk of createReadStream(path)) {
    throwIfCancelled(signal)
    await to.writeFile(chunk as Buffer)
  }
}

async function recordSave(
  { clock, emit }: SiteFileDependencies,
  site: OpenSite,
  bytes: number,
): Promise<number> {
  const operationId = await site.store.writer.transaction('site-file.save', async (tx) => {
    const id = await nextOperationId(tx)
    await recordOperation(tx, { id, at: clock.now(), details: { kind: 'save-site-file', bytes } })
    return id
  })
  emit('history.onRecorded', { operationId, kind: 'save-site-file' })
  return operationId
}

const checkIn = (site: OpenSite, name: string) =>
  site.screen.run(checkSiteTask, { path: incomingPath(site.folder), name })

/**
 * Everything is checked and prepared while the site is in use; only a last look and taking its place keep others waiting.
 */
async function openFile({ sites, clock, log, emit, box }: SiteFileDependencies, file: ReadableFile) {
  const { name } = file
  const { lock, counts, operationId } = await sites.use(async (site) => {
    if (site.kind !== 'own') throw new Refusal('siteFile.sample-open', {})
    try {
      await takeIn(site.lock, file)
      const content = await checkIn(site, name)
      const operationId = await prepareIncoming(site.lock, content, { clock, log })
      return { lock: site.lock, counts: content.counts, operationId }
    } catch (error) {
      await removeTemporary(site.lock)
      throw error
    }
  })
  try {
    const replaced = await sites.replaceOwn(async (site) => {
      const path = incomingPath(site.folder)
      await site.screen.run(checkPreparedTask, { path, name, counts })
    })
    noteStored('something')
    await box.dropKey('own')
    emit('commerce.onChanged', { services: [...SERVICES], revision: null })
    return { ...replaced, operationId }
  } finally {
    await removeTemporary(lock)
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Refusal('job.cancelled', {})
}
