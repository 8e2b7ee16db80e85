import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { isUsable } from '#backend/storage/mail-codes.ts'
import type { FreshMessage, ToSend } from '#backend/storage/mail-sending.ts'

/** What messages are sent with. */
export interface Sending {
  readonly today: IsoDate
  /** The sender's. */
  readonly domain: string
}

/**
 * Brings a queued message up to date before it leaves: all codes of its recipient in the batch that work now and were not
 * sent to them yet, and a name and address that one of these has. `no-codes`: none of its own codes works any more.
 * `moved`: its codes have other recipients, whom it is to follow, so that it may not be queued any more.
 */
export function freshen(
  { id, name, address, key, codes, besides }: ToSend,
  { today, domain }: Sending,
): FreshMessage | 'no-codes' | 'moved' {
  if (codes.some(({ email }) => addressKey(email) !== key)) return 'moved'
  const own = codes.filter((code) => isUsable(code, today))
  const same = own.find((code) => code.name === name && code.email === address)
  const recipient = same ?? own[0]
  if (!recipient) return 'no-codes'
  const all = [...own, ...besides.filter((code) => isUsable(code, today))]
  return { id, name: recipient.name, address: recipient.email, codes: all.map((code) => code.id), domain }
}
