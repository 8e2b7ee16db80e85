import { Refusal } from '#shared/contract/refusal.ts'
import type { MailCheck, MailSecurity } from '#shared/contract/mail.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { messageIds } from '#backend/storage/mail-message-ids.ts'
import type { MailDependencies } from '../mail-dependencies.ts'
import { compose } from '../message/compose.ts'
import { domainOf } from '../message/message-domain.ts'
import { newSeed } from '../queue/queue-handlers.ts'
import { refuseMissing } from '../queue/wording.ts'
import { connectionOf, openStored, openWith } from '../sending/server.ts'
import { SmtpFailure, type SmtpSession } from '../smtp/session.ts'
import { draft, type PreviewRequest } from '../templates/preview.ts'

export interface CheckRequest {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly userName: string
  readonly password?: string | null | undefined
}

const GOOD: MailCheck = { good: true, problem: null, answer: '' }

/** Connects, secures the line and logs in, and leaves again. */
export async function checkConnection(
  parts: MailDependencies,
  site: OpenSite,
  { password, ...connection }: CheckRequest,
  job: JobContext,
): Promise<MailCheck> {
  const stored = await site.storage.mail.settings()
  const open = () =>
    password === undefined
      ? openStored(parts, site, connection, stored?.password ?? null)
      : openWith(parts, connection, password ?? '')
  return await tried(open, async () => GOOD, job)
}

/**
 * Sends the previewed message to an address of one's own.
 * @throws Refusal 'mail.template-refused', 'mail.value-missing'
 */
export async function sendTest(
  parts: MailDependencies,
  site: OpenSite,
  { to, ...request }: PreviewRequest & { to: string },
  job: JobContext,
): Promise<MailCheck> {
  const { preview, content, sender } = await draft(site, request)
  if (preview.problems.length > 0) throw new Refusal('mail.template-refused', { problems: preview.problems })
  refuseMissing(preview.empty.map((variable) => ({ service: request.service, variable })))
  const settings = await site.storage.mail.settings()
  if (!settings || !sender) return { good: false, problem: 'no-settings', answer: '' }
  const made = await compose({
    sender,
    to: { name: '', address: to },
    messageId: messageIds(newSeed(parts), domainOf(sender.address))(),
    at: parts.clock.now(),
    content,
  })
  const open = () => openStored(parts, site, connectionOf(settings), settings.password)
  const send = async (session: SmtpSession): Promise<MailCheck> => {
    const delivery = await session.send(made)
    return delivery.kind === 'sent'
      ? { ...GOOD, answer: delivery.answer }
      : { good: false, problem: delivery.problem, answer: delivery.answer }
  }
  return await tried(open, send, job)
}

/** Opens a session and uses it once; what goes wrong is the answer. */
async function tried(
  open: () => Promise<SmtpSession>,
  work: (session: SmtpSession) => Promise<MailCheck>,
  { signal }: JobContext,
): Promise<MailCheck> {
  try {
    const session = await open()
    const stop = () => session.abort()
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      const found = await work(session)
      if (signal.aborted) throw new Refusal('job.cancelled', {})
      return found
    } finally {
      signal.removeEventListener('abort', stop)
      session.close()
    }
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error
    const { problem, answer } = error.trouble
    return { good: false, problem, answer }
  }
}
