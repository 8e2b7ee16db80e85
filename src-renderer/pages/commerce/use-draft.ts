import { onBeforeUnmount, onScopeDispose, ref, watch } from 'vue'
import type { Instant } from '#shared/domain/dates.ts'
import { useApi } from '../../api-client.ts'
import { draftSchema } from './form-state.ts'
import type { ServiceForm } from './use-service-form.ts'

/** How long after the last key the draft is kept. */
const PAUSE_MS = 500

/** Keeps what is typed and not saved, so that leaving the page or a crash loses nothing; passwords are not kept. */
export function useDraft(form: ServiceForm, keyNow: () => string) {
  const api = useApi()
  const keptAt = ref<Instant | null>(null)
  const restoredFrom = ref<Instant | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let ready = false
  let waiting = false

  const worthKeeping = () => form.changes.value.some(({ place }) => place !== null)

  async function keep(): Promise<void> {
    clearTimeout(timer)
    waiting = false
    try {
      if (worthKeeping()) {
        const { savedAt } = await api.drafts.save({ key: keyNow(), content: draftSchema.parse(form.draft()) })
        keptAt.value = savedAt
      } else if (keptAt.value !== null) await drop()
    } catch {
      // The strip says that the backend is away; the next change, or its return, keeps it.
      waiting = true
    }
  }

  async function drop(): Promise<void> {
    clearTimeout(timer)
    waiting = false
    keptAt.value = null
    restoredFrom.value = null
    await api.drafts.discard({ key: keyNow() })
  }

  /** Brings back what was typed last time; call it once the settings are read. */
  async function restore(): Promise<void> {
    const kept = await api.drafts.get({ key: keyNow() })
    const draft = draftSchema.safeParse(kept?.content)
    if (kept && draft.success) {
      await form.restore(draft.data)
      if (worthKeeping()) keptAt.value = restoredFrom.value = kept.savedAt
      else await drop()
    }
    ready = true
  }

  watch([form.edited, form.chosen], () => {
    if (!ready) return
    clearTimeout(timer)
    waiting = true
    timer = setTimeout(() => void keep(), PAUSE_MS)
  })
  onBeforeUnmount(() => {
    if (waiting) void keep()
  })
  onScopeDispose(() => clearTimeout(timer))

  return { keptAt, restoredFrom, restore, drop, keep: () => (waiting ? keep() : Promise.resolve()) }
}
