import { ref, shallowRef, watch } from 'vue'
import type { Revision } from '#shared/contract/commerce.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { useBackendEvent } from '../../../events.ts'
import { useApi } from '../../../api-client.ts'
import { useBackend } from '../../../stores/backend.ts'

const PAGE = 100

/** The revisions, read page by page as they are scrolled to, and again when one is made. */
export function useRevisions() {
  const api = useApi()
  const backend = useBackend()
  const revisions = shallowRef<Revision[]>([])
  const total = ref<number | null>(null)
  const failure = ref<unknown>(null)
  let reading = false

  async function load(): Promise<void> {
    try {
      const page = await api.commerce.revisions({
        limit: Math.min(200, Math.max(PAGE, revisions.value.length)),
      })
      revisions.value = page.revisions
      total.value = page.total
      failure.value = null
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failure.value = error
    }
  }

  async function more(): Promise<void> {
    const last = revisions.value.at(-1)
    if (reading || !last || total.value === null || revisions.value.length >= total.value) return
    reading = true
    try {
      const page = await api.commerce.revisions({ before: last.revision, limit: PAGE })
      revisions.value = [...revisions.value, ...page.revisions]
    } finally {
      reading = false
    }
  }

  void load()
  useBackendEvent('commerce.onChanged', load)
  watch(() => backend.returned, load)
  return { revisions, total, failure, load, more }
}
