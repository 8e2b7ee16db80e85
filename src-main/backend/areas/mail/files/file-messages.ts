import type { Language } from '#shared/preferences.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'
import { byRecipient, type MailCode } from '#backend/storage/mail-codes.ts'
import type { ListedMessage, MessageWithCodes } from '#backend/storage/mail-messages.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { compose, type Sender } from '../message/compose.ts'
import { contentOf } from '../outbox/describe-message.ts'

export interface FileMessage {
  readonly message: ListedMessage
  readonly codes: readonly MessageCode[]
  readonly codeIds: readonly number[]
}

/**
 * A message for a file. What was sent is written as it went. One that failed reached nobody, so it is written to the
 * recipients that its codes have now, of whom there may be several.
 */
export function forRecipients({ message, codes, codesNow }: MessageWithCodes): FileMessage[] {
  if (codesNow.length === 0) return [{ message, codes, codeIds: codes.map(({ id }) => id) }]
  return [...byRecipient(codesNow).values()].map((mine, i) => ({
    message: { ...message, ...recipientOf(mine), messageId: messageIdOf(message.messageId, i) },
    codes: mine,
    codeIds: mine.map(({ id }) => id),
  }))
}

const recipientOf = ([first]: readonly MailCode[]): Partial<ListedMessage> =>
  first ? { name: first.name, address: first.email } : {}

const messageIdOf = (id: string, place: number): string => (place === 0 ? id : `${place}.${id}`)

/** The .eml file of a message: it opens in a mail program as a draft that is ready to be sent. */
export async function emlOf(
  { message, codes }: FileMessage,
  sender: Sender | null,
  at: number,
): Promise<Buffer> {
  const { bytes } = await compose({
    sender,
    to: { name: message.name, address: message.address },
    messageId: message.messageId,
    at,
    content: contentOf(message, codes),
    asDraft: true,
  })
  return bytes
}

/** `melding-0007.eml` of 1,284: as many digits as the last one needs, so that they sort. */
export const emlName = (place: number, count: number, language: Language): string =>
  MAIL_WORDS[language].folderFile(String(place).padStart(String(count).length, '0'))
