import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredMailSettings } from '#backend/storage/mail.ts'
import { needsPerson } from '../smtp/problems.ts'
import { SmtpFailure, type SmtpSession } from '../smtp/session.ts'
import { connectionOf, openStored } from './server.ts'
import type { SenderContext } from './send-batch.ts'

/** The connection of one sender, kept from message to message while it holds and the settings stay what they are. */
export interface SmtpConnection {
  /** Undefined where no connection can be made; the outbox is held back then. */
  acquire(
    context: SenderContext,
    site: OpenSite,
    settings: StoredMailSettings,
  ): Promise<SmtpSession | undefined>
  release(): void
}

export function createSmtpConnection(): SmtpConnection {
  let kept: { session: SmtpSession; key: string; end(): void } | undefined

  const release = (): void => {
    kept?.end()
    kept = undefined
  }
  return {
    async acquire(context, site, settings) {
      const key = JSON.stringify([site.kind, connectionOf(settings), settings.password])
      if (kept?.key === key && kept.session.isUsable()) return kept.session
      release()
      const session = await connect(context, site, settings)
      if (!session) return undefined
      context.sessions.add(session)
      const end = () => {
        context.sessions.delete(session)
        session.close()
      }
      kept = { session, key, end }
      return session
    },
    release,
  }
}

async function connect(
  { parts, hold }: SenderContext,
  site: OpenSite,
  settings: StoredMailSettings,
): Promise<SmtpSession | undefined> {
  try {
    return await openStored(parts, site, connectionOf(settings), settings.password)
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error
    const { trouble } = error
    parts.log.info('mail.no-connection', { problem: trouble.problem, code: trouble.code ?? null })
    if (needsPerson(trouble.problem)) hold.stop(trouble)
    else hold.wait(trouble, parts.clock.now())
    return undefined
  }
}
