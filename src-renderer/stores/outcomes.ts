import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { effectOf } from '#shared/contract/effects.ts'
import type { RequestOutcome } from '#shared/contract/history.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { FoundOutcome, LostRequest } from '../lost/lost-answer.ts'
import { foundText, linkTo, type LostEntry, pendingText, undoOf } from '../lost/outcome-text.ts'
import { useApi } from '../api-client.ts'
import { useTranslator } from '../wording/translator.ts'
import { useBackend } from './backend.ts'
import { useNotices } from './notices.ts'
import { useSite } from './site.ts'

/** Between two questions where the backend went away again before it answered the first. */
const ASK_AGAIN_MS = 500

/**
 * Changes whose answer was lost with the backend: says that their outcome is unknown, looks each up once the backend is
 * back, however often it goes away meanwhile, and says in one notice what was found.
 */
export const useOutcomes = defineStore('outcomes', () => {
  const api = useApi()
  const backend = useBackend()
  const notices = useNotices()
  const site = useSite()
  const translator = useTranslator()
  /** Those that one notice refers to: from the first loss until everything is found. */
  const entries = shallowRef<readonly LostEntry[]>([])
  let pending: number | null = null

  async function lookUp(request: LostRequest): Promise<FoundOutcome> {
    const isFirst = entries.value.every(({ outcome }) => outcome !== null)
    if (isFirst) entries.value = []
    const entry: LostEntry = { request, outcome: null }
    entries.value = [...entries.value, entry]
    withdrawPending()
    pending = notices.unclear(() => pendingText(entries.value, translator))
    const outcome = await find(request)
    entries.value = entries.value.map((other) => (other === entry ? { request, outcome } : other))
    if (entries.value.every((other) => other.outcome !== null)) say(entries.value)
    return outcome
  }

  /** What is pending is said once, and not any more once it is found. */
  function withdrawPending(): void {
    if (pending !== null) notices.withdraw(pending)
    pending = null
  }

  async function find({ method, requestId }: LostRequest): Promise<FoundOutcome> {
    for (;;) {
      await running()
      try {
        return outcomeOf(method, await api.history.request({ requestId }))
      } catch (error) {
        // The database may be away still.
        const isAway = isRefusal(error, 'backend.restarting') || isRefusal(error, 'storage.unavailable')
        if (!isAway) return { state: 'unclear', site: null, operations: [] }
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
      }
    }
  }

  const running = () =>
    new Promise<void>((resolve) => {
      const stop = watch(
        () => backend.away,
        (away) => {
          if (away) return
          resolve()
          queueMicrotask(() => stop())
        },
        { immediate: true, flush: 'sync' },
      )
    })

  function say(all: readonly LostEntry[]): void {
    // What was found in another site than the one on screen cannot be shown or taken back here.
    const isHere = all.every(({ outcome }) => outcome?.site == null || outcome.site === site.site?.kind)
    const words = () => ({ ...foundText(all, translator), ...(isHere && { link: linkTo(all, translator) }) })
    const undo = isHere ? undoOf(all) : undefined
    withdrawPending()
    if (all.some(({ outcome }) => outcome?.state !== 'done')) notices.unclear(words, undo)
    else notices.done(words, undo)
  }

  return { lookUp }
})

function outcomeOf(method: string, { state, site, operations }: RequestOutcome): FoundOutcome {
  if (state !== 'not-stored') return { state, site, operations }
  return { state: effectOf(method) === 'outside' ? 'unclear' : 'not-done', site, operations }
}
