import type { MailLeaveReason, QueuePlan } from '#shared/contract/mail.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import { statusOf } from '#shared/domain/promo-code.ts'
import type { Service } from '#shared/domain/services.ts'
import { EXAMPLES } from '#backend/storage/sqlite/codes-changes.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { idBitmap } from '#backend/storage/id-bitmap.ts'
import { idChunks } from '#backend/storage/sqlite/id-chunks.ts'
import {
  batchesOf,
  codesOfBatch,
  type CodeToSend,
  serviceOfBatch,
  currentMessages,
} from '#backend/storage/sqlite/mail-queue.ts'

/** A message that is to be: one recipient of one batch, with all codes that work. */
export interface Gathered {
  readonly batch: number
  readonly service: Service
  readonly name: string
  readonly address: string
  readonly key: string
  readonly codes: readonly CodeToSend[]
  /** The message of the recipient that it repeats, or null. */
  readonly resendOf: number | null
}

export interface GatherOrder {
  /** The picked codes, sorted. */
  readonly ids: Uint32Array
  readonly today: IsoDate
  /** Recipients who have had a message, or whose message failed, get another one. */
  readonly again: boolean
  /** Called for each message, in the order of batches and codes. */
  onMessage(message: Gathered): void
  /** Awaited between batches. */
  pause(): Promise<void>
  onProgress(done: number): void
}

export type Counted = Omit<QueuePlan, 'missing' | 'now' | 'inTest'> & {
  readonly services: ReadonlySet<Service>
}

/** The reason for a recipient who has a message of the batch already. */
const LEAVE_REASONS: Record<Exclude<MessageState, 'cancelled'>, MailLeaveReason> = {
  queued: 'already-queued',
  sending: 'already-queued',
  sent: 'already-sent',
  failed: 'failed',
  uncertain: 'uncertain',
}

/**
 * Finds the messages that the picked codes ask for: one for each recipient and batch that has none yet, with all of the
 * recipient's codes of the batch that work, also those that were not picked. A batch at a time, so that memory does not
 * grow with the report.
 */
export async function gather(connection: ReadConnection, order: GatherOrder): Promise<Counted> {
  const { ids, today, again, onMessage, pause, onProgress } = order
  const picked = idBitmap(ids)
  const left = leftCounter()
  const services = new Set<Service>()
  const counts = { selected: 0, messages: 0, codes: 0, several: 0 }
  for (const batch of await batchesOfAll(connection, ids, pause)) {
    const service = serviceOfBatch(connection, batch)
    if (!service) continue
    const current = currentMessages(connection, batch)
    for (const [key, codes] of pickedRecipients(codesOfBatch(connection, batch), picked)) {
      const mine = codes.filter(({ id }) => picked.has(id))
      counts.selected += mine.length
      const before = current.get(key)
      const mayRepeat = again && (before?.state === 'sent' || before?.state === 'failed')
      if (before && before.state !== 'cancelled' && !mayRepeat) {
        left.add(LEAVE_REASONS[before.state], mine)
        continue
      }
      const good = codes.filter((code) => usable(code, today))
      for (const code of mine) {
        const status = statusOfCode(code, today)
        if (status !== 'active') left.add(status, [code])
      }
      const [first] = good
      if (!first) continue
      services.add(service)
      counts.messages += 1
      counts.codes += good.length
      if (good.length > 1) counts.several += 1
      onMessage({
        batch,
        service,
        name: first.recipient_name,
        address: first.recipient_email,
        key,
        codes: good,
        resendOf: before?.id ?? null,
      })
    }
    onProgress(counts.selected)
    await pause()
  }
  return { ...counts, skipped: left.all(), services }
}

async function batchesOfAll(
  connection: ReadConnection,
  ids: Uint32Array,
  pause: () => Promise<void>,
): Promise<number[]> {
  const batches = new Set<number>()
  for (const chunk of idChunks(ids)) {
    for (const batch of batchesOf(connection, chunk)) batches.add(batch)
    await pause()
  }
  return [...batches].sort((one, other) => one - other)
}

/** Recipients that have at least one picked code, with all their codes of the batch. */
function pickedRecipients(
  codes: readonly CodeToSend[],
  picked: { has(id: number): boolean },
): Map<string, CodeToSend[]> {
  const all = byRecipient(codes)
  for (const [key, mine] of all) if (!mine.some(({ id }) => picked.has(id))) all.delete(key)
  return all
}

/** Codes of one batch by the key of their recipient’s address, in their order. */
export function byRecipient(codes: readonly CodeToSend[]): Map<string, CodeToSend[]> {
  const all = new Map<string, CodeToSend[]>()
  for (const code of codes) {
    const key = addressKey(code.recipient_email)
    const known = all.get(key)
    if (known) known.push(code)
    else all.set(key, [code])
  }
  return all
}

const statusOfCode = (code: CodeToSend, today: IsoDate) =>
  statusOf(
    { deleted: code.deleted_at !== null, used: code.used, limit: code.usage_limit, expires: code.expires },
    today,
  )

/** True for a code that its recipient can use. */
export const usable = (code: CodeToSend, today: IsoDate): boolean => statusOfCode(code, today) === 'active'

function leftCounter() {
  const left = new Map<MailLeaveReason, { count: number; examples: string[] }>()
  return {
    add(reason: MailLeaveReason, codes: readonly CodeToSend[]): void {
      const known = left.get(reason) ?? { count: 0, examples: [] }
      known.count += codes.length
      for (const { code } of codes.slice(0, EXAMPLES - known.examples.length)) known.examples.push(code)
      left.set(reason, known)
    },
    all: (): QueuePlan['skipped'] => [...left].map(([reason, counted]) => ({ reason, ...counted })),
  }
}
