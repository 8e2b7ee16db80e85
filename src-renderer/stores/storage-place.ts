import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { DatabaseFound, DatabaseLogin, StoragePlace } from '#shared/contract/storage-place.ts'
import { useApi } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import { useBackend } from './backend.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'
import { useSite } from './site.ts'

/** Where the own site is stored, whether it is open or not. */
export const useStoragePlace = defineStore('storage-place', () => {
  const api = useApi()
  const site = useSite()
  const jobs = useJobs()
  const failures = useFailures()
  /** Null until it has been read. */
  const place = shallowRef<StoragePlace | null>(null)

  async function load(): Promise<void> {
    place.value = await api.storagePlace.get({})
  }
  // Another window may have changed it.
  useBackendEvent('site.onChanged', () => {
    if (place.value) load().catch(failures.report)
  })
  useBackend().beforeReturn(async () => {
    if (place.value) await load()
  })
  function know(changed: Awaited<ReturnType<typeof api.storagePlace.leave>>): void {
    place.value = changed.place
    site.site = changed.site
  }

  return {
    place,
    load,
    /** A person has chosen the database that it is in, and can choose again. */
    isChosen: computed(() => place.value?.namedBy === 'choice'),
    check: (login: DatabaseLogin): Promise<DatabaseFound> => api.storagePlace.check(login),
    async join(login: DatabaseLogin, expect: 'site' | 'empty'): Promise<void> {
      know(await api.storagePlace.join({ ...login, expect }))
    },
    /** Copies the site there; others wait meanwhile. */
    async move(login: DatabaseLogin): Promise<void> {
      know(await jobs.follow(await api.storagePlace.move(login)))
    },
    /** Copies the site from the database into the folder; others wait meanwhile. */
    async moveBack(): Promise<void> {
      know(await jobs.follow(await api.storagePlace.moveBack({})))
    },
    async leave(): Promise<void> {
      know(await api.storagePlace.leave({}))
    },
  }
})
