import type { OutboxStatus } from '#shared/contract/mail.ts'
import type { HeldReason } from '#shared/domain/mail/message-states.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { createThrottle } from '#backend/kernel/contract/throttle.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { OwnSetting } from '#backend/storage/own-settings.ts'
import type { Storage, Transaction } from '#backend/storage/storage.ts'
import { followMany } from '../follow/follow.ts'
import { type MailDependencies, USUAL_PACE } from '../mail-dependencies.ts'
import type { SmtpSession } from '../smtp/session.ts'
import { servicesInTest } from '../queue/wording.ts'
import { heldReason, holdOutbox, isPaused, LONGEST_ABSENCE_MS, readHeld } from './approval.ts'
import { createHold } from './hold.ts'
import { createJournal, type Journal } from './journal.ts'
import { createSmtpConnection } from './smtp-connection.ts'
import { createRate } from './rate.ts'
import { type SenderContext, sendBatch } from './send-batch.ts'

/** Sends what waits in the outbox and is approved (`approval.ts`): when it is queued, and when it is time to try again. */
export interface Sender {
  /** Looks whether there is something to send. */
  wake(): void
  /** A person has put something right, or says go on: what was held back is tried at once. */
  release(): void
  /** The settings changed in a way that needs no approval: senders read them again. */
  renew(): void
  /** The passwords were unlocked: where sending stopped for that, it goes on once a person approves it. */
  unlocked(): void
  /** Whether what is queued now goes out at once. */
  sendsAtOnce(site: OpenSite): Promise<boolean>
  /** Whether sending stopped for something that a person has to put right. */
  isStopped(): boolean
  status(site: OpenSite): Promise<OutboxStatus>
  /**
   * Before anybody looks at a site that was opened: what an earlier run was sending is known to be in doubt, messages
   * follow their codes, and what waits is not sent before a person approves it.
   */
  prepare(site: OpenSite): Promise<void>
  /** Sends the status of the outbox to every window. */
  emitStatus(): void
  /** Waits for what is on its way; what takes too long is aborted, and in doubt then. */
  close(): Promise<void>
}

/** More would only make servers wary. */
const CONNECTIONS = 4
const EMIT_EVERY_MS = 250
/** A timer longer than this misses the end of a machine's sleep. */
const LONGEST_WAIT_MS = 60_000
const CLOSE_WITHIN_MS = 5000

const FOLLOWED = 'mail.followed' satisfies OwnSetting

const hasFollowed = async ({ settings }: Pick<Storage, 'settings'>): Promise<boolean> =>
  (await settings.find(FOLLOWED)) !== null

/** Messages that an earlier version queued did not follow their codes. */
async function followOnce(tx: Transaction, at: number): Promise<void> {
  if (await hasFollowed(tx)) return
  await followMany(tx, await tx.mail.allCodesWaiting(), at)
  await tx.settings.write({ [FOLLOWED]: 'yes' })
}

export function createSender(parts: MailDependencies): Sender {
  const { sites, clock, log, emit } = parts
  const hold = createHold(parts.pace?.server ?? USUAL_PACE.server)
  const rate = createRate()
  const sessions = new Set<SmtpSession>()
  const prepared = new WeakMap<Storage, Promise<void>>()
  const journals = new WeakMap<Storage, Journal>()
  const workers = new Set<Promise<void>>()
  let isClosed = false
  let done = 0
  let generation = 0
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let isAsked = false
  /** When somebody last looked after what is due; null while nothing is. */
  let watchedAt: number | null = null

  /** A timer looks at least each minute, so a longer break was the machine's: it slept, or its clock was set. */
  const wasAway = (now: number): boolean => watchedAt !== null && now - watchedAt > LONGEST_ABSENCE_MS

  const context: SenderContext = {
    parts,
    hold,
    rate,
    sessions,
    isClosed: () => isClosed,
    generation: () => generation,
    isWatched(now) {
      if (wasAway(now)) return false
      watchedAt = now
      return true
    },
    onEnded() {
      done += 1
      statusChanged.call()
    },
  }

  const journalOf = ({ storage }: OpenSite): Journal => {
    const known = journals.get(storage) ?? createJournal(storage)
    journals.set(storage, known)
    return known
  }

  /** What an earlier process left. Where nothing waits there is nothing to do, and a start needs no transaction. */
  const putInOrder = async (storage: Storage): Promise<void> => {
    if (!(await storage.mail.isWaiting()) && (await hasFollowed(storage))) return
    await storage.transaction('mail.recover', async (tx) => {
      const inDoubt = await tx.mail.recover(clock.now())
      if (inDoubt > 0) log.info('mail.in-doubt', { messages: inDoubt })
      await followOnce(tx, clock.now())
      await holdOutbox(tx, 'opened')
    })
  }

  const prepare = (site: OpenSite): Promise<void> => {
    if (site.isReadOnly() || !site.leads()) return Promise.resolve()
    const { storage } = site
    const known = prepared.get(storage)
    if (known) return known
    const mine = putInOrder(storage).catch((error: unknown) => {
      prepared.delete(storage)
      throw error
    })
    prepared.set(storage, mine)
    return mine
  }

  const status = async ({ storage }: OpenSite): Promise<OutboxStatus> => {
    const { mail } = storage
    const [{ queued, sending }, due, paused] = await Promise.all([
      mail.counts(),
      mail.nextDue(),
      isPaused(storage),
    ])
    if (queued + sending === 0 && workers.size === 0) done = 0
    const total = done + queued + sending
    const now = clock.now()
    const plain = {
      problem: null,
      answer: '',
      nextTry: null,
      progress: total > 0 ? { done, total } : null,
      held: null,
      inTest: [],
    }
    if (queued + sending === 0) return { ...plain, doing: paused ? 'paused' : 'idle' }
    const base = { ...plain, inTest: await servicesInTest(storage, await mail.servicesQueued()) }
    if (paused) return { ...base, doing: 'paused' }
    if (!(await mail.settings())) return { ...base, doing: 'stopped', problem: 'no-settings' }
    const unapproved = await heldReason(storage)
    if (unapproved) return { ...base, doing: 'held', held: unapproved }
    const held = hold.now()
    if (held) {
      const { problem, answer, until } = held
      const nextTry = until === null ? null : instantOf(until)
      return { ...base, doing: until === null ? 'stopped' : 'waiting', problem, answer, nextTry }
    }
    if (sending === 0 && due !== undefined && due > now)
      return { ...base, doing: 'waiting', problem: 'server-busy', nextTry: instantOf(due) }
    return { ...plain, doing: 'sending' }
  }

  const emitNow = async (): Promise<void> => {
    const { open, readOnly } = sites.state()
    if (isClosed || open === null || readOnly) return
    await sites.use(async (site) => {
      const payload = { counts: await site.storage.mail.counts(), status: await status(site) }
      emit('mail.onChanged', payload)
    })
  }
  let emitting: Promise<void> = Promise.resolve()
  const statusChanged = createThrottle(EMIT_EVERY_MS, () => {
    // One after another: an older status that takes longer to read would come last, and stay on screen.
    emitting = emitting.then(emitNow).catch(() => log.warn('mail.status-not-sent'))
  })

  const work = async (): Promise<void> => {
    const connection = createSmtpConnection()
    try {
      let more = true
      while (more && !isClosed)
        more =
          (await sites.inBackground(async (site) => {
            await prepare(site)
            return await sendBatch(context, site, journalOf(site), connection)
          })) ?? false
    } finally {
      connection.release()
    }
  }

  const start = (): void => {
    const mine = work()
      .catch((error: unknown) => {
        log.error('mail.sender-failed', { reason: error instanceof Error ? error.name : 'unknown' })
        hold.wait({ problem: 'connection-closed', answer: '' }, clock.now())
      })
      .finally(() => {
        workers.delete(mine)
        statusChanged.call()
        wake()
      })
    workers.add(mine)
  }

  /** What waits is not sent before a person approves it. */
  const requireApproval = async (reason: HeldReason): Promise<void> => {
    await sites.inBackground(({ storage }) =>
      storage.transaction('mail.hold', async (tx) => void (await holdOutbox(tx, reason))),
    )
    watchedAt = null
    hold.release()
    hold.well()
    statusChanged.call()
  }

  const wakeAfter = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(wake, Math.min(Math.max(ms, 10), LONGEST_WAIT_MS))
    timer.unref()
    watchedAt = clock.now()
  }

  /** Starts senders where something is due, and otherwise waits until something is. */
  const look = async (): Promise<void> => {
    isAsked = false
    if (isClosed) return
    const now = clock.now()
    if (wasAway(now)) return await requireApproval('offline')
    if (workers.size === 0) watchedAt = null
    const held = hold.now()
    if (held) {
      if (held.until === null) return
      if (now - (hold.offlineSince() ?? now) > LONGEST_ABSENCE_MS) return await requireApproval('offline')
      if (held.until > now) return wakeAfter(held.until - now)
      hold.release()
    }
    await sites.inBackground(async (site) => {
      await prepare(site)
      const { storage } = site
      const settings = await storage.mail.settings()
      if (!settings || (await isPaused(storage)) || (await readHeld(storage))) return
      const delay = rate.delay(now, settings.perMinute)
      const due = await storage.mail.nextDue()
      if (due === undefined) return
      if (delay > 0 || due > now) return wakeAfter(Math.max(delay, due - now))
      watchedAt = now
      const wanted = await storage.mail.countDue(now, CONNECTIONS)
      while (workers.size < wanted && !isClosed) start()
    })
  }

  function wake(): void {
    if (isAsked || isClosed) return
    isAsked = true
    looking = looking
      .then(look)
      .catch((error: unknown) =>
        log.error('mail.look-failed', { reason: error instanceof Error ? error.name : 'unknown' }),
      )
  }

  const isStopped = (): boolean => hold.now()?.until === null

  return {
    wake,
    release() {
      generation += 1
      watchedAt = null
      hold.release()
      hold.well()
      wake()
    },
    renew() {
      generation += 1
      wake()
    },
    unlocked() {
      if (hold.now()?.problem !== 'secrets-locked') return
      looking = looking
        .then(() => requireApproval('unlocked'))
        .catch((error: unknown) =>
          log.error('mail.hold-failed', { reason: error instanceof Error ? error.name : 'unknown' }),
        )
    },
    async sendsAtOnce({ storage }) {
      if (isStopped() || (await isPaused(storage)) || (await heldReason(storage))) return false
      return (await storage.mail.settings()) !== undefined
    },
    isStopped,
    status,
    prepare,
    emitStatus: () => statusChanged.call(),
    async close() {
      isClosed = true
      clearTimeout(timer)
      statusChanged.stop()
      await looking
      const abortTimer = setTimeout(() => {
        for (const session of sessions) session.abort()
      }, CLOSE_WITHIN_MS)
      await Promise.all(workers)
      clearTimeout(abortTimer)
    },
  }
}
