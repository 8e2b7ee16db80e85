import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import { blocksOf } from '../blocks.ts'
import { type FollowPlan, type Holding, planFollow } from '../mail-follow-rule.ts'
import { type MailFollowReader, type MailFollowWriter, NOTHING_FOLLOWS } from '../mail-follow.ts'
import { dividedId } from '../mail-message-ids.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { addCodes, type Carried, dropCodes, dropHomes, setHomes } from './mail-carrying.ts'
import { CODE_ID, MESSAGE_OF_CODE, PARKED_PROBLEM, WAITING } from './mail-conditions.ts'
import { followWriter, nextMessageId } from './mail-follow-writer.ts'
import type { MailMessageTable } from './mail-schema.ts'
import { findSurroundings } from './mail-surroundings.ts'
import { takeBack } from './mail-take-back.ts'
import { raw } from './query.ts'

export const mailFollowReader = (connection: ReadConnection): MailFollowReader => ({
  async planFollow(changed) {
    if (changed.size === 0 || !(await anyWaiting(connection))) return NOTHING_FOLLOWS
    const around = await findSurroundings(connection, changed.keys(), changed, yieldToEventLoop)
    return planFollow(around, changed.keys()).counts
  },
  codesCarried: (messages) => codesCarried(connection, messages),
  async codesWaitingOf(creation) {
    return await connection.column<number>(
      'mail.codes-waiting-of',
      raw(sql`SELECT DISTINCT code_id FROM batch
        JOIN mail_message ON mail_message.batch_id = batch.id
        JOIN mail_message_code ON mail_message_code.message_id = mail_message.id
        WHERE batch.operation_id = ${creation} AND ${WAITING} ORDER BY code_id`),
    )
  },
  async allCodesWaiting() {
    return await connection.column<number>(
      'mail.all-codes-waiting',
      raw(sql`SELECT DISTINCT code_id
        FROM mail_message JOIN mail_message_code ON mail_message_code.message_id = mail_message.id
        WHERE ${WAITING} ORDER BY code_id`),
    )
  },
  countSentBefore: (codes) => countSentBefore(connection, codes),
})

export const mailFollowWriter = (connection: WriteConnection): MailFollowWriter => ({
  async follow(codes, at) {
    if (codes.length === 0 || !(await anyWaiting(connection)))
      return { counts: NOTHING_FOLLOWS, revives: false }
    const around = await findSurroundings(connection, codes, new Map(), () => connection.pause())
    const plan = planFollow(around, codes)
    await carryOut(connection, plan, at)
    return { counts: plan.counts, revives: plan.revives }
  },
  takeBack: (operationId, at) => takeBack(connection, operationId, at),
})

/** False where no message waits, so that nothing needs to follow. */
async function anyWaiting(connection: ReadConnection): Promise<boolean> {
  const { indexedBy } = connection.dialect
  const found = await connection.get(
    'mail.any-waiting',
    raw(sql`SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM mail_message WHERE state = 'queued')
      OR EXISTS (SELECT 1 FROM mail_message ${indexedBy('mail_message_parked')} WHERE ${PARKED_PROBLEM})`),
  )
  return found !== undefined
}

async function carryOut(connection: WriteConnection, plan: FollowPlan, at: number): Promise<void> {
  const write = followWriter(connection)
  const { holdings, emptied, homes } = plan
  const moved = holdings.filter(({ message, isNew, to }) => !isNew && message.key !== to.key)
  await write.setAside(moved.map(({ message }) => message.id))
  await write.park(
    emptied.filter(({ message }) => message.state === 'queued').map(({ message }) => message.id),
    at,
  )
  // Codes are removed from every message that is not theirs before any is added anywhere.
  await dropCodes(connection, [...codesLeaving(plan)])
  await dropHomes(
    connection,
    [...homes].flatMap(([code, home]) => (home === undefined ? [code] : [])),
  )
  await setHomes(
    connection,
    [...homes].flatMap(([code, home]) => (home === undefined ? [] : [{ code_id: code, message_id: home }])),
  )
  await placeHoldings(connection, holdings, at)
  await write.remove(emptied.filter(({ isDropped }) => isDropped).map(({ message }) => message.id))
}

/** The codes of messages that go with others, or with none, from here on. */
function* codesLeaving({ holdings, emptied }: FollowPlan): Generator<Carried> {
  for (const { message } of emptied)
    for (const code of message.codes) yield { code_id: code, message_id: message.id }
  const holdingOf = new Map(holdings.flatMap((one) => one.codes.map(({ id }) => [id, one] as const)))
  for (const { message, isNew } of holdings) {
    if (isNew) continue
    for (const code of message.codes) {
      const mine = holdingOf.get(code)
      if (mine && (mine.isNew || mine.message.id !== message.id))
        yield { code_id: code, message_id: message.id }
    }
  }
}

/** Makes the messages that are new, and has each carry its codes, go where they do, and wait or not. */
async function placeHoldings(
  connection: WriteConnection,
  holdings: readonly Holding[],
  at: number,
): Promise<void> {
  const write = followWriter(connection)
  let next = await nextMessageId(connection)
  const placed = holdings.map(({ to, ...holding }) => ({
    ...holding,
    id: holding.isNew ? next++ : holding.message.id,
    to: { name: to.name, address: to.address, address_key: to.key },
  }))
  const made = placed.filter(({ isNew }) => isNew)
  await write.insert(
    made.map(({ id, message, to }) => {
      const messageId = dividedId(message.messageId, id)
      return { id, ...to, source: message.id, message_id: messageId }
    }),
    at,
  )
  await addCodes(
    connection,
    placed.flatMap(({ id, isNew, message, codes }) => {
      const had = new Set(isNew ? [] : message.codes)
      return codes.filter((code) => !had.has(code.id)).map((code) => ({ code_id: code.id, message_id: id }))
    }),
  )
  const isMoved = ({ isNew, message, to }: (typeof placed)[number]) => isNew || message.key !== to.address_key
  await write.aim(
    placed.flatMap((one) => {
      const { id, isNew, message, to } = one
      const isSame = !isMoved(one) && message.name === to.name && message.address === to.address
      return isNew || isSame ? [] : [{ id, ...to }]
    }),
  )
  await write.put(
    placed.flatMap((one) => {
      const { id, message, isWithheld } = one
      const state = isWithheld ? 'cancelled' : 'queued'
      const problem = isWithheld ? 'recipient-has-one' : null
      const isSame = message.state === state && (!isWithheld || message.problem === problem)
      const since = message.state === state ? message.stateAt : at
      return !isMoved(one) && isSame ? [] : [{ id, state, problem, state_at: since }]
    }),
  )
}

/** The codes that messages carry. */
export async function codesCarried(
  connection: ReadConnection,
  messages: readonly number[],
): Promise<number[]> {
  return await connection.column<number>(
    'mail.codes-carried',
    raw(sql`SELECT DISTINCT code_id FROM mail_message_code
      WHERE ${connection.dialect.isAmong(MESSAGE_OF_CODE, messages)} ORDER BY code_id`),
  )
}

type SentMessage = Pick<MailMessageTable, 'address_key' | 'state'> & { readonly code_id: number }

/** Of the codes, those whose newest message went, or may have gone, to another address than they have by then. */
async function countSentBefore(
  connection: ReadConnection,
  codes: readonly (readonly [id: number, key: string])[],
): Promise<number> {
  let count = 0
  for (const some of blocksOf(codes)) {
    const ids = some.map(([id]) => id)
    const sent = await connection.all(
      'mail.sent-before',
      raw(sql<SentMessage>`SELECT code_id, address_key, state FROM mail_message_code
        JOIN mail_message ON mail_message.id = mail_message_code.message_id
        WHERE ${connection.dialect.isAmong(CODE_ID, ids)} AND state <> 'cancelled'`),
    )
    const ofCodes = Map.groupBy(sent, ({ code_id }) => code_id)
    count += some.filter(([id, key]) => hasGoneElsewhere(ofCodes.get(id) ?? [], key)).length
  }
  return count
}

const hasGoneElsewhere = (messages: readonly SentMessage[], key: string): boolean =>
  messages.some(({ state }) => state === 'sent' || state === 'sending' || state === 'uncertain') &&
  !messages.some(({ address_key, state }) => state === 'queued' || address_key === key)
