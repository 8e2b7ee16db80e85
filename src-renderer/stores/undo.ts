import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Deed, Operation } from '#shared/contract/history.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'
import { deedSentence } from '../wording/deed-sentence.ts'
import { useSpeaker } from '../wording/speaker.ts'
import { useBackend } from './backend.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'
import { useNotices } from './notices.ts'

/** What a key would take back or do again: the operation to hand to `history.undo`, and what a person did there. */
export interface Step {
  readonly operationId: number
  readonly deed: Deed
}
type Direction = 'undo' | 'redo'

/** The way back and forth: of one operation, or of the latest. */
export const useUndo = defineStore('undo', () => {
  const api = useApi()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const backend = useBackend()
  const speaker = useSpeaker()
  const busy = ref(false)
  /** What undo and redo would do now; read only while somebody shows it. */
  const standing = shallowRef<Record<Direction, Step | null>>({ undo: null, redo: null })
  const shown = ref(0)

  /**
   * Undoes an operation, which for an undo is to do it again, and says so, or says plainly what stands in the way. True
   * when it was done.
   */
  async function undo(operationId: number): Promise<boolean> {
    return apply(async () => {
      const operation = await operationOf(operationId)
      const step = await stepOf(operation ?? null)
      return [step ?? { operationId }, operation?.deed.kind === 'undo' ? 'redo' : 'undo']
    })
  }

  async function apply(
    read: () => Promise<[step: Pick<Step, 'operationId'> & Partial<Step>, direction: Direction]>,
  ): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const [{ operationId, deed }, direction] = await read()
      await jobs.follow(await api.history.undo({ operationId }))
      notices.done(() => ({
        fact: speaker.t(direction === 'undo' ? 'history.done' : 'history.redoneDone', {
          deed: deed ? deedSentence(deed, speaker) : '',
        }),
      }))
      return true
    } catch (error) {
      failures.tell(error)
      return false
    } finally {
      busy.value = false
    }
  }

  async function operationOf(operationId: number): Promise<Operation | undefined> {
    const { operations } = await api.history.list({ before: operationId + 1, limit: 1 })
    return operations.find(({ id }) => id === operationId)
  }
  const deedOf = async (operationId: number) => (await operationOf(operationId))?.deed

  /** What a person did in the first place: undo and redo are told by what they took back or did again. */
  async function stepOf(operation: Operation | null): Promise<Step | null> {
    if (!operation) return null
    const { id, deed } = operation
    const first = deed.kind === 'undo' || deed.kind === 'redo' ? await deedOf(deed.operationId) : deed
    return { operationId: id, deed: first ?? deed }
  }

  async function readStanding(): Promise<Record<Direction, Step | null>> {
    const now = await api.history.standing({})
    const [undoing, redoing] = await Promise.all([stepOf(now.undo), stepOf(now.redo)])
    return { undo: undoing, redo: redoing }
  }
  let turn = 0
  async function refresh(): Promise<void> {
    turn += 1
    const mine = turn
    try {
      const now = await readStanding()
      if (mine === turn) standing.value = now
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.tell(error)
    }
  }
  /** Keeps `standing` true until the function that comes back is called. */
  function show(): () => void {
    shown.value += 1
    void refresh()
    return () => (shown.value -= 1)
  }
  const refreshShown = () => {
    if (shown.value > 0) void refresh()
  }
  useBackendEvent('history.onRecorded', refreshShown)
  watch(() => backend.returned, refreshShown)

  async function go(direction: Direction): Promise<void> {
    if (busy.value) return
    try {
      const step = (await readStanding())[direction]
      if (step) await apply(async () => [step, direction])
      else
        notices.failed(() => ({
          fact: speaker.t(direction === 'undo' ? 'history.nothingToUndo' : 'history.nothingToRedo'),
        }))
    } catch (error) {
      failures.tell(error)
    }
  }

  /** What the notice offers to take back. False when it offers nothing. */
  async function undoOffered(): Promise<boolean> {
    const offered = notices.current?.undo
    if (offered == null) return false
    if (typeof offered === 'number') await undo(offered)
    else {
      notices.close()
      await offered()
    }
    return true
  }

  /** Ctrl+Z: what the notice offers, or else the newest operation that stands. */
  async function undoLatest(): Promise<void> {
    if (!(await undoOffered())) await go('undo')
  }

  return { busy, standing, show, undo, undoOffered, undoLatest, redoLatest: () => go('redo') }
})
