import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { OutboxMessage } from '#shared/contract/mail.ts'
import { useBackendEvent } from '../../../events.ts'
import { useApi } from '../../../api-client.ts'
import { useBackend } from '../../../stores/backend.ts'
import { useMail } from '../../../stores/mail.ts'
import { covers, type Part, toRead } from './list-window.ts'
import { statesOf, type Tab } from './tabs.ts'

/** A person types; the search waits until they pause. */
const PAUSE_MS = 150

/** The messages in sight, read again whenever they change; how many there are in all. */
export function useMessages(tab: () => Tab, text: () => string) {
  const api = useApi()
  const backend = useBackend()
  const mail = useMail()
  const total = ref<number | null>(null)
  const part = shallowRef<{ offset: number; messages: readonly OutboxMessage[] }>({ offset: 0, messages: [] })
  const failure = shallowRef<unknown>(null)
  let sight: Part = { offset: 0, limit: 20 }
  let reading: Promise<void> | null = null
  let outdated = false

  const asked = ({ offset, limit }: Part) => {
    const states = statesOf(tab())
    const typed = text().trim()
    return { ...(states && { states }), ...(typed !== '' && { text: typed }), offset, limit }
  }

  async function readOnce(): Promise<void> {
    const requested = asked(toRead(sight, total.value))
    try {
      const answer = await api.mail.outbox(requested)
      mail.receive(answer)
      total.value = answer.total
      failure.value = null
      part.value = { offset: requested.offset, messages: answer.messages }
      // The list has become shorter than the place that was looked at.
      if (answer.messages.length === 0 && requested.offset > 0 && answer.total > 0) outdated = true
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failure.value = error
    }
  }
  /** One question at a time; what changes meanwhile is asked once more. */
  async function readAll(): Promise<void> {
    do {
      outdated = false
      await readOnce()
    } while (outdated)
  }
  function read(): Promise<void> {
    outdated = true
    reading ??= readAll().finally(() => (reading = null))
    return reading
  }

  /** The list shows other rows. Resolves when they are there. */
  async function look(now: Part): Promise<void> {
    sight = now
    const { offset, messages } = part.value
    if (total.value === null || !covers({ offset, limit: messages.length }, now, total.value)) await read()
  }
  /** The message at a place, once it is read. */
  const at = (row: number): OutboxMessage | undefined => part.value.messages[row - part.value.offset]

  function reload(): void {
    total.value = null
    part.value = { offset: 0, messages: [] }
    sight = { ...sight, offset: 0 }
    void read()
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(tab, reload)
  watch(text, () => {
    clearTimeout(timer)
    timer = setTimeout(reload, PAUSE_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  useBackendEvent('mail.onChanged', () => void read())
  watch(
    () => backend.returned,
    () => void read(),
  )
  void read()

  return { total, part, failure, look, at, read }
}
