import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Backup, BackupList } from '#shared/contract/backups.ts'
import type { Site } from '#shared/contract/site.ts'
import { useApi, useHost } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import { useBackend } from './backend.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'
import { useSite } from './site.ts'

/** The backups of the own site, whether it is open or not. */
export const useBackups = defineStore('backups', () => {
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const site = useSite()
  const failures = useFailures()
  /** Null until it has been read. */
  const list = shallowRef<BackupList | null>(null)
  const busy = ref<'create' | 'remove' | 'restore' | 'save' | 'folder' | null>(null)

  async function load(): Promise<void> {
    list.value = await api.backups.list({})
  }
  const loadAgain = () => {
    if (list.value) load().catch(failures.report)
  }
  useBackendEvent('backups.onChanged', loadAgain)
  useBackendEvent('site.onChanged', loadAgain)
  useBackend().beforeReturn(async () => {
    if (list.value) await load()
  })

  /** One thing at a time; what fails is said. Undefined where it failed. */
  async function alone<T>(
    what: NonNullable<typeof busy.value>,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = what
    try {
      return await work()
    } catch (error) {
      failures.report(error)
      return undefined
    } finally {
      busy.value = null
    }
  }

  return {
    list,
    busy,
    load,
    create: (): Promise<Backup | undefined> =>
      alone('create', async () => {
        const { backup } = await jobs.follow(await api.backups.create({}))
        await load()
        return backup
      }),
    /** Makes another one first. Answers with how many are removed; undefined where that failed. */
    remove: (some: readonly Backup[]): Promise<number | undefined> =>
      alone('remove', async () => {
        const { removed } = await jobs.follow(await api.backups.remove({ ids: some.map(({ id }) => id) }))
        await load()
        return removed
      }),
    /** `expect`: how many operations the site had when the person looked at what changes. */
    restore: ({ id }: Backup, expect?: number): Promise<{ site: Site; kept: string | null } | undefined> =>
      alone('restore', async () => {
        const restored = await jobs.follow(
          await api.backups.restore({ id, ...(expect !== undefined && { expect }) }),
        )
        site.site = restored.site
        await load()
        return restored
      }),
    /** Copies a backup to where the person chooses. Answers with its size; undefined where they choose nowhere. */
    save: ({ id, file: suggestedName }: Backup): Promise<number | undefined> =>
      alone('save', async () => {
        const file = await host.saveFile({ suggestedName })
        if (!file) return undefined
        const { bytes } = await jobs.follow(await api.backups.save({ id, file: file.token }))
        await host.deliver(file)
        return bytes
      }),
    /** With null the folder itself. */
    show: (backup: Backup | null): Promise<unknown> =>
      alone('folder', () => api.backups.show({ id: backup?.id ?? null })),
    /** Lets the person choose; `own` for the one of the program. Answers with its name; undefined where they choose none. */
    chooseFolder: (which: 'own' | 'other'): Promise<string | null | undefined> =>
      alone('folder', async () => {
        const folder = which === 'own' ? null : await host.chooseFolder?.()
        if (folder === undefined || (which === 'other' && folder === null)) return undefined
        list.value = await api.backups.setFolder({ folder: folder?.token ?? null })
        return folder?.name ?? null
      }),
  }
})
