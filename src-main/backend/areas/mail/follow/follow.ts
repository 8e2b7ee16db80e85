import { createHash } from 'node:crypto'
import type { ReadConnection, WriteConnection } from '#backend/storage/sqlite/connection.ts'
import {
  anyWaiting,
  type ChangedRecipient,
  findSurroundings,
  followWriter,
} from '#backend/storage/sqlite/mail-follow.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { beforeQueueing, holdOutbox } from '../mail.ts'
import { type FollowCounts, type FollowPlan, NOTHING_FOLLOWS, planFollow } from './plan-follow.ts'

/** What messages not yet sent would do if codes had other recipients. Changes nothing. */
export async function planFollowing(
  connection: ReadConnection,
  changed: ReadonlyMap<number, ChangedRecipient>,
  pause: () => Promise<unknown>,
): Promise<FollowCounts> {
  if (changed.size === 0 || !anyWaiting(connection)) return NOTHING_FOLLOWS
  const search = findSurroundings(connection, changed.keys(), changed)
  for (;;) {
    const { done, value } = search.next()
    if (done) return planFollow(value, changed.keys()).counts
    await pause()
  }
}

/**
 * Lets messages not yet sent follow the codes, whose recipients may have changed; for many codes. Where one that was
 * parked is to be sent then, the outbox waits for a person's approval, unless the caller has seen to that.
 */
export async function followMany(
  tx: Transaction,
  codes: readonly number[],
  at: number,
  { isApproved = false }: { isApproved?: boolean } = {},
): Promise<FollowCounts> {
  if (codes.length === 0 || !anyWaiting(tx)) return NOTHING_FOLLOWS
  const search = findSurroundings(tx, codes, new Map())
  for (;;) {
    const { done, value } = search.next()
    if (done) {
      const plan = planFollow(value, codes)
      const asks = plan.revives && !isApproved
      if (asks) beforeQueueing(tx)
      carryOut(tx, plan, at)
      if (asks) holdOutbox(tx, 'put-back')
      return plan.counts
    }
    await tx.pause()
  }
}

/** The same at once, for the codes of a few messages. */
export function followNow(tx: WriteConnection, codes: readonly number[], at: number): void {
  const search = findSurroundings(tx, codes, new Map())
  for (;;) {
    const { done, value } = search.next()
    if (done) return carryOut(tx, planFollow(value, codes), at)
  }
}

function carryOut(tx: WriteConnection, plan: FollowPlan, at: number): void {
  const write = followWriter(tx)
  const { holdings, emptied, homes } = plan
  for (const { message, isNew, to } of holdings)
    if (!isNew && message.address_key !== to.key) write.setAside(message.id)
  for (const { message } of emptied) {
    for (const code of message.codes) write.dropCode(code, message.id)
    if (message.state === 'queued') write.park(message.id, at)
  }
  const carriers = new Map(
    holdings.flatMap(({ message, isNew }) => (isNew ? [] : [[message.id, message] as const])),
  )
  // Codes are removed from every message that is not theirs before any is added anywhere.
  const mine = new Map(holdings.flatMap((one) => one.codes.map(({ id }) => [id, one] as const)))
  for (const message of carriers.values())
    for (const code of message.codes) {
      const holding = mine.get(code)
      const isMine = holding && !holding.isNew && holding.message.id === message.id
      if (!isMine && holding) write.dropCode(code, message.id)
    }
  for (const [code, home] of homes) {
    if (home === undefined) write.dropHome(code)
    else write.setHome(code, home)
  }
  for (const { message, isNew, codes, to, isWithheld } of holdings) {
    const id = isNew ? write.nextId() : message.id
    if (isNew) write.insert({ id, source: message, ...to, messageId: dividedId(message.message_id, id), at })
    for (const { id: code } of codes) write.addCode(code, id)
    const isMoved = isNew || message.address_key !== to.key
    if (isMoved || message.name !== to.name || message.address !== to.address) write.aim(id, to)
    const state = isWithheld ? 'cancelled' : 'queued'
    const problem = isWithheld ? 'recipient-has-one' : null
    if (isMoved || message.state !== state || (isWithheld && message.problem !== problem))
      write.put(id, { state, problem, state_at: message.state === state ? message.state_at : at })
  }
  for (const { message, isDropped } of emptied) if (isDropped) write.remove(message.id)
}

/** The Message-ID of a message divided from another: unique since both the other’s ID and the new number are. */
export function dividedId(source: string, id: number): string {
  const digest = createHash('sha256').update(`${source}:${id}`).digest('hex').slice(0, 32)
  return `${digest}${source.slice(source.lastIndexOf('@'))}`
}
