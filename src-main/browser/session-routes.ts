import { z } from 'zod'
import type { Arrival } from '#backend/kernel/loopback/loopback-server.ts'
import type { After } from '#backend/app/process/supervisor.ts'
import { FOREIGN_WORKER_PATH, NO_SESSION_PATH } from '#shared/browser-session.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { TemporaryFiles } from '../hosts/temporary-files.ts'
import { sendJson } from '#backend/kernel/loopback/json-answers.ts'
import { type BodyLimits, readJson } from '#backend/kernel/loopback/json-body.ts'
import { createOneUse } from './one-use.ts'
import { placeOpening } from './opening-file.ts'
import { proofOf, type SessionSecrets } from './secrets.ts'
import { createSession, isTab, isThroughWorker, type Session } from './session.ts'

/** An address is opened within this time, or not at all. */
export const CODE_LASTS_MS = 120_000
const TICKET_LASTS_MS = 30_000

export interface SignIn {
  session(port: number): Session
  /** An address with a code that works once. */
  newAddress(origin: string): string
  /** The same, and a file that leads to it, which is removed when it was used or is too old. */
  newOpening(origin: string): Promise<{ address: string; path: string }>
  /** Answers what concerns the session before anything else is looked at: false where the request does not. */
  answersTab(session: Session, arrival: Arrival): Promise<boolean>
  /** `POST /api/address` */
  sendAddress(session: Session, arrival: Arrival, limits: BodyLimits): Promise<void>
  /** `POST /api/once?path=…` makes an address work once without the header, which streams and downloads cannot carry. */
  sendTicket(arrival: Arrival): void
}

const addressSchema = z.object({
  challenge: z.string().max(100).optional(),
  opening: z.boolean().optional(),
})
const WITH_TICKET = /^\/api\/(events|files\/[\w-]+)$/

const invalid = (path: string, message: string) =>
  new Refusal('input.invalid', { issues: [{ path, message }] })

export function createSignIn(
  secrets: SessionSecrets,
  temporary: Pick<TemporaryFiles, 'place'>,
  after: After,
): SignIn {
  const codes = createOneUse(after, CODE_LASTS_MS)
  const tickets = createOneUse(after, TICKET_LASTS_MS)

  const addressAt = (origin: string, gone?: () => void) => `${origin}/?code=${codes.issue('', gone)}`
  async function newOpening(origin: string) {
    let address = ''
    const { path } = await placeOpening(
      temporary,
      (file) => (address = addressAt(origin, () => void file.remove())),
    )
    return { address, path }
  }

  return {
    session: (port) => createSession(port, secrets, tickets),
    newAddress: (origin) => addressAt(origin),
    newOpening,
    async answersTab(session, arrival) {
      const { request, response, target } = arrival
      if (request.method !== 'GET' || target.path.startsWith('/api/')) return false
      const pages = () => import('./session-pages.ts')
      const code = target.path === '/' ? target.query.get('code') : null
      // A browser that looks ahead would use up the code.
      const isAhead = request.headers['sec-purpose'] !== undefined
      if (target.path === FOREIGN_WORKER_PATH || isThroughWorker(request))
        (await pages()).sendForeignWorker(arrival)
      else if (code !== null && isTab(request) && !isAhead && codes.use(code, ''))
        (await pages()).sendSignIn(arrival, secrets.page, session.cookie)
      else if (code !== null && session.hasCookie(request))
        // Opened again, as from the history: the tab may have the secret still.
        response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end()
      else if (code !== null || target.path === NO_SESSION_PATH) (await pages()).sendNoSession(arrival)
      else return false
      return true
    },
    async sendAddress(session, { request, response, base }, limits) {
      const asked = addressSchema.safeParse(await readJson(request, limits))
      if (!asked.success) throw invalid('', 'Give a challenge of at most 100 characters, or none.')
      const { challenge = '', opening = false } = asked.data
      // A path of this machine is for no page.
      const made =
        opening && (session.hasToken(request) || session.hasProof(request))
          ? await newOpening(base)
          : { address: addressAt(base), path: null }
      const proof = proofOf(secrets.token, 'answers', challenge, made.address, made.path ?? '')
      sendJson(response, 200, { ok: true, output: { address: made.address, opening: made.path, proof } })
    },
    sendTicket({ response, target }) {
      const path = target.query.get('path') ?? ''
      if (!WITH_TICKET.test(path)) throw invalid('path', 'The path of an event stream or a file.')
      sendJson(response, 200, { ok: true, output: tickets.issue(path) })
    },
  }
}
