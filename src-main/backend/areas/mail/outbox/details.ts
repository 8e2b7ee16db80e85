import { Refusal } from '#shared/contract/refusal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { MailHandlers } from '../mail-context.ts'
import { asShown } from '../message/as-shown.ts'
import { senderOf } from '../sending/server.ts'
import { renderListed, toAttempt, toOutboxMessage } from './describe-message.ts'

const CODES_SHOWN = 1000

/** One message: what it says, its codes and its attempts. @throws Refusal 'mail.unknown-message' */
export async function messageDetails(
  { storage: { mail } }: OpenSite,
  id: number,
): Promise<Awaited<ReturnType<MailHandlers['message']>>> {
  const [[found], settings, attempts] = await Promise.all([
    mail.withCodes([id]),
    mail.settings(),
    mail.attempts(id),
  ])
  if (!found) throw new Refusal('mail.unknown-message', { id })
  const { message, codes } = found
  return {
    message: toOutboxMessage(found),
    from: settings ? asShown(senderOf(settings)) : '',
    to: asShown({ name: message.name, address: message.address }),
    messageId: message.messageId,
    ...renderListed(found),
    codes: codes.slice(0, CODES_SHOWN).map(({ id: code, code: text }) => ({ id: code, code: text })),
    attempts: attempts.map(toAttempt),
  }
}
