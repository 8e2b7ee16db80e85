import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import { type FollowPlan, planFollow } from '../mail-follow-rule.ts'
import {
  type ChangedRecipient,
  type MailFollowReader,
  type MailFollowWriter,
  NOTHING_FOLLOWS,
} from '../mail-follow.ts'
import { dividedId } from '../mail-message-ids.ts'
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import { followWriter } from './mail-follow-writer.ts'
import type { MailMessageTable } from '../sql/mail-schema.ts'
import { findSurroundings, WAITING } from './mail-surroundings.ts'
import { takeBack } from './mail-take-back.ts'
import { raw } from '../sql/query.ts'

export type { ChangedRecipient }

export const mailFollowReader = (connection: ReadConnection): MailFollowReader => ({
  async planFollow(changed) {
    if (changed.size === 0 || !anyWaiting(connection)) return NOTHING_FOLLOWS
    const around = await findSurroundings(connection, changed.keys(), changed, yieldToEventLoop)
    return planFollow(around, changed.keys()).counts
  },
  async codesCarried(messages) {
    return codesCarried(connection, messages)
  },
  async codesWaitingOf(creation) {
    return codesWaitingOf(connection, creation)
  },
  async allCodesWaiting() {
    return connection.column<number>(
      'mail.all-codes-waiting',
      raw(sql`SELECT DISTINCT code_id
        FROM mail_message JOIN mail_message_code ON mail_message_code.message_id = mail_message.id
        WHERE ${sql.raw(WAITING)} ORDER BY code_id`),
    )
  },
  async countSentBefore(codes) {
    return countSentBefore(connection, codes)
  },
})

export const mailFollowWriter = (connection: WorkingConnection): MailFollowWriter => ({
  async follow(codes, at) {
    if (codes.length === 0 || !anyWaiting(connection)) return { counts: NOTHING_FOLLOWS, revives: false }
    const around = await findSurroundings(connection, codes, new Map(), connection.pause)
    const plan = planFollow(around, codes)
    carryOut(connection, plan, at)
    return { counts: plan.counts, revives: plan.revives }
  },
  takeBack: takeBack(connection),
})

/** False where no message waits, so that nothing needs to follow. */
const anyWaiting = (connection: ReadConnection): boolean =>
  connection.get(
    'mail.any-waiting',
    raw(sql<{ found: 0 | 1 }>`SELECT EXISTS (SELECT 1 FROM mail_message WHERE state = 'queued')
      OR EXISTS (SELECT 1 FROM mail_message INDEXED BY mail_message_parked
        WHERE problem IN ('with-another', 'recipient-has-one')) AS found`),
  )?.found === 1

function carryOut(connection: WriteConnection, plan: FollowPlan, at: number): void {
  const write = followWriter(connection)
  const { holdings, emptied, homes } = plan
  for (const { message, isNew, to } of holdings)
    if (!isNew && message.key !== to.key) write.setAside(message.id)
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
    if (isNew)
      write.insert({ id, source: message.id, ...to, messageId: dividedId(message.messageId, id), at })
    for (const { id: code } of codes) write.addCode(code, id)
    const isMoved = isNew || message.key !== to.key
    if (isMoved || message.name !== to.name || message.address !== to.address) write.aim(id, to)
    const state = isWithheld ? 'cancelled' : 'queued'
    const problem = isWithheld ? 'recipient-has-one' : null
    if (isMoved || message.state !== state || (isWithheld && message.problem !== problem))
      write.put(id, { state, problem, stateAt: message.state === state ? message.stateAt : at })
  }
  for (const { message, isDropped } of emptied) if (isDropped) write.remove(message.id)
}

/** The codes that messages carry. */
export const codesCarried = (connection: ReadConnection, messages: readonly number[]): number[] =>
  connection.column<number>(
    'mail.codes-carried',
    raw(sql`SELECT DISTINCT code_id FROM mail_message_code
      WHERE message_id IN (SELECT value FROM json_each(${JSON.stringify(messages)})) ORDER BY code_id`),
  )

/** The codes that wait in messages of the operation's batches. */
export const codesWaitingOf = (connection: ReadConnection, creation: number): number[] =>
  connection.column<number>(
    'mail.codes-waiting-of',
    raw(sql`SELECT DISTINCT code_id FROM batch
      JOIN mail_message ON mail_message.batch_id = batch.id
      JOIN mail_message_code ON mail_message_code.message_id = mail_message.id
      WHERE batch.operation_id = ${creation} AND ${sql.raw(WAITING)} ORDER BY code_id`),
  )

/** Of the codes, those whose newest message went, or may have gone, to another address than they have by then. */
export function countSentBefore(
  connection: ReadConnection,
  codes: Iterable<readonly [id: number, key: string]>,
): number {
  const sent = connection.prepare(`SELECT address_key, state FROM mail_message_code
    JOIN mail_message ON mail_message.id = mail_message_code.message_id
    WHERE code_id = ? AND state <> 'cancelled' ORDER BY mail_message.id DESC`)
  let count = 0
  for (const [id, key] of codes) {
    const messages = sent.all(id) as Pick<MailMessageTable, 'address_key' | 'state'>[]
    const isOnItsWay = messages.some(({ address_key, state }) => state === 'queued' || address_key === key)
    const went = messages.some(
      ({ state }) => state === 'sent' || state === 'sending' || state === 'uncertain',
    )
    if (went && !isOnItsWay) count += 1
  }
  return count
}
