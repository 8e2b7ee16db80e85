import { bearerOf } from '#backend/kernel/loopback/bearer.ts'
import type { IncomingMessage } from '#backend/kernel/loopback/loopback-server.ts'
import type { Target } from '#backend/kernel/loopback/target.ts'
import { SECRET_HEADER } from '#shared/browser-session.ts'
import type { OneUse } from './one-use.ts'
import { isSame, proofOf, type SessionSecrets } from './secrets.ts'

/** Whether a request is allowed, or why not. Its Host has been checked by then. */
export type Access = 'allowed' | 'wrong-origin' | 'no-session'

/** One start of the host: who may use it. */
export interface Session {
  /** `Set-Cookie` for the page that came with a code. */
  readonly cookie: string
  /** True for a request that comes from another page; known before anything looks at what it asks. */
  isForeign(request: IncomingMessage): boolean
  hasCookie(request: IncomingMessage): boolean
  /** A script's token: true where it is right. */
  hasToken(request: IncomingMessage): boolean
  /** Another start on the same data folder: true where it shows that it knows the token, which it keeps to itself. */
  hasProof(request: IncomingMessage): boolean
  /**
   * No other page. A script's token, another start's proof where it asks for an address, or the cookie; under `/api/` the page's secret beside it, in a header or as an
   * address that works once.
   */
  checkAccess(request: IncomingMessage, target: Target): Access
}

const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE']

/** A browser says so of the document of a tab; others than browsers say nothing. */
export const isTab = ({ headers }: IncomingMessage): boolean =>
  (headers['sec-fetch-dest'] ?? 'document') === 'document' &&
  (headers['sec-fetch-mode'] ?? 'navigate') === 'navigate'

/** A service worker that asks for the document in the tab's place. */
export const isThroughWorker = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'empty'

export function createSession(port: number, secrets: SessionSecrets, tickets: OneUse): Session {
  const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
  // Cookies know no ports: a second host on this machine must not push this one out.
  const name = `ecommerce-admin-${port}`

  const fromCookie = (request: IncomingMessage): string | null =>
    (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? null
  const hasCookie = (request: IncomingMessage) => isSame(fromCookie(request), secrets.cookie)
  const hasToken = (request: IncomingMessage) => isSame(bearerOf(request), secrets.token)
  const hasProof = ({ headers }: IncomingMessage) => {
    const [, challenge, proof] = /^Proof (\S+) (\S+)$/.exec(headers.authorization ?? '') ?? []
    return challenge !== undefined && isSame(proof, proofOf(secrets.token, 'asks', challenge))
  }
  const hasPageSecret = ({ headers }: IncomingMessage, { path, query }: Target) => {
    const given = headers[SECRET_HEADER.toLowerCase()]
    return typeof given === 'string' ? isSame(given, secrets.page) : tickets.use(query.get('once'), path)
  }
  /** A link may lead to the page from anywhere: a tab of its own sees nothing of it. */
  const isFromElsewhere = (request: IncomingMessage) =>
    ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site'])) && !isTab(request)
  const isForeign = (request: IncomingMessage) => {
    const { origin } = request.headers
    return (origin !== undefined && !origins.includes(origin)) || isFromElsewhere(request)
  }
  /** A page says where it comes from when it changes something. */
  const isUnsaid = ({ method = '', headers }: IncomingMessage) =>
    CHANGING.includes(method) && headers.origin === undefined

  return {
    cookie: `${name}=${secrets.cookie}; HttpOnly; SameSite=Strict; Path=/`,
    isForeign,
    hasCookie,
    hasToken,
    hasProof,
    checkAccess(request, target) {
      if (isForeign(request)) return 'wrong-origin'
      if (target.path === '/api/address' && hasProof(request)) return 'allowed'
      if (bearerOf(request) !== null) return hasToken(request) ? 'allowed' : 'no-session'
      if (!hasCookie(request)) return 'no-session'
      if (!target.path.startsWith('/api/')) return 'allowed'
      if (!hasPageSecret(request, target)) return 'no-session'
      return isUnsaid(request) ? 'wrong-origin' : 'allowed'
    },
  }
}
