import { ref, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Operation } from '#shared/contract/history.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'
import { useBackend } from '../stores/backend.ts'

const PAGE = 60

/** The operations, the newest first: more of them as the list is scrolled, new ones as they are made. */
export function useOperations() {
  const api = useApi()
  const backend = useBackend()
  const operations = ref<Operation[]>([])
  const total = ref<number | null>(null)
  const failure = ref<unknown>(null)
  const busy = ref(false)

  async function read(before: number | undefined, limit: number): Promise<Operation[] | null> {
    busy.value = true
    try {
      const page = await api.history.list({ ...(before !== undefined && { before }), limit })
      total.value = page.total
      failure.value = null
      return page.operations
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failure.value = error
      return null
    } finally {
      busy.value = false
    }
  }

  /** Reads again what is loaded: an undo changes older rows too. */
  async function load(): Promise<void> {
    const page = await read(undefined, Math.min(200, Math.max(PAGE, operations.value.length)))
    if (page) operations.value = page
  }

  async function more(): Promise<void> {
    const last = operations.value.at(-1)
    if (busy.value || !last || operations.value.length >= (total.value ?? 0)) return
    const page = await read(last.id, PAGE)
    if (page) operations.value = [...operations.value, ...page]
  }

  /** Reads on until the operation is in the list; false where there is none. */
  async function reach(id: number): Promise<boolean> {
    const known = () => operations.value.some((one) => one.id === id)
    while (!known()) {
      const { length } = operations.value
      await more()
      if (operations.value.length === length) return false
    }
    return true
  }

  const loaded = load()
  useBackendEvent('history.onRecorded', load)
  watch(() => backend.returned, load)

  return { operations, total, failure, loaded, load, more, reach }
}
