import type { Mutex } from '#backend/kernel/mutex.ts'
import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { FileRegistry, ReadableFile } from '#backend/kernel/files/file-registry.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { planReplacement, requireNothingSince } from '#backend/storage/replacement.ts'
import type { SiteTransfer } from '#backend/storage/site-file.ts'
import { noteStored } from '#backend/kernel/current-request.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import { checkPreparedTask, checkTask, inspectTask, prepareTask, saveTask } from './site-file-tasks.ts'

export interface SiteFileDependencies {
  readonly sites: Sites
  readonly files: FileRegistry
  readonly clock: Clock
  readonly emit: Emit
  readonly box: SecretBox
  /** Of everybody who prepares a database beside the site's. */
  readonly preparing: Mutex
}

/** A whole site in one file, without its passwords. One file at a time. */
export function createSiteFile(parts: SiteFileDependencies): Handlers<JobContext>['siteFile'] {
  const { sites, files, clock } = parts
  const { run: alone } = parts.preparing

  return {
    save: ({ file }, { signal, progress }) =>
      alone(() =>
        sites.use(async (site) => {
          site.requireWritable()
          const target = files.writing(file)
          const { transfer } = site
          await transfer.clear()
          try {
            await site.exports.run(saveTask, { at: clock.now() }, { signal, progress })
            throwIfCancelled(signal)
            const { bytes } = await writeSafely(target.path, target.name, (to) =>
              copyInto(to, transfer, signal),
            )
            return { operationId: await recordSave(parts, site, bytes), bytes }
          } finally {
            await transfer.clear()
          }
        }),
      ),

    inspect: ({ file }, watch) =>
      alone(() =>
        sites.use(async (site) => {
          const given = files.reading(file)
          try {
            await site.transfer.takeIn(given)
            const { content, contents } = await site.exports.run(inspectTask, { name: given.name }, watch)
            const present = site.kind === 'own' ? site.storage : null
            return { ...content, plan: await planReplacement(present, contents) }
          } finally {
            await site.transfer.clear()
          }
        }),
      ),

    open: async ({ file, expect }, watch) => {
      const opened = await alone(() => openFile(parts, { file: files.reading(file), expect }, watch))
      files.done(file)
      return opened
    },
  }
}

async function copyInto(to: FileHandle, transfer: SiteTransfer, signal: AbortSignal): Promise<void> {
  for await (const chunk of transfer.readOutgoing()) {
    throwIfCancelled(signal)
    await to.writeFile(chunk)
  }
}

async function recordSave(
  { clock, emit }: SiteFileDependencies,
  site: OpenSite,
  bytes: number,
): Promise<number> {
  const operationId = await site.storage.transaction('site-file.save', (tx) =>
    tx.operations.record({ at: clock.now(), details: { kind: 'save-site-file', bytes } }),
  )
  emit('history.onRecorded', { operationId, kind: 'save-site-file' })
  return operationId
}

/**
 * Everything is checked and prepared while the site is in use; only a last look and taking its place keep others waiting.
 */
async function openFile(
  { sites, clock, emit, box }: SiteFileDependencies,
  { file, expect }: { readonly file: ReadableFile; readonly expect: number | undefined },
  watch: JobContext,
) {
  const { name } = file
  const { transfer, counts, operationId } = await sites.use(async (site) => {
    if (site.kind !== 'own') throw new Refusal('siteFile.sample-open', {})
    const { transfer, exports } = site
    try {
      await transfer.takeIn(file)
      const { savedAt, counts } = await exports.run(checkTask, { name }, watch)
      const operationId = await exports.run(prepareTask, { savedAt, at: clock.now() })
      return { transfer, counts, operationId }
    } catch (error) {
      await transfer.clear()
      throw error
    }
  })
  try {
    const replaced = await sites.replaceOwn('site-file', async (site) => {
      if (!site) throw new Refusal('siteFile.damaged', { name })
      await requireNothingSince(site.storage, expect)
      await site.exports.run(checkPreparedTask, { name, counts })
    })
    noteStored('something')
    await box.dropKey('own')
    emit('commerce.onChanged', { services: [...SERVICES], revision: null })
    return { site: replaced.site, backup: replaced.backup ?? '', operationId }
  } finally {
    await transfer.clear()
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Refusal('job.cancelled', {})
}
