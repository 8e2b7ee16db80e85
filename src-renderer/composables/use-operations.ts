import { ref, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Operation } from '#shared/contract/history.ts'
import type { OperationFilter } from '#shared/contract/operation-filter.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'
import { useBackend } from '../stores/backend.ts'

const PAGE = 60
const ALL: OperationFilter = {}

/**
 * The operations that match, the newest first: more of them as the list is scrolled, new ones as they are made. Other
 * ones are read when `filter` gives another object; those before stay until then.
 */
export function useOperations(filter: () => OperationFilter = () => ALL) {
  const api = useApi()
  const backend = useBackend()
  const operations = ref<Operation[]>([])
  const total = ref<number | null>(null)
  const failure = ref<unknown>(null)
  const busy = ref(false)
  /** False while what is there is not yet what `filter` asks for. */
  const isCurrent = ref(true)

  /** Null where it fails, or where other ones are asked for meanwhile. */
  async function read(before: number | undefined, limit: number): Promise<Operation[] | null> {
    const mine = filter()
    busy.value = true
    try {
      const page = await api.history.list({ ...mine, ...(before !== undefined && { before }), limit })
      if (mine !== filter()) return null
      total.value = page.total
      failure.value = null
      return page.operations
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting') && mine === filter()) failure.value = error
      return null
    } finally {
      if (mine === filter()) busy.value = false
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

  watch(filter, async () => {
    isCurrent.value = false
    const page = await read(undefined, PAGE)
    if (!page) return
    operations.value = page
    isCurrent.value = true
  })
  const loaded = load()
  useBackendEvent('history.onRecorded', load)
  watch(() => backend.returned, load)

  return { operations, total, isCurrent, failure, loaded, load, more, reach }
}
