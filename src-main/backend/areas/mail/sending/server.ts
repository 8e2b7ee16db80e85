import type { OpenSite } from '#backend/storage/open-site.ts'
import { type SecretTarget, secretTarget } from '#backend/areas/secrets/secrets.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { StoredMailSettings } from '#backend/storage/mail.ts'
import { type MailDependencies, USUAL_PACE } from '../mail-dependencies.ts'
import { openSession, SmtpFailure, type SmtpServer, type SmtpSession } from '../smtp/session.ts'

type Connection = Pick<SmtpServer, 'host' | 'port' | 'security' | 'userName'>

/** Connects with a password that is known. @throws SmtpFailure */
export const openWith = (
  { pace, trusted }: MailDependencies,
  { host, port, security, userName }: Connection,
  password: string,
): Promise<SmtpSession> =>
  openSession({
    host,
    port,
    security,
    userName,
    password,
    trusted,
    answerMs: pace?.answer ?? USUAL_PACE.answer,
  })

/** What the mail server's password is stored for; names of hosts do not differ by case. */
export const connectionTarget = ({ host, port, security, userName }: Connection): SecretTarget =>
  secretTarget('smtp', host.toLowerCase(), port, security, userName)

/**
 * Connects with the stored password. Where it was stored for another connection, nobody is connected to at all.
 * @throws SmtpFailure
 */
export async function openStored(
  parts: MailDependencies,
  site: OpenSite,
  connection: Connection,
  secret: string | null,
): Promise<SmtpSession> {
  if (secret === null || connection.userName === '') return await openWith(parts, connection, '')
  try {
    return await parts.box.use(site, secret, connectionTarget(connection), (password) =>
      openWith(parts, connection, password.toString('utf8')),
    )
  } catch (error) {
    if (isRefusal(error, 'secrets.locked')) throw new SmtpFailure({ problem: 'secrets-locked', answer: '' })
    if (isRefusal(error, 'secrets.other-target'))
      throw new SmtpFailure({ problem: 'password-not-for-server', answer: '' })
    throw error
  }
}

export const connectionOf = (settings: StoredMailSettings): Connection => ({
  host: settings.host,
  port: settings.port,
  security: settings.security,
  userName: settings.userName,
})

export const senderOf = (settings: StoredMailSettings) => ({
  name: settings.senderName,
  address: settings.senderAddress,
  replyTo: settings.replyTo,
})
