import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Deed } from '#shared/contract/history.ts'
import { useApi } from '../services.ts'
import { deedSentence } from '../wording/deed-sentence.ts'
import { useSpeaker } from '../wording/speaker.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'

/** The way back: of one operation, or of the latest that has one. */
export const useUndo = defineStore('undo', () => {
  const api = useApi()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const speaker = useSpeaker()
  const busy = ref(false)

  /** Undoes and says so, or says plainly what stands in the way. True when it was undone. */
  async function undo(operationId: number): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const deed = await deedOf(operationId)
      await jobs.follow(await api.history.undo({ operationId }))
      notices.done(() => ({
        fact: speaker.t('history.done', { deed: deed ? deedSentence(deed, speaker) : '' }),
      }))
      return true
    } catch (error) {
      failures.tell(error)
      return false
    } finally {
      busy.value = false
    }
  }

  async function deedOf(operationId: number): Promise<Deed | undefined> {
    const { operations } = await api.history.list({ before: operationId + 1, limit: 1 })
    return operations.find(({ id }) => id === operationId)?.deed
  }

  /** Ctrl+Z: what the notice offers, or else the newest operation that is not itself an undo and can be undone. */
  async function undoLatest(): Promise<void> {
    const offered = notices.current?.undo
    if (offered != null) {
      await undo(offered)
      return
    }
    try {
      const { operations } = await api.history.list({ limit: 50 })
      const latest = operations.find(({ undoable, deed }) => undoable && deed.kind !== 'undo')
      if (latest) await undo(latest.id)
      else notices.failed(() => ({ fact: speaker.t('history.nothingToUndo') }))
    } catch (error) {
      failures.tell(error)
    }
  }

  return { busy, undo, undoLatest }
})
