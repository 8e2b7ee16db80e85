import { ref, watch } from 'vue'
import type { Instant } from '#shared/domain/dates.ts'
import { useLastChange } from '../../stores/last-change.ts'

/** What stored the revision of this instant, by whom and when; nothing while that is not known. */
export function useSavedBy(at: () => Instant | null) {
  const lastChange = useLastChange()
  const said = ref('')
  watch(
    at,
    async (instant) => {
      said.value = ''
      if (instant === null) return
      const last = await lastChange.madeAt(instant)
      if (at() === instant) said.value = last
    },
    { immediate: true },
  )
  return said
}
