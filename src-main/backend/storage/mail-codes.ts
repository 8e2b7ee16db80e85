import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { isErasedAddress } from '#shared/domain/erased-person.ts'
import { type CodeValidity, isUsableFromNowOn, statusOf } from '#shared/domain/promo-code.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'

/** A code as it is now, as a message to its recipient needs it. */
export interface MailCode extends MessageCode, CodeValidity {
  readonly id: number
  readonly batch: number
  readonly name: string
  readonly email: string
}

/** True for a code that has a recipient who can use it, now or from its first day on, and that can be sent. */
export const isUsable = (code: CodeValidity & Pick<MailCode, 'email'>, today: IsoDate): boolean =>
  isUsableFromNowOn(statusOf(code, today)) && code.email !== '' && !isErasedAddress(code.email)

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
