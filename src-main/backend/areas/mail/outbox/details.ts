import { Refusal } from '#shared/contract/refusal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { attemptsOf, codesOfMessage, findMessage } from '#backend/storage/sqlite/mail-messages.ts'
import { readMailSettings } from '#backend/storage/sqlite/mail-settings.ts'
import type { MailHandlers } from '../mail-context.ts'
import { asShown } from '../message/as-shown.ts'
import { senderOf } from '../sending/server.ts'
import { renderListed, toAttempt, toOutboxMessage } from './describe-message.ts'

const CODES_SHOWN = 1000

/** One message: what it says, its codes and its attempts. @throws Refusal 'mail.unknown-message' */
export async function messageDetails(
  { store }: OpenSite,
  id: number,
): Promise<Awaited<ReturnType<MailHandlers['message']>>> {
  const { reading } = store
  const message = findMessage(reading, id)
  if (!message) throw new Refusal('mail.unknown-message', { id })
  const settings = await readMailSettings(reading)
  return {
    message: toOutboxMessage(reading, message),
    from: settings ? asShown(senderOf(settings)) : '',
    to: asShown({ name: message.name, address: message.address }),
    messageId: message.message_id,
    ...renderListed(reading, message),
    codes: codesOfMessage(reading, id, CODES_SHOWN).map(({ code_id, code }) => ({ id: code_id, code })),
    attempts: attemptsOf(reading, id).map(toAttempt),
  }
}
