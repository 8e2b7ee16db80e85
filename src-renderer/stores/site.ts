import { defineStore } from 'pinia'
import { ref } from 'vue'
import { type Site, type SiteKind } from '#shared/contract/site.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../services.ts'

/** The site that is open; null until it has been read. */
export const useSite = defineStore('site', () => {
  const api = useApi()
  const site = ref<Site | null>(null)

  useBackendEvent('site.onChanged', (changed) => (site.value = changed))

  async function load(): Promise<void> {
    site.value = await api.site.get({})
  }
  async function open(kind: SiteKind): Promise<void> {
    site.value = await api.site.open({ kind })
  }

  return { site, load, open }
})
