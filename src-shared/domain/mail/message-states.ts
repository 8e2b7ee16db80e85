import { z } from 'zod'

/**
 * What happened to a message. `uncertain`: the connection or the program ended after everything was sent and before
 * the server answered, so a person says whether it arrived; it is never sent again by itself.
 */
export const messageStateSchema = z.enum(['queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled'])
export type MessageState = z.output<typeof messageStateSchema>
export const MESSAGE_STATES = messageStateSchema.options

/**
 * The same for a code: `none` has no message, and the message of `sent-elsewhere` went to an address that the code does
 * not have any more.
 */
export const codeMailSchema = z.enum(['none', ...messageStateSchema.options, 'sent-elsewhere'])
export type CodeMail = z.output<typeof codeMailSchema>

/** What happened to the message of a code. */
export function codeMailOf(message: { state: MessageState; elsewhere: boolean } | null): CodeMail {
  if (!message) return 'none'
  return message.state === 'sent' && message.elsewhere ? 'sent-elsewhere' : message.state
}
/**
 * Why the outbox waits for a person's approval: the program was started or a site opened with messages in it, the mail
 * server was saved, it was offline for long, the passwords were unlocked, or messages were put back into it.
 */
export const heldReasonSchema = z.enum(['opened', 'server-changed', 'offline', 'unlocked', 'put-back'])
export type HeldReason = z.output<typeof heldReasonSchema>

/** Why a message was not delivered, or why nothing can be. A closed set; `wording/mail-words.*.ts` has the words. */
export const mailProblemSchema = z.enum([
  'no-settings',
  'secrets-locked',
  'password-not-for-server',
  'plain-not-local',
  'host-unknown',
  'connection-refused',
  'unreachable',
  'timed-out',
  'connection-closed',
  'not-smtp',
  'tls-not-spoken',
  'starttls-not-offered',
  'tls-failed',
  'certificate-self-signed',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-other-name',
  'login-required',
  'login-not-offered',
  'login-refused',
  'sender-refused',
  'recipient-refused',
  'message-refused',
  'too-large',
  'no-internationalised-addresses',
  'server-busy',
  'answer-lost',
  'codes-gone',
  'gave-up',
  'taken-back',
  'with-another',
  'recipient-has-one',
  'recipient-erased',
])
export type MailProblem = z.output<typeof mailProblemSchema>
