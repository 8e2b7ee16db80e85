import { sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { MailMessageTable } from './mail-schema.ts'
import { raw } from './query.ts'
import type { PromoCodeTable } from './promo-code-table.ts'

/** A code with its recipient as it is now, or as it will be after a change that is planned. */
export interface CodeNow {
  readonly id: number
  readonly batch: number
  readonly name: string
  readonly email: string
  readonly key: string
  readonly deleted: boolean
  /** Its recipient has not had it, so that it goes along with a message to them. */
  readonly mayJoin: boolean
}

/** A message that waits: it is queued, or parked until its recipient may have it. */
export interface WaitingMessage extends MailMessageTable {
  readonly codes: readonly number[]
  /** The operations by which a person changed its state, in their order: `2,5`. */
  readonly changes: string
  /** Something else points at it, so that its row stays. */
  readonly isReferredTo: boolean
}

/** A message of a recipient and batch that was sent or tried: no other goes there by itself. */
export interface CurrentMessage {
  readonly id: number
  readonly state: MessageState
  /** The first of a chain of resends. */
  readonly root: number
}

/** Everything that decides which messages carry some codes. */
export interface Surroundings {
  readonly codes: ReadonlyMap<number, CodeNow>
  readonly messages: ReadonlyMap<number, WaitingMessage>
  /** Where codes were queued that go with another message now. */
  readonly homes: ReadonlyMap<number, number>
  /** The messages that they were queued in, whatever happened to those. */
  readonly homeMessages: ReadonlyMap<number, WaitingMessage>
  /** By `placeOf`. */
  readonly current: ReadonlyMap<string, readonly CurrentMessage[]>
  readonly roots: ReadonlyMap<number, number>
}

export interface ChangedRecipient {
  readonly name?: string | undefined
  readonly email?: string | undefined
}

/** A recipient of a batch. */
export const placeOf = (batch: number, key: string): string => `${batch} ${key}`

const PARKED = ['with-another', 'recipient-has-one'] as const
export const isParked = ({ state, problem }: Pick<MailMessageTable, 'state' | 'problem'>): boolean =>
  state === 'cancelled' && PARKED.some((one) => one === problem)

const PARKED_LIST = PARKED.map((one) => `'${one}'`).join(', ')
const WAITING = `(state = 'queued' OR (state = 'cancelled' AND problem IN (${PARKED_LIST})))`

/** False where no message waits, so that nothing needs to follow. */
export const anyWaiting = (connection: ReadConnection): boolean =>
  connection.get(
    'mail.any-waiting',
    raw(sql<{ found: 0 | 1 }>`SELECT EXISTS (SELECT 1 FROM mail_message WHERE state = 'queued')
      OR EXISTS (SELECT 1 FROM mail_message INDEXED BY mail_message_parked
        WHERE problem IN ('with-another', 'recipient-has-one')) AS found`),
  )?.found === 1

/** So many codes are looked at between two turns of others. */
const TURN = 500

/**
 * Finds what decides over the codes: the messages that carry them, the other codes of those messages, and the messages
 * of the recipients that all these codes have now. Yields from time to time, for others to have their turn.
 */
export function* findSurroundings(
  connection: ReadConnection,
  seeds: Iterable<number>,
  changed: ReadonlyMap<number, ChangedRecipient>,
): Generator<undefined, Surroundings> {
  const find = statements(connection)
  const codes = new Map<number, CodeNow>()
  const messages = new Map<number, WaitingMessage>()
  const homes = new Map<number, number>()
  const homeMessages = new Map<number, WaitingMessage>()
  const current = new Map<string, CurrentMessage[]>()
  const roots = new Map<number, number>()
  const seen = new Set<number>()
  const toVisit = [...seeds]

  const addMessage = (message: MailMessageTable): void => {
    if (messages.has(message.id)) return
    const own = find.codesOf(message.id)
    messages.set(message.id, {
      ...message,
      codes: own,
      changes: find.changesOf(message.id),
      isReferredTo: find.isReferredTo(message.id),
    })
    roots.set(message.id, find.rootOf(message))
    toVisit.push(...own)
  }
  const addPlace = (batch: number, key: string): void => {
    const place = placeOf(batch, key)
    if (current.has(place)) return
    const there = find.messagesAt(batch, key)
    for (const message of there) if (message.state === 'queued' || isParked(message)) addMessage(message)
    const others = there.filter((message) => message.state !== 'queued' && !isParked(message))
    current.set(
      place,
      others.map((message) => ({ id: message.id, state: message.state, root: find.rootOf(message) })),
    )
  }
  const addHome = (id: number): void => {
    const home = find.homeOf(id)
    if (home === undefined) return
    homes.set(id, home)
    const message = find.message(home)
    if (!message) return
    homeMessages.set(message.id, {
      ...message,
      codes: [],
      changes: find.changesOf(message.id),
      isReferredTo: true,
    })
    roots.set(message.id, find.rootOf(message))
    if (message.state === 'queued' || isParked(message)) addMessage(message)
  }

  for (let count = 0; count < toVisit.length; count += 1) {
    if (count % TURN === TURN - 1) yield undefined
    const id = toVisit[count] ?? 0
    if (seen.has(id)) continue
    seen.add(id)
    const row = find.code(id)
    if (!row) continue
    const now = changed.get(id)
    const email = now?.email ?? row.recipient_email
    const key = addressKey(email)
    const deleted = row.deleted_at !== null
    const code = {
      id,
      batch: row.batch_id,
      name: now?.name ?? row.recipient_name,
      email,
      key,
      deleted,
      mayJoin: !deleted && !find.wentTo(id, key),
    }
    codes.set(id, code)
    for (const message of find.messagesWith(id)) addMessage(message)
    addHome(id)
    addPlace(code.batch, code.key)
  }
  return { codes, messages, homes, homeMessages, current, roots }
}

type CodeRow = Pick<PromoCodeTable, 'batch_id' | 'recipient_name' | 'recipient_email' | 'deleted_at'>

function statements(connection: ReadConnection) {
  const code = connection.prepare(
    'SELECT batch_id, recipient_name, recipient_email, deleted_at FROM promo_code WHERE id = ?',
  )
  const messagesWith = connection.prepare(`SELECT mail_message.* FROM mail_message_code
    JOIN mail_message ON mail_message.id = mail_message_code.message_id WHERE code_id = ? AND ${WAITING}`)
  const messagesAt = connection.prepare(`SELECT * FROM mail_message WHERE batch_id = ? AND address_key = ?
    AND (state <> 'cancelled' OR problem IN (${PARKED_LIST})) ORDER BY id`)
  const message = connection.prepare('SELECT * FROM mail_message WHERE id = ?')
  const codesOf = connection.prepare(
    'SELECT code_id FROM mail_message_code WHERE message_id = ? ORDER BY code_id',
  )
  const changesOf = connection.prepare(`SELECT group_concat(operation_id) AS changes
    FROM (SELECT operation_id FROM mail_change WHERE message_id = ? ORDER BY operation_id)`)
  const homeOf = connection.prepare('SELECT message_id FROM mail_code_home WHERE code_id = ?')
  const referring = connection.prepare(`SELECT EXISTS (SELECT 1 FROM mail_message WHERE resend_of = ?)
    OR EXISTS (SELECT 1 FROM mail_code_home WHERE message_id = ?) AS found`)
  const wentTo = connection.prepare(`SELECT EXISTS (SELECT 1 FROM mail_message_code
    JOIN mail_message ON mail_message.id = mail_message_code.message_id
    WHERE code_id = ? AND address_key = ? AND state NOT IN ('queued', 'cancelled')) AS found`)
  const find = (id: number) => message.get(id) as MailMessageTable | undefined
  return {
    code: (id: number) => code.get(id) as CodeRow | undefined,
    messagesWith: (id: number) => messagesWith.all(id) as MailMessageTable[],
    messagesAt: (batch: number, key: string) => messagesAt.all(batch, key) as MailMessageTable[],
    message: find,
    codesOf: (id: number) => (codesOf.all(id) as { code_id: number }[]).map(({ code_id }) => code_id),
    changesOf: (id: number) => (changesOf.get(id) as { changes: string | null }).changes ?? '',
    homeOf: (id: number) => (homeOf.get(id) as { message_id: number } | undefined)?.message_id,
    isReferredTo: (id: number) => (referring.get(id, id) as { found: 0 | 1 }).found === 1,
    wentTo: (id: number, key: string) => (wentTo.get(id, key) as { found: 0 | 1 }).found === 1,
    rootOf(from: MailMessageTable): number {
      let first = from
      while (first.resend_of !== null) {
        const before = find(first.resend_of)
        if (!before) break
        first = before
      }
      return first.id
    },
  }
}

/** Writes what following decided; made once for many. */
export function followWriter(connection: WriteConnection) {
  const setAside = connection.prepare("UPDATE mail_message SET state = 'cancelled' WHERE id = ?")
  const remove = connection.prepare('DELETE FROM mail_message WHERE id = ?')
  const dropChanges = connection.prepare('DELETE FROM mail_change WHERE message_id = ?')
  const copyChanges = connection.prepare(`INSERT INTO mail_change (operation_id, message_id)
    SELECT operation_id, ? FROM mail_change WHERE message_id = ?`)
  const park = connection.prepare(`UPDATE mail_message
    SET state = 'cancelled', state_at = ?, problem = 'with-another', answer = '', next_try = 0 WHERE id = ?`)
  const aim = connection.prepare(
    'UPDATE mail_message SET name = ?, address = ?, address_key = ? WHERE id = ?',
  )
  const put = connection.prepare(
    "UPDATE mail_message SET state = ?, state_at = ?, problem = ?, answer = '', next_try = 0 WHERE id = ?",
  )
  const next = connection.prepare('SELECT coalesce(max(id), 0) + 1 AS id FROM mail_message')
  const insert =
    connection.prepare(`INSERT INTO mail_message (id, operation_id, batch_id, wording_id, name, address,
    address_key, message_id, resend_of, state, queued_at, state_at, next_try, tries, problem, answer, divided)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'cancelled', ?, ?, 0, 0, 'with-another', '', 1)`)
  const dropCode = connection.prepare('DELETE FROM mail_message_code WHERE code_id = ? AND message_id = ?')
  const addCode = connection.prepare(`INSERT OR IGNORE INTO mail_message_code
    (code_id, message_id, code, discount_kind, discount_value, discount_currency, expires)
    SELECT id, ?, code, discount_kind, discount_value, discount_currency, expires FROM promo_code WHERE id = ?`)
  const setHome = connection.prepare(
    'INSERT OR REPLACE INTO mail_code_home (code_id, message_id) VALUES (?, ?)',
  )
  const dropHome = connection.prepare('DELETE FROM mail_code_home WHERE code_id = ?')
  return {
    /** Out of the way of the rule that a recipient of a batch has one message, until `put` says what it is now. */
    setAside: (id: number) => void setAside.run(id),
    remove: (id: number) => {
      dropChanges.run(id)
      remove.run(id)
    },
    park: (id: number, at: number) => void park.run(at, id),
    aim: (id: number, to: { name: string; address: string; key: string }) =>
      void aim.run(to.name, to.address, to.key, id),
    put: (id: number, as: Pick<MailMessageTable, 'state' | 'problem' | 'state_at'>) =>
      void put.run(as.state, as.state_at, as.problem, id),
    nextId: () => (next.get() as { id: number }).id,
    /** A message that begins set aside. */
    insert: (message: NewDivided) => {
      insert.run(
        message.id,
        message.source.operation_id,
        message.source.batch_id,
        message.source.wording_id,
        message.name,
        message.address,
        message.key,
        message.messageId,
        message.source.resend_of,
        message.source.queued_at,
        message.at,
      )
      copyChanges.run(message.id, message.source.id)
    },
    dropCode: (code: number, message: number) => void dropCode.run(code, message),
    addCode: (code: number, message: number) => void addCode.run(message, code),
    setHome: (code: number, message: number) => void setHome.run(code, message),
    dropHome: (code: number) => void dropHome.run(code),
  }
}

interface NewDivided {
  readonly id: number
  readonly source: MailMessageTable
  readonly name: string
  readonly address: string
  readonly key: string
  readonly messageId: string
  readonly at: number
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

/** The codes of every message that waits. */
export const allCodesWaiting = (connection: ReadConnection): number[] =>
  connection.column<number>(
    'mail.all-codes-waiting',
    raw(sql`SELECT DISTINCT code_id FROM mail_message JOIN mail_message_code ON mail_message_code.message_id = mail_message.id
      WHERE ${sql.raw(WAITING)} ORDER BY code_id`),
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
