import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { isErasedAddress } from '#shared/domain/erased-person.ts'
import { statusOf } from '#shared/domain/promo-code.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'

/** A code as it is now, as a message to its recipient needs it. */
export interface MailCode extends MessageCode {
  readonly id: number
  readonly batch: number
  readonly name: string
  readonly email: string
  readonly used: number
  readonly limit: number | null
  readonly deleted: boolean
}

/** True for a code that its recipient can use, and can be sent. */
export const isUsable = (
  code: Pick<MailCode, 'used' | 'limit' | 'deleted' | 'expires' | 'email'>,
  today: IsoDate,
): boolean => statusOf(code, today) === 'active' && !isErasedAddress(code.email)

/** Codes of one batch by the key of their recipient’s address, in their order. */
export function byRecipient<Code extends Pick<MailCode, 'email'>>(
  codes: readonly Code[],
): Map<string, Code[]> {
  const all = new Map<string, Code[]>()
  for (const code of codes) {
    const key = addressKey(code.email)
    const known = all.get(key)
    if (known) known.push(code)
    else all.set(key, [code])
  }
  return all
}
