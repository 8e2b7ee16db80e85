import { type MessageContent, oneLine } from '#shared/wording/message/message-values.ts'
import { type Rendered, renderMessage } from '#shared/wording/message/render.ts'
import type { Language } from '#shared/preferences.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { codesAsCsv } from './codes-as-csv.ts'

/** Who a message is from; null before there are settings. */
export interface Sender {
  readonly name: string
  readonly address: string
  /** Empty for the sender's own address. */
  readonly replyTo: string
}

/** What a message is made of. */
export interface MessageToCompose {
  readonly sender: Sender | null
  readonly to: { readonly name: string; readonly address: string }
  /** Without its angle brackets. */
  readonly messageId: string
  readonly at: number
  readonly content: MessageContent
  /** Opens in a mail program as a draft that can be sent. */
  readonly asDraft?: boolean
}

export interface Composed {
  readonly bytes: Buffer
  /** The address as it is sent to the server: a domain in its ASCII form. */
  readonly to: string
  readonly from: string
}

/**
 * A text as the value of a header: one line, and nothing that mail programs would decode (RFC 2047) where it is
 * used as typed.
 */
export const headerText = (text: string): string => oneLine(text).replaceAll('=?', '= ?')

/** The message as it goes over the wire, or into an .eml file. Header values are one line each, whatever they are made of. */
export async function compose(message: MessageToCompose): Promise<Composed> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const { sender, content } = message
  const { language } = content
  const rendered = renderMessage(content)
  const person = ({ name, address }: { name: string; address: string }) => ({
    name: headerText(name),
    address: oneLine(address),
  })
  const mail = new MailComposer({
    ...(sender ? { from: person(sender) } : {}),
    ...(sender && sender.replyTo !== '' ? { replyTo: person({ name: '', address: sender.replyTo }) } : {}),
    to: person(message.to),
    subject: headerText(rendered.subject),
    messageId: `<${message.messageId}>`,
    date: new Date(message.at),
    headers: {
      // No automatic replies, such as that somebody is away (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      ...(message.asDraft ? { 'X-Unsent': '1' } : {}),
    },
    text: rendered.text,
    html: rendered.html,
    attachments: [...(await pictureOf(rendered, language)), ...codesOf(rendered, content)],
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  }).compile()
  const envelope = mail.getEnvelope()
  const [to = ''] = envelope.to
  return { bytes: await mail.build(), to, from: typeof envelope.from === 'string' ? envelope.from : '' }
}

/** The QR code that the HTML part shows, inside the message: nothing is fetched when it is read. */
async function pictureOf({ picture }: Rendered, language: Language) {
  if (!picture) return []
  const { qrGif } = await import('#shared/qr-code.ts')
  return [
    {
      filename: MAIL_WORDS[language].qrFile,
      content: Buffer.from(qrGif(picture.link)),
      contentType: 'image/gif',
      contentDisposition: 'inline' as const,
      cid: picture.id,
    },
  ]
}

function codesOf({ attachment }: Rendered, content: MessageContent) {
  if (attachment === null) return []
  return [{ filename: attachment, content: codesAsCsv(content), contentType: 'text/csv; charset=utf-8' }]
}
