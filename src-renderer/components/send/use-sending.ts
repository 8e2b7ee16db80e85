import { ref, shallowRef } from 'vue'
import type { Picked } from '#shared/contract/promo.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import { pickedOf } from '../../composables/picked.ts'

/** Whose codes are about to be sent, for the SendDialog that a page holds. */
export function useSending() {
  const sending = ref(false)
  const toSend = shallowRef<Picked | null>(null)
  function startSending(resultSet: string, ranges: Ranges): void {
    toSend.value = pickedOf(resultSet, ranges)
    sending.value = true
  }
  return { sending, toSend, startSending }
}
