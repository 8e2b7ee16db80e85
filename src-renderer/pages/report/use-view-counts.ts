import { shallowRef, watch } from 'vue'
import { useApi } from '../../api-client.ts'
import { useLatest } from '../../composables/use-latest.ts'
import { type View, viewCounts } from '../../report-views.ts'

/** How many codes each quick view has; the last figures stay until the new ones are there. */
export function useViewCounts() {
  const api = useApi()
  const { answer, again } = useLatest(() => () => api.overview.get({}), 0)
  const counts = shallowRef<Record<View, number> | null>(null)
  watch(answer, (now) => now && (counts.value = viewCounts(now)))
  return { counts, again }
}
