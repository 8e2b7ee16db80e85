import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { Operation } from '#shared/contract/history.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'
import { reviewOfUndo } from '../review-link.ts'
import { wasDoneAnyway } from '../lost/lost-answer.ts'
import { operationSentence } from '#shared/wording/operations/operation-sentence.ts'
import { useTranslator } from '../wording/translator.ts'
import { useBackend } from './backend.ts'
import { useChanges } from './changes.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'
import { useLastChange } from './last-change.ts'
import { type Notice, useNotices } from './notices.ts'

/** What undo or redo would do: the operation to hand to `history.undo`, and what a person did there. */
export interface Step {
  readonly operationId: number
  readonly details: OperationDetails
  readonly at: Operation['at']
  readonly day: Operation['day']
  /** What another than this window did is undone or redone only after a question. */
  readonly madeBy: Operation['madeBy']
  readonly author: Operation['author']
  /** It can change what buyers meet: by the review only. */
  readonly needsReview: boolean
}
export type Direction = 'undo' | 'redo'

/** A step that is about to be applied, and waits for the person's answer. */
export interface Question {
  readonly step: Step
  readonly direction: Direction
  answer(yes: boolean): void
}

const operationsIn = (offered: number | readonly number[] | null | undefined): readonly number[] =>
  typeof offered === 'number' ? [offered] : (offered ?? [])

/** The way back and forth: of one operation, or of the last that this window did, otherwise this person. */
export const useUndo = defineStore('undo', () => {
  const api = useApi()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const lastChange = useLastChange()
  const backend = useBackend()
  const translator = useTranslator()
  const router = useRouter()
  const busy = ref(false)
  const changes = useChanges()
  /** What undo and redo would do now; read only while somebody shows it. */
  const steps = shallowRef<Record<Direction, Step | null>>({ undo: null, redo: null })
  const question = shallowRef<Question | null>(null)
  const shown = ref(0)

  /**
   * Undoes an operation that the person pointed at, which for an undo is to redo it, and says so, or says plainly what
   * prevents it. Asks first where somebody else did it; live payment settings lead to their review. True when it was done.
   */
  const undo = (operationId: number): Promise<boolean> =>
    exclusively(async () => {
      return await carryOut(...(await find(operationId)))
    })

  /** Live payment settings are changed in their review only; what another did, only after a question. */
  async function carryOut(step: Step, direction: Direction): Promise<boolean> {
    const review = step.needsReview ? reviewOfUndo(step) : null
    const asks = review ? step.madeBy === 'somebody-else' : step.madeBy !== 'this-window' || step.needsReview
    if (asks && !(await ask(step, direction))) return false
    if (!review) return await apply(step, direction)
    await router.push(review)
    return false
  }

  function ask(step: Step, direction: Direction): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (yes: boolean) => {
        question.value = null
        resolve(yes)
      }
      question.value = { step, direction, answer }
    })
  }

  /** One at a time; what fails is said. */
  async function exclusively(work: () => Promise<boolean>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      return await work()
    } catch (error) {
      const later = isRefusal(error, 'history.changed-since') ? error.details.operationId : undefined
      failures.report(error, undefined, later === undefined ? undefined : () => lastChange.of(later))
      return wasDoneAnyway(error)
    } finally {
      busy.value = false
    }
  }

  async function apply({ operationId, details, madeBy }: Step, direction: Direction): Promise<boolean> {
    const alsoOthers = madeBy === 'somebody-else'
    await jobs.follow(await api.history.undo({ operationId, ...(alsoOthers && { alsoOthers }) }))
    notices.done(() => ({
      fact: translator.t(direction === 'undo' ? 'history.done' : 'history.redoneDone', {
        details: operationSentence(details, translator),
      }),
    }))
    return true
  }

  async function operationOf(operationId: number): Promise<Operation | undefined> {
    const { operations } = await api.history.list({ before: operationId + 1, limit: 1 })
    return operations.find(({ id }) => id === operationId)
  }

  /** @throws Refusal 'history.unknown-operation' */
  async function find(operationId: number): Promise<[step: Step, direction: Direction]> {
    const operation = await operationOf(operationId)
    if (!operation) throw new Refusal('history.unknown-operation', { operationId })
    return [await stepOf(operation), operation.details.kind === 'undo' ? 'redo' : 'undo']
  }

  /** What a person did in the first place: undo and redo are described by what they undid or redid. */
  async function stepOf({ id, details, ...operation }: Operation): Promise<Step> {
    return { ...operation, operationId: id, details: await rootOf(details) }
  }
  async function rootOf(details: OperationDetails): Promise<OperationDetails> {
    if (details.kind !== 'undo' && details.kind !== 'redo') return details
    const earlier = await operationOf(details.operationId)
    return earlier ? await rootOf(earlier.details) : details
  }

  /** What this window did goes before what the same person did elsewhere. */
  async function next(direction: Direction): Promise<Step | null> {
    const operation =
      (await api.history.undoRedo({ own: true }))[direction] ?? (await api.history.undoRedo({}))[direction]
    return operation && (await stepOf(operation))
  }
  async function readSteps(): Promise<Record<Direction, Step | null>> {
    const [undoing, redoing] = await Promise.all([next('undo'), next('redo')])
    return { undo: undoing, redo: redoing }
  }
  let turn = 0
  async function refresh(): Promise<void> {
    turn += 1
    const mine = turn
    try {
      const now = await readSteps()
      if (mine === turn) steps.value = now
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  /** Keeps `steps` true until the function that comes back is called. */
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

  const go = (direction: Direction): Promise<boolean> =>
    exclusively(async () => {
      const step = await next(direction)
      if (step) return await carryOut(step, direction)
      notices.hint(() => ({
        fact: translator.t(direction === 'undo' ? 'history.nothingToUndo' : 'history.nothingToRedo'),
      }))
      return false
    })

  /** A message's own button: takes back exactly what the message reports. */
  async function undoOffered(notice: Notice | null = notices.current): Promise<void> {
    const offered = notice?.undo
    if (notice && typeof offered === 'function') {
      notices.close(notice.id)
      notices.expire(notice.id)
      await offered()
    } else if (typeof offered !== 'function') await undoTogether(operationsIn(offered))
  }

  /** What is of no live payment settings goes first: their review ends the rest. */
  const undoTogether = (ids: readonly number[]): Promise<boolean> =>
    exclusively(async () => {
      const steps = await Promise.all(ids.map(find))
      const free = steps.filter(([{ needsReview }]) => !needsReview)
      const reviewed = steps.filter(([{ needsReview }]) => needsReview)
      for (const step of [...free, ...reviewed]) if (!(await carryOut(...step))) return false
      return true
    })

  /**
   * Ctrl+Z: the last that this window did and is not undone, all of it where the notice reports several operations as one.
   * What is no operation is taken back while the notice offers it.
   */
  async function undoLatest(): Promise<void> {
    const offered = notices.current?.undo
    if (typeof offered === 'function') return await undoOffered()
    const together = operationsIn(offered)
    if (together.length < 2 || !(await isForKeys(together).catch(() => false))) return void (await go('undo'))
    await undoTogether(together)
  }

  /** Whether Ctrl+Z does what the notice's button does, so that the notice may say so. */
  async function isForKeys(offered: Notice['undo']): Promise<boolean> {
    if (typeof offered === 'function') return true
    const together = operationsIn(offered)
    const last = (await api.history.undoRedo({ own: true })).undo
    if (!last || !together.includes(last.id)) return false
    const operations = await Promise.all(together.map(operationOf))
    return operations.every((operation) => operation?.needsReview === false)
  }

  return {
    /** Nothing can be undone now. */
    off: computed(() => busy.value || changes.off),
    steps,
    question,
    show,
    undo,
    undoOffered,
    undoLatest,
    redoLatest: () => go('redo'),
    isForKeys,
  }
})
