import type { Language } from '#shared/preferences.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'
import { renderMessage } from '#shared/wording/message/render.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { codesOfMessage, findMessage, type ListedMessage } from '#backend/storage/sqlite/mail-messages.ts'
import { codesNow, type CodeToSend } from '#backend/storage/sqlite/mail-queue.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { compose, type Sender } from '../message/compose.ts'
import { byRecipient } from '../queue/gather.ts'
import { contentOf, toMessageCode } from '../outbox/describe-message.ts'

export interface FileMessage {
  readonly message: ListedMessage
  readonly codes: readonly MessageCode[]
  readonly codeIds: readonly number[]
}

/**
 * A message for a file; none for one that is gone. What was sent is written as it went. One that failed reached nobody,
 * so it is written to the recipients that its codes have now, of whom there may be several.
 */
export function readForFile(connection: ReadConnection, id: number): FileMessage[] {
  const message = findMessage(connection, id)
  if (!message) return []
  const now = message.state === 'failed' ? codesNow(connection, id) : []
  if (now.length > 0)
    return [...byRecipient(now).values()].map((codes, i) => ({
      message: { ...message, ...recipientOf(codes), message_id: messageIdOf(message.message_id, i) },
      codes: codes.map(toMessageCode),
      codeIds: codes.map((code) => code.id),
    }))
  const codes = codesOfMessage(connection, id)
  return [{ message, codes: codes.map(toMessageCode), codeIds: codes.map(({ code_id }) => code_id) }]
}

const recipientOf = ([first]: readonly CodeToSend[]): Partial<ListedMessage> =>
  first ? { name: first.recipient_name, address: first.recipient_email } : {}

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
