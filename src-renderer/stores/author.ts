import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Author } from '#shared/contract/author.ts'
import { useApi } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import { useBackend } from './backend.ts'
import { useFailures } from './failures.ts'

/** Who works on the site with this program. */
export const useAuthor = defineStore('author', () => {
  const api = useApi()
  const failures = useFailures()
  /** Null until it has been read. */
  const author = shallowRef<Author | null>(null)

  async function load(): Promise<void> {
    author.value = await api.author.get({})
  }
  useBackendEvent('author.onChanged', (now) => (author.value = now))
  // Where the site is now decides who a person without a name of their own is.
  useBackendEvent('site.onChanged', () => {
    if (author.value) load().catch(failures.report)
  })
  useBackend().beforeReturn(async () => {
    if (author.value) await load()
  })

  return {
    author,
    load,
    /** Null for no name of one's own. */
    async setName(name: string | null): Promise<void> {
      author.value = await api.author.set({ name })
    },
  }
})
