import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Backup, BackupList } from '#shared/contract/backups.ts'
import type { ApiError } from '#shared/contract/error-codes.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { addDays } from '#shared/domain/dates.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { noteStored } from '#backend/kernel/current-request.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import type { Mutex } from '#backend/kernel/mutex.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { planReplacement, requireNothingSince } from '#backend/storage/replacement.ts'
import { createDailyBackups, type DailyBackups, type Repeat } from './daily-backups.ts'

export type { Repeat } from './daily-backups.ts'

export interface BackupsDependencies {
  readonly sites: Sites
  readonly backups: SiteBackups
  readonly files: FileRegistry
  readonly clock: Clock
  readonly log: Log
  readonly emit: Emit
  readonly box: SecretBox
  /** Of everybody who prepares a database beside the site's. */
  readonly preparing: Mutex
  /** The newest migration that this program knows. */
  readonly knownVersion: number
  /** The folder for backups from now on, where the start says so. */
  readonly folder?: string | undefined
  readonly repeat?: Repeat | undefined
  /** Shows a file, or a folder, in the file manager; false where the host has none. */
  readonly showFile?: ((path: string) => Promise<boolean>) | undefined
  toApiError(error: unknown, method: string): ApiError
}

/** Verified copies of the own site: made by themselves and on request, listed, restored. */
export function createBackups(parts: BackupsDependencies): {
  readonly handlers: Handlers<JobContext>['backups']
  start(): void
  close(): Promise<void>
} {
  const { sites, backups, files, emit } = parts
  const daily = createDailyBackups({
    ...parts,
    toApiError: (error) => parts.toApiError(error, 'backups.create'),
    onResult: (failure) => emit('backups.onChanged', { failure }),
  })
  const find = async (id: string): Promise<Backup> => {
    const found = (await backups.list()).backups.find((backup) => backup.id === id)
    if (!found) throw new Refusal('backups.unknown', {})
    return found
  }

  const create = ({ signal, progress }: JobContext): Promise<Backup> =>
    sites.use(async (site) => {
      requireOwn(site)
      const { timeZone } = await site.settings()
      const { id, problem } = await backups.create('manual', timeZone, { signal, progress })
      daily.note(problem)
      return await find(id)
    })

  const handlers: Handlers<JobContext>['backups'] = {
    list: () => listBackups(parts, daily),

    create: async (_nothing, job) => ({ backup: await create(job) }),

    async remove({ ids }, job) {
      for (const { file, isRemovable } of await Promise.all(ids.map(find)))
        if (!isRemovable) throw new Refusal('backups.not-removable', { backup: file })
      const backup = await create(job)
      const removed = await backups.remove(ids)
      emit('backups.onChanged', { failure: null })
      return { backup, removed }
    },

    plan: ({ id }, { signal }) =>
      parts.preparing.run(async () => {
        const contents = await backups.inspect(id, { signal })
        const plan = (present: OpenSite | null) =>
          planReplacement(present?.kind === 'own' ? present.storage : null, contents)
        // A backup is looked at also while no site can be opened.
        const cannotBeOpened = (error: unknown) => {
          if (isRefusal(error) && error.code.startsWith('storage.')) return plan(null)
          throw error
        }
        return { plan: await sites.use(plan).catch(cannotBeOpened) }
      }),

    restore: (order, job) => parts.preparing.run(() => restore(parts, order, job)),

    async setFolder({ folder }) {
      await backups.chooseFolder(folder === null ? null : files.writing(folder).path)
      emit('backups.onChanged', { failure: null })
      return await listBackups(parts, daily)
    },

    async show({ id }) {
      const path = await backups.pathOf(id)
      if (!(await parts.showFile?.(path))) throw new Refusal('backups.not-shown', {})
      return {}
    },

    async save({ id, file }, { signal, progress }) {
      const { path, name } = files.writing(file)
      const from = await backups.pathOf(id)
      const { size } = await stat(from).catch(() => unreadable(id))
      const { bytes } = await writeSafely(path, name, async (to) => {
        let done = 0
        for await (const chunk of contentOf(from, id)) {
          if (signal.aborted) throw new Refusal('job.cancelled', {})
          await to.writeFile(chunk)
          progress((done += chunk.length), size)
        }
      })
      return { bytes }
    },
  }
  return {
    handlers,
    start() {
      const { folder } = parts
      if (folder !== undefined)
        backups
          .chooseFolder(folder)
          .catch((error: unknown) => daily.note(parts.toApiError(error, 'backups.setFolder')))
      daily.start()
    },
    close: daily.close,
  }
}

/** A failure to read must not be reported as one of the file that is written. @throws Refusal 'backups.unreadable' */
async function* contentOf(path: string, id: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>
  } catch {
    unreadable(id)
  }
}

function unreadable(id: string): never {
  throw new Refusal('backups.unreadable', { backup: id.slice(id.indexOf(':') + 1) })
}

/** @throws Refusal 'backups.sample-open' */
function requireOwn({ kind }: OpenSite): void {
  if (kind !== 'own') throw new Refusal('backups.sample-open', {})
}

async function listBackups(parts: BackupsDependencies, daily: DailyBackups): Promise<BackupList> {
  const { backups, knownVersion } = parts
  const { backups: found, isReadable } = await backups.list()
  const { chosen, problem } = await backups.folder()
  const open = await whatComesNext(parts, daily)
  return {
    backups: found,
    folder: { chosen, problem: problem && parts.toApiError(problem, 'backups.list'), isReadable },
    ...open,
    last: daily.last,
    knownVersion,
  }
}

/** Nothing is said of it while no own site is open. */
async function whatComesNext(
  { sites, backups }: BackupsDependencies,
  daily: DailyBackups,
): Promise<Pick<BackupList, 'next' | 'changed' | 'present'>> {
  const none = { next: null, changed: null, present: null }
  const found = sites.use(async (site) => {
    if (site.kind !== 'own') return none
    const { timeZone, today } = await site.time()
    const isDone = (await daily.lastDay(timeZone)) === today
    return {
      // Of programs that share a site, one makes the daily ones.
      next: !site.leads() ? null : isDone ? addDays(today, 1) : today,
      changed: await daily.hasChanged(),
      present: await backups.present(),
    }
  })
  return await found.catch(() => none)
}

/** Everything is checked and prepared while the site is in use; only a last look and taking its place keep others waiting. */
async function restore(
  { sites, backups, emit, box }: BackupsDependencies,
  { id, expect }: { readonly id: string; readonly expect?: number | undefined },
  { signal }: JobContext,
): Promise<{ operationId: number; site: Awaited<ReturnType<Sites['open']>>; kept: string | null }> {
  const { operationId, counts } = await backups.prepareRestore(id, { signal })
  try {
    const { site, backup } = await sites.replaceOwn('restore', async (present) => {
      await requireNothingSince(present?.storage, expect)
      await backups.checkPrepared(id, counts)
    })
    noteStored('something')
    await box.dropKey('own')
    emit('commerce.onChanged', { services: [...SERVICES], revision: null })
    emit('backups.onChanged', { failure: null })
    return { operationId, site, kept: backup }
  } finally {
    await backups.clearPrepared()
  }
}
