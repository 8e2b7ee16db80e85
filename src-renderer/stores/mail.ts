import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Contract, OutputOf } from '#shared/contract/index.ts'
import type { MailCounts, OutboxStatus } from '#shared/contract/mail.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'
import { useBackend } from './backend.ts'
import { useSite } from './site.ts'

type ModeSettings = OutputOf<Contract['mail']['status']>

/** Messages that were written to files and wait for a person's word that they were delivered. */
export interface HandOver {
  readonly handOver: string
  readonly name: string
  readonly messages: number
}

/** What the outbox holds and does: for its page, the navigation's badge and the overview. */
export const useMail = defineStore('mail', () => {
  const api = useApi()
  const backend = useBackend()
  const site = useSite()
  const counts = shallowRef<MailCounts | null>(null)
  const status = shallowRef<OutboxStatus | null>(null)
  const handOver = ref<HandOver | null>(null)

  function receive(now: ModeSettings): void {
    counts.value = now.counts
    status.value = now.status
  }
  useBackendEvent('mail.onChanged', receive)

  async function load(): Promise<void> {
    receive(await api.mail.status({}))
  }
  const loadQuietly = () => void load().catch(() => undefined)
  watch(() => backend.returned, loadQuietly)
  // Each site has an outbox of its own.
  watch(
    () => site.site?.id,
    (_kind, before) => {
      if (!before) return
      counts.value = null
      status.value = null
      handOver.value = null
      loadQuietly()
    },
  )

  return {
    counts,
    status,
    handOver,
    receive,
    load,
    loadQuietly,
    /** Messages that only a person can bring further. */
    needAnswer: computed(() => (counts.value ? counts.value.failed + counts.value.uncertain : 0)),
    waiting: computed(() => (counts.value ? counts.value.queued + counts.value.sending : 0)),
  }
})
