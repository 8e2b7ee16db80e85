import { cancelQueuedBy, parkEmpty, travellingOf } from '#backend/storage/sqlite/mail-changes.ts'
import { followWriter, isParked } from '#backend/storage/sqlite/mail-follow.ts'
import { findMessage } from '#backend/storage/sqlite/mail-messages.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { dividedId, followMany } from './follow.ts'

/**
 * Takes what an operation queued, and was not sent yet, out of the queue: also its codes that go with messages of other
 * operations. Codes of others that went with its messages go on in messages of their own. Answers how many messages of
 * the operation there were.
 */
export async function takeBack(tx: Transaction, operationId: number, at: number): Promise<number> {
  const { own, guests } = travellingOf(tx, operationId)
  const changed = cancelQueuedBy(tx, operationId, at)
  const write = followWriter(tx)
  for (const { code, carrier, home } of own) {
    write.dropCode(code, carrier)
    write.addCode(code, home)
    write.dropHome(code)
  }
  parkEmpty(
    tx,
    own.map(({ carrier }) => carrier),
    at,
  )
  for (const { code, carrier, home } of guests) {
    write.dropCode(code, carrier)
    write.dropHome(code)
    const source = findMessage(tx, home)
    if (!source) continue
    if (source.state === 'queued' || isParked(source)) {
      write.addCode(code, home)
      continue
    }
    // Where it was queued is over: sent, say. It begins apart, and follows its recipient from there.
    const id = write.nextId()
    const messageId = dividedId(source.message_id, id)
    const { name, address, address_key: key } = source
    write.insert({ id, source, name, address, key, messageId, at })
    write.addCode(code, id)
  }
  await followMany(
    tx,
    guests.map(({ code }) => code),
    at,
    { isApproved: true },
  )
  return changed
}
