import type { Language } from '#shared/preferences.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'
import { renderMessage } from '#shared/wording/message/render.ts'
import type { ReadConnection } from '#backend/storage/connection.sqlite.ts'
import { codesOfMessage, findMessage, type ListedMessage } from '#backend/storage/mail-messages.sqlite.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { compose, type Sender } from '../message/compose.ts'
import { contentOf, toMessageCode } from '../outbox/describe.ts'

export interface FileMessage {
  readonly message: ListedMessage
  readonly codes: readonly MessageCode[]
}

/** A message for a file, or undefined for one that is gone. */
export function readForFile(connection: ReadConnection, id: number): FileMessage | undefined {
  const message = findMessage(connection, id)
  return message && { message, codes: codesOfMessage(connection, id).map(toMessageCode) }
}

/** The .eml file of a message: it opens in a mail program as a draft that is ready to be sent. */
export async function emlOf(
  { message, codes }: FileMessage,
  sender: Sender | null,
  at: number,
): Promise<Buffer> {
  const { bytes } = await compose({
    sender,
    to: { name: message.name, address: message.address },
    messageId: message.message_id,
    at,
    language: message.language,
    rendered: renderMessage(contentOf(message, codes)),
    codes,
    asDraft: true,
  })
  return bytes
}

/** `melding-0007.eml` of 1,284: as many digits as the last one needs, so that they sort. */
export const emlName = (place: number, count: number, language: Language): string =>
  MAIL_WORDS[language].folderFile(String(place).padStart(String(count).length, '0'))
