import { addressKey } from '#shared/domain/email-address.ts'
import {
  type CodeNow,
  type CurrentMessage,
  isParked,
  placeOf,
  type Surroundings,
  type WaitingMessage,
} from '../mail-follow-rule.ts'
import type { ChangedRecipient } from '../mail-follow.ts'
import type { ReadConnection } from './connection.ts'
import { followLookups, type Place } from './mail-follow-lookups.ts'
import type { MailMessageTable } from './mail-schema.ts'

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
  const find = followLookups(connection)
  const codes = new Map<number, CodeNow>()
  const messages = new Map<number, WaitingMessage>()
  const homes = new Map<number, number>()
  const homeMessages = new Map<number, WaitingMessage>()
  const current = new Map<string, CurrentMessage[]>()
  const roots = new Map<number, number>()
  const toVisit = [...seeds]

  /** Answers with the codes that there are. */
  const addCodes = async (ids: readonly number[]): Promise<CodeNow[]> => {
    const found = (await find.codes(ids)).map((row) => {
      const now = changed.get(row.id)
      const email = now?.email ?? row.recipient_email
      const [name, deleted] = [now?.name ?? row.recipient_name, row.deleted_at !== null]
      return { id: row.id, batch: row.batch_id, name, email, key: addressKey(email), deleted }
    })
    const had = new Set((await find.wentTo(found.filter(({ deleted }) => !deleted))).map(({ id }) => id))
    const added = found.map((code) => ({ ...code, mayJoin: !code.deleted && !had.has(code.id) }))
    for (const code of added) codes.set(code.id, code)
    return added
  }

  const addRoots = async (rows: Iterable<MailMessageTable>): Promise<void> => {
    const resends: number[] = []
    for (const { id, resend_of } of rows) {
      if (roots.has(id)) continue
      roots.set(id, id)
      if (resend_of !== null) resends.push(id)
    }
    for (const { id, root } of await find.rootsOf(resends)) roots.set(id, root)
  }

  /** The messages that the codes were queued in before they went with others. */
  const addHomes = async (ids: readonly number[]): Promise<MailMessageTable[]> => {
    const found = await find.homesOf(ids)
    for (const { code_id, message_id } of found) homes.set(code_id, message_id)
    const unknown = new Set(found.map(({ message_id }) => message_id).filter((id) => !homeMessages.has(id)))
    return await find.messages([...unknown])
  }

  /** The messages of the recipients that the codes have. */
  const addPlaces = async (added: readonly CodeNow[]): Promise<MailMessageTable[]> => {
    const places = new Map<string, Place>()
    for (const { batch, key } of added) {
      const place = placeOf(batch, key)
      if (current.has(place)) continue
      current.set(place, [])
      places.set(place, { batch, key })
    }
    return await find.messagesAt([...places.values()])
  }

  const addMessages = async (
    waiting: readonly MailMessageTable[],
    homeRows: readonly MailMessageTable[],
  ): Promise<void> => {
    const ids = waiting.map(({ id }) => id)
    const carried = Map.groupBy(await find.codesOf(ids), ({ message_id }) => message_id)
    const referredTo = new Set((await find.referredTo(ids)).map(({ id }) => id))
    const changes = Map.groupBy(
      await find.changesOf([...new Set([...ids, ...homeRows.map(({ id }) => id)])]),
      ({ message_id }) => message_id,
    )
    const changesOf = (id: number) => (changes.get(id) ?? []).map((one) => one.operation_id).join()
    for (const row of waiting) {
      const own = (carried.get(row.id) ?? []).map(({ code_id }) => code_id)
      const [changedBy, isReferredTo] = [changesOf(row.id), referredTo.has(row.id)]
      messages.set(row.id, toWaiting(row, { codes: own, changes: changedBy, isReferredTo }))
      for (const code of own) toVisit.push(code)
    }
    for (const row of homeRows)
      homeMessages.set(row.id, toWaiting(row, { codes: [], changes: changesOf(row.id), isReferredTo: true }))
  }

  const visit = async (ids: readonly number[]): Promise<void> => {
    const added = await addCodes(ids)
    const present = added.map(({ id }) => id)
    const carriers = await find.messages((await find.messagesWith(present)).map(({ id }) => id))
    const homeRows = await addHomes(present)
    const there = await addPlaces(added)
    const found = new Map([...carriers, ...homeRows, ...there].map((row) => [row.id, row]))
    await addRoots(found.values())
    const waiting = [...found.values()].filter((row) => isWaiting(row) && !messages.has(row.id))
    await addMessages(waiting, homeRows)
    for (const row of there)
      if (!isWaiting(row))
        current.get(placeOf(row.batch_id, row.address_key))?.push({
          id: row.id,
          root: roots.get(row.id) ?? row.id,
        })
  }

  const seen = new Set<number>()
  for (let at = 0; at < toVisit.length;) {
    if (at > 0) await pause()
    const next: number[] = []
    for (; at < toVisit.length && next.length < TURN; at += 1) {
      const id = toVisit[at] ?? 0
      if (seen.has(id)) continue
      seen.add(id)
      next.push(id)
    }
    await visit(next)
  }
  return { codes, messages, homes, homeMessages, current, roots }
}

const isWaiting = (row: MailMessageTable): boolean => row.state === 'queued' || isParked(row)

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
