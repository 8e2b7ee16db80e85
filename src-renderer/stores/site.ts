import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Site, SiteKind } from '#shared/contract/site.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'
import { useBackend } from './backend.ts'

/** The site that is open; null until it has been read. */
export const useSite = defineStore('site', () => {
  const api = useApi()
  const site = ref<Site | null>(null)
  let leave = (): Promise<void> => Promise.resolve()

  useBackendEvent('site.onChanged', (changed) => (site.value = changed))

  /** A backend that starts again opens the own site: whoever was looking at the other one goes on there. */
  async function load(): Promise<void> {
    const before = site.value?.kind
    const now = await api.site.get({})
    site.value = before && before !== now.kind ? await api.site.open({ kind: before }) : now
  }
  useBackend().beforeReturn(load)
  async function open(kind: SiteKind): Promise<void> {
    await leave()
    site.value = await api.site.open({ kind })
  }

  return {
    site,
    load,
    open,
    /** `work` is done before another site takes the place of the open one. */
    beforeLeave: (work: () => Promise<void>) => (leave = work),
    /** To be called before another site is opened by something else than `open`. */
    leave: () => leave(),
  }
})
