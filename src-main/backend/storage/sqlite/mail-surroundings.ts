import { addressKey } from '#shared/domain/email-address.ts'
import {
  type CodeNow,
  type CurrentMessage,
  isParked,
  PARKED,
  placeOf,
  type Surroundings,
  type WaitingMessage,
} from '../mail-follow-rule.ts'
import type { ChangedRecipient } from '../mail-follow.ts'
import type { ReadConnection } from './connection.ts'
import type { MailMessageTable } from '../sql/mail-schema.ts'
import type { PromoCodeTable } from '../promo-code-table.ts'

const PARKED_LIST = PARKED.map((one) => `'${one}'`).join(', ')
/** The condition that a message waits. */
export const WAITING = `(state = 'queued' OR (state = 'cancelled' AND problem IN (${PARKED_LIST})))`

/** So many codes are looked at between two turns of others. */
const TURN = 500

/**
 * Finds what decides over the codes: the messages that carry them, the other codes of those messages, and the messages
 * of the recipients that all these codes have now. Awaits `pause` from time to time, for others to have their turn.
 */
export async function findSurroundings(
  connection: ReadConnection,
  seeds: Iterable<number>,
  changed: ReadonlyMap<number, ChangedRecipient>,
  pause: () => Promise<unknown>,
): Promise<Surroundings> {
  const find = statements(connection)
  const codes = new Map<number, CodeNow>()
  const messages = new Map<number, WaitingMessage>()
  const homes = new Map<number, number>()
  const homeMessages = new Map<number, WaitingMessage>()
  const current = new Map<string, CurrentMessage[]>()
  const roots = new Map<number, number>()
  const seen = new Set<number>()
  const toVisit = [...seeds]

  const waiting = (row: MailMessageTable, carried: readonly number[], isReferredTo: boolean) =>
    toWaiting(row, { codes: carried, changes: find.changesOf(row.id), isReferredTo })
  const addMessage = (message: MailMessageTable): void => {
    if (messages.has(message.id)) return
    const own = find.codesOf(message.id)
    messages.set(message.id, waiting(message, own, find.isReferredTo(message.id)))
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
      others.map((message) => ({ id: message.id, root: find.rootOf(message) })),
    )
  }
  const addHome = (id: number): void => {
    const home = find.homeOf(id)
    if (home === undefined) return
    homes.set(id, home)
    const message = find.message(home)
    if (!message) return
    homeMessages.set(message.id, waiting(message, [], true))
    roots.set(message.id, find.rootOf(message))
    if (message.state === 'queued' || isParked(message)) addMessage(message)
  }

  for (let count = 0; count < toVisit.length; count += 1) {
    if (count % TURN === TURN - 1) await pause()
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

const toWaiting = (
  row: MailMessageTable,
  beside: Pick<WaitingMessage, 'codes' | 'changes' | 'isReferredTo'>,
): WaitingMessage => ({
  id: row.id,
  operationId: row.operation_id,
  batch: row.batch_id,
  wording: row.wording_id,
  name: row.name,
  address: row.address,
  key: row.address_key,
  messageId: row.message_id,
  resendOf: row.resend_of,
  state: row.state,
  queuedAt: row.queued_at,
  stateAt: row.state_at,
  tries: row.tries,
  problem: row.problem,
  divided: row.divided === 1,
  ...beside,
})

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
