import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredMailSettings } from '#backend/storage/mail-settings.ts'
import { needsPerson } from '../smtp/problems.ts'
import { SmtpFailure, type SmtpSession } from '../smtp/session.ts'
import { connectionOf, openStored } from './server.ts'
import type { Desk } from './shift.ts'

/** The connection of one sender, kept from message to message while it holds and the settings stay what they are. */
export interface Line {
  /** Undefined where no connection can be made; the outbox is held back then. */
  to(desk: Desk, site: OpenSite, settings: StoredMailSettings): Promise<SmtpSession | undefined>
  hangUp(): void
}

export function createLine(): Line {
  let kept: { session: SmtpSession; key: string; leave(): void } | undefined

  const hangUp = (): void => {
    kept?.leave()
    kept = undefined
  }
  return {
    async to(desk, site, settings) {
      const key = JSON.stringify([site.kind, connectionOf(settings), settings.password])
      if (kept?.key === key && kept.session.isUsable()) return kept.session
      hangUp()
      const session = await connect(desk, site, settings)
      if (!session) return undefined
      desk.sessions.add(session)
      const leave = () => {
        desk.sessions.delete(session)
        session.close()
      }
      kept = { session, key, leave }
      return session
    },
    hangUp,
  }
}

async function connect(
  { parts, hold }: Desk,
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
