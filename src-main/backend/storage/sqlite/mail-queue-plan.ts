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
import { raw } from '../sql/query.ts'
import { hasStatus, isUsableFromNowOn } from '../sql/status.ts'

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
  for (const batch of pickedBatches(connection, picked)) {
    const plan = createBatchPlan(connection, batch, asked)
    for (const { state, ...group } of plan.groups) {
      counts.selected += group.picked
      const reason = reasonToLeave(state, asked.again)
      if (reason) {
        left.add(reason, group.picked, (limit) => plan.codesWithMessage(state, limit))
        continue
      }
      counts.messages += group.messages
      counts.codes += group.codes
      counts.several += group.several
      if (group.messages > 0) services.add(batch.service)
    }
    if (first.length < FIRST_MESSAGES)
      first.push(
        ...plan.firstCodes(FIRST_MESSAGES - first.length).map((code) => ({ service: batch.service, code })),
      )
    for (const why of plan.hasUnusable() ? UNUSABLE : [])
      left.add(why, plan.countUnusable(why), (limit) => plan.unusableCodes(why, limit))
    await yieldToEventLoop()
  }
  return { ...counts, first, skipped: left.all(), services: [...services] }
}

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

/** Addresses that are their own keys need not be folded one by one. */
const AS_IS = sql`recipient_email`
const FOLDED = sql`address_key(recipient_email)`
/** True of more texts than `addressKey` changes: of those with a capital, or with something that is not ASCII. */
const MAY_BE_FOLDED = sql`recipient GLOB '*[^ -@[-~]*'`

function createBatchPlan(
  connection: ReadConnection,
  { id, isPicked: condition }: PickedBatch,
  { today, again }: QueueAsked,
) {
  const isWhole = condition === undefined
  const isPicked = condition ?? sql<boolean>`1`
  const hasMessages =
    connection.column('mail.batch-has', raw(sql`SELECT 1 FROM mail_message WHERE batch_id = ${id} LIMIT 1`))
      .length > 0
  const stateOf = (key: RawBuilder<unknown>) =>
    hasMessages
      ? sql`(SELECT state FROM mail_message WHERE batch_id = ${id} AND address_key = ${key}
          AND state <> 'cancelled' ORDER BY id DESC LIMIT 1)`
      : sql`NULL`
  const isErased = sql<boolean>`substr(recipient_email, ${-ERASED_ENDING.length}) = ${ERASED_ENDING}`
  const hasRecipient = sql<boolean>`recipient_email <> ''`
  const isSendable = sql<boolean>`(${isUsableFromNowOn(today)} AND ${hasRecipient} AND NOT ${isErased})`
  const groupsBy = (key: RawBuilder<unknown>) =>
    connection
      .all(
        'mail.plan-queue',
        raw(sql<Group>`SELECT state, sum(picked) AS picked, sum(picked_sendable) AS pickedSendable,
          sum(good > 0) AS messages, sum(good) AS codes, sum(good > 1) AS several,
          max(${MAY_BE_FOLDED}) AS isFolded
        FROM (SELECT recipient, picked, picked_sendable, good, ${stateOf(sql`recipient`)} AS state FROM (
          SELECT ${key} AS recipient, ${isWhole ? sql`count(*)` : sql`sum(${isPicked})`} AS picked,
            sum(${isSendable}) AS good, ${isWhole ? sql`NULL` : sql`sum(${isPicked} AND ${isSendable})`} AS picked_sendable
          FROM promo_code WHERE batch_id = ${id} GROUP BY ${key})
        WHERE picked > 0) ${hasMessages ? sql`GROUP BY state` : sql``}`),
      )
      // Without groups there is a row even of nothing.
      .filter(({ picked }) => picked > 0)
  const asIs = groupsBy(AS_IS)
  const groups = asIs.some(({ isFolded }) => isFolded === 1) ? groupsBy(FOLDED) : asIs

  const isFree = (state: MessageState | null) => reasonToLeave(state, again) === undefined
  const left = groups.flatMap(({ state }) => (isFree(state) || state === null ? [] : [state]))
  const inBatch = sql`FROM promo_code WHERE batch_id = ${id} AND ${isPicked}`
  const isNotLeft =
    left.length > 0 ? sql`coalesce(${stateOf(FOLDED)}, '') NOT IN (${sql.join(left)})` : sql`1`
  const codes = (condition: RawBuilder<unknown>, limit: number) =>
    connection.column<string>(
      'mail.plan-examples',
      raw(sql`SELECT code ${inBatch} AND ${condition} ORDER BY id LIMIT ${limit}`),
    )
  const isUnusable = (why: Unusable) => {
    if (why === 'erased') return sql`${isUsableFromNowOn(today)} AND ${isErased} AND ${isNotLeft}`
    if (why === 'no-recipient') return sql`${isUsableFromNowOn(today)} AND NOT ${hasRecipient}`
    return sql`${hasStatus(why, today)} AND ${isNotLeft}`
  }
  return {
    groups,
    hasUnusable: () =>
      groups.some(({ state, picked, codes: good, pickedSendable }) =>
        isFree(state) ? picked > (pickedSendable ?? good) : false,
      ),
    countUnusable: (why: Unusable) =>
      connection.column<number>(
        'mail.plan-unusable',
        raw(sql`SELECT count(*) ${inBatch} AND ${isUnusable(why)}`),
      )[0] ?? 0,
    unusableCodes: (why: Unusable, limit: number) => codes(isUnusable(why), limit),
    /** Of each of the first recipients who get a message, the code that it takes name and address from. */
    firstCodes(most: number): number[] {
      if (!groups.some(({ state, messages }) => messages > 0 && isFree(state))) return []
      const found = connection.all(
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
      codes(sql`${stateOf(FOLDED)} = ${state}`, limit),
  }
}

const EXAMPLES = 10
/** Recipients with more codes than this take the place of others among the first. */
const CODES_BESIDE = 50

function leftCounter() {
  const left = new Map<MailLeaveReason, { count: number; examples: string[] }>()
  return {
    /** `examplesOf` gives up to so many codes, and is asked only where there are not enough. */
    add(reason: MailLeaveReason, count: number, examplesOf: (limit: number) => string[]): void {
      if (count === 0) return
      const known = left.get(reason) ?? { count: 0, examples: [] }
      known.count += count
      const wanted = EXAMPLES - known.examples.length
      if (wanted > 0) known.examples.push(...examplesOf(wanted))
      left.set(reason, known)
    },
    all: (): CountedMessages['skipped'] => [...left].map(([reason, counted]) => ({ reason, ...counted })),
  }
}
