import { ref, shallowRef } from 'vue'
import type { Picked } from '#shared/contract/promo.ts'
import { everything, type Ranges } from '#shared/domain/selection.ts'
import { useApi } from '../../../services.ts'
import { useFailures } from '../../../stores/failures.ts'
import { pickedOf } from '../../report/picked.ts'

/** Whose codes are about to be sent, for the SendDialog that a page holds. */
export function useSending() {
  const api = useApi()
  const failures = useFailures()
  const sending = ref(false)
  const toSend = shallowRef<Picked | null>(null)
  /** Recipients who have had a message get another one. */
  const again = ref(false)

  function start(picked: Picked, isAgain: boolean): void {
    toSend.value = picked
    again.value = isAgain
    sending.value = true
  }
  const startSending = (resultSet: string, ranges: Ranges) => start(pickedOf(resultSet, ranges), false)
  /** One code once more, to the recipient that it has now. */
  async function sendAgain(code: string): Promise<void> {
    try {
      const { list } = await api.report.keepList({ text: code })
      const { resultSet, count } = await api.report.open({ filter: { list }, order: [] })
      start(pickedOf(resultSet, everything(count)), true)
    } catch (error) {
      failures.tell(error)
    }
  }
  return { sending, toSend, again, startSending, sendAgain }
}
