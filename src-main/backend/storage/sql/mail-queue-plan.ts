import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { FIRST_MESSAGES, type MailLeaveReason } from '#shared/contract/mail.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { ERASED_ENDING } from '#shared/domain/erased-person.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import { type CountedMessages, type QueueAsked, reasonToLeave } from '../mail-queue.ts'
import type { PickedRows } from '../result-sets.ts'
import type { ReadConnection } from './connection.ts'
import { type PickedBatch, pickedBatches } from './mail-picked-batches.ts'
import { raw } from './query.ts'
import { hasStatus, isUsableFromNowOn } from './status.ts'

/**
 * What queueing (`mail-queue.ts`) would do, counted by SQL: a batch at a time, so that memory does not grow with the
 * report. A test holds the two together.
 */
export async function planQueue(
  connection: ReadConnection,
  picked: PickedRows,
  asked: QueueAsked,
): Promise<CountedMessages> {
  const counts = { selected: 0, messages: 0, codes: 0, several: 0 }
  const services = new Set<CountedMessages['services'][number]>()
  const left = leftCounter()
  const first: CountedMessages['first'] = []
  let plans: Awaited<ReturnType<typeof createBatchPlan>>[] = []
  const batches = await pickedBatches(connection, picked)
  for (const [i, batch] of batches.entries()) {
    // A server answers the questions about several together.
    if (i % TOGETHER === 0)
      plans = await Promise.all(
        batches.slice(i, i + TOGETHER).map((one) => createBatchPlan(connection, one, asked)),
      )
    const plan = plans[i % TOGETHER]
    if (!plan) break
    for (const { state, ...group } of plan.groups) {
      counts.selected += group.picked
      const reason = reasonToLeave(state, asked.again)
      if (reason) {
        await left.add(reason, group.picked, (limit) => plan.codesWithMessage(state, limit))
        continue
      }
      counts.messages += group.messages
      counts.codes += group.codes
      counts.several += group.several
      if (group.messages > 0) services.add(batch.service)
    }
    if (first.length < FIRST_MESSAGES)
      for (const code of await plan.firstCodes(FIRST_MESSAGES - first.length))
        first.push({ service: batch.service, code })
    for (const [why, count] of plan.unusable)
      await left.add(why, count, (limit) => plan.unusableCodes(why, limit))
    await yieldToEventLoop()
  }
  return { ...counts, first, skipped: left.all(), services: [...services] }
}

/** So many batches are asked about at a time: their numbers fit into memory, and a slow line is waited for less often. */
const TOGETHER = 64

/** Why a code is not sent, whatever state its messages are in; without a recipient, or with an erased one, it could be otherwise. */
const UNUSABLE = ['no-recipient', 'erased', 'expired', 'used-up', 'deleted'] as const
type Unusable = (typeof UNUSABLE)[number]

/** Recipients of a batch by the state of their message. */
interface Group {
  readonly state: MessageState | null
  readonly picked: number
  /** Null where all codes of the batch are picked: as many as `codes`. */
  readonly pickedSendable: number | null
  readonly messages: number
  readonly codes: number
  readonly several: number
  /** 1 where an address is not its own key. */
  readonly isFolded: 0 | 1
}

const EMAIL = sql.ref('recipient_email')

async function createBatchPlan(
  connection: ReadConnection,
  { id, hasMessages, isPicked: condition }: PickedBatch,
  { today, again }: QueueAsked,
) {
  const { addressKey: keyOf, endsWith, mayDifferFromKey } = connection.dialect
  const folded = keyOf(EMAIL)
  const isWhole = condition === undefined
  const isPicked = condition ?? sql<boolean>`TRUE`
  const stateOf = (key: RawBuilder<unknown>) =>
    hasMessages
      ? sql`(SELECT state FROM mail_message WHERE batch_id = ${id} AND address_key = ${key}
          AND state <> 'cancelled' ORDER BY id DESC LIMIT 1)`
      : sql`NULL`
  const isErased = endsWith(EMAIL, ERASED_ENDING)
  const hasRecipient = sql<boolean>`recipient_email <> ''`
  const isSendable = sql<boolean>`(${isUsableFromNowOn(today)} AND ${hasRecipient} AND NOT ${isErased})`
  const groupsBy = async (key: RawBuilder<unknown>): Promise<Group[]> => {
    const pickedSendable = isWhole ? sql`CAST(NULL AS bigint)` : countIf(sql`${isPicked} AND ${isSendable}`)
    const groups = await connection.all(
      'mail.plan-queue',
      raw(sql<Group>`SELECT ${hasMessages ? sql`state` : sql`NULL`} AS state, sum(picked) AS picked,
          sum(picked_sendable) AS "pickedSendable", ${countIf(sql`good > 0`)} AS messages, sum(good) AS codes,
          ${countIf(sql`good > 1`)} AS several,
          max(CASE WHEN ${mayDifferFromKey(sql.ref('recipient'))} THEN 1 ELSE 0 END) AS "isFolded"
        FROM (SELECT recipient, picked, picked_sendable, good, ${stateOf(sql.ref('recipient'))} AS state FROM (
          SELECT ${key} AS recipient, ${isWhole ? sql`count(*)` : countIf(isPicked)} AS picked,
            ${countIf(isSendable)} AS good, ${pickedSendable} AS picked_sendable
          FROM promo_code WHERE batch_id = ${id} GROUP BY ${key}) AS recipients
        WHERE picked > 0) AS asked ${hasMessages ? sql`GROUP BY state ORDER BY state` : sql``}`),
    )
    // Without groups there is a row even of nothing.
    return groups.filter(({ picked }) => picked > 0)
  }
  // Addresses that are their own keys need not be folded one by one.
  const asIs = await groupsBy(EMAIL)
  const groups = asIs.some(({ isFolded }) => isFolded === 1) ? await groupsBy(folded) : asIs

  const isFree = (state: MessageState | null) => reasonToLeave(state, again) === undefined
  const left = groups.flatMap(({ state }) => (isFree(state) || state === null ? [] : [state]))
  const inBatch = sql`FROM promo_code WHERE batch_id = ${id} AND ${isPicked}`
  const isNotLeft =
    left.length > 0 ? sql`coalesce(${stateOf(folded)}, '') NOT IN (${sql.join(left)})` : sql`TRUE`
  const codes = async (condition: RawBuilder<unknown>, limit: number): Promise<string[]> =>
    await connection.column<string>(
      'mail.plan-examples',
      raw(sql`SELECT code ${inBatch} AND ${condition} ORDER BY id LIMIT ${limit}`),
    )
  const isUnusable = (why: Unusable) => {
    if (why === 'erased') return sql`${isUsableFromNowOn(today)} AND ${isErased} AND ${isNotLeft}`
    if (why === 'no-recipient') return sql`${isUsableFromNowOn(today)} AND NOT ${hasRecipient}`
    return sql`${hasStatus(why, today)} AND ${isNotLeft}`
  }
  const countUnusable = async (why: Unusable) => {
    const count = sql<{ count: number }>`SELECT count(*) AS count ${inBatch} AND ${isUnusable(why)}`
    return [why, (await connection.get('mail.plan-unusable', raw(count)))?.count ?? 0] as const
  }
  const hasUnusable = groups.some(({ state, picked, codes: good, pickedSendable }) =>
    isFree(state) ? picked > (pickedSendable ?? good) : false,
  )
  return {
    groups,
    unusable: hasUnusable ? await Promise.all(UNUSABLE.map(countUnusable)) : [],
    unusableCodes: (why: Unusable, limit: number) => codes(isUnusable(why), limit),
    /** Of each of the first recipients who get a message, the code that it takes name and address from. */
    async firstCodes(most: number): Promise<number[]> {
      if (!groups.some(({ state, messages }) => messages > 0 && isFree(state))) return []
      const found = await connection.all(
        'mail.plan-first',
        raw(sql<{ id: number; email: string }>`SELECT id, recipient_email AS email ${inBatch}
          AND ${isSendable} AND ${isNotLeft} ORDER BY id LIMIT ${most * CODES_BESIDE}`),
      )
      const byAddress = new Map<string, number>()
      for (const { id, email } of found) {
        const key = addressKey(email)
        if (!byAddress.has(key)) byAddress.set(key, id)
      }
      return [...byAddress.values()].slice(0, most)
    },
    codesWithMessage: (state: MessageState | null, limit: number) =>
      codes(sql`${stateOf(folded)} = ${state}`, limit),
  }
}

/** Counting so takes SQLite as long as adding up the condition does, which PostgreSQL has no sum of. */
const countIf = (condition: RawBuilder<unknown>) => sql`count(*) FILTER (WHERE ${condition})`

const EXAMPLES = 10
/** Recipients with more codes than this take the place of others among the first. */
const CODES_BESIDE = 50

function leftCounter() {
  const left = new Map<MailLeaveReason, { count: number; examples: string[] }>()
  return {
    /** `examplesOf` gives up to so many codes, and is asked only where there are not enough. */
    async add(
      reason: MailLeaveReason,
      count: number,
      examplesOf: (limit: number) => Promise<string[]>,
    ): Promise<void> {
      if (count === 0) return
      const known = left.get(reason) ?? { count: 0, examples: [] }
      known.count += count
      const wanted = EXAMPLES - known.examples.length
      if (wanted > 0) known.examples.push(...(await examplesOf(wanted)))
      left.set(reason, known)
    },
    all: (): CountedMessages['skipped'] => [...left].map(([reason, counted]) => ({ reason, ...counted })),
  }
}
