import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import type { WriteConnection } from '#backend/storage/sqlite/connection.ts'
import { codesBesides, codesNow } from '#backend/storage/sqlite/mail-queue.ts'
import { aimMessage, keepCodes, type ToSend } from '#backend/storage/sqlite/mail-sending.ts'
import { followNow } from '../follow/follow.ts'
import { usable } from '../queue/gather.ts'

/**
 * Brings a queued message up to date before it leaves: all codes of its recipient in the batch that work now and were not
 * sent to them yet, and a name and address that one of these has. `no-codes`: none of its own codes works any more.
 * `moved`: its codes have other recipients, whom it follows now, so that it may not be queued any more.
 */
export function freshen(
  tx: WriteConnection,
  { id, batch_id: batch, name, address, address_key }: ToSend,
  today: IsoDate,
  at: number,
): 'ready' | 'no-codes' | 'moved' {
  const codes = codesNow(tx, id)
  if (codes.some(({ recipient_email }) => addressKey(recipient_email) !== address_key)) {
    followNow(
      tx,
      codes.map((code) => code.id),
      at,
    )
    return 'moved'
  }
  const own = codes.filter((code) => usable(code, today))
  const same = own.find((code) => code.recipient_name === name && code.recipient_email === address)
  const recipient = same ?? own[0]
  if (!recipient) return 'no-codes'
  const besides = codesBesides(tx, { batch, address }).filter((code) => usable(code, today))
  keepCodes(tx, id, [...own, ...besides])
  aimMessage(tx, id, { name: recipient.recipient_name, address: recipient.recipient_email })
  return 'ready'
}
