import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from '#backend/kernel/loopback/loopback-server.ts'

/** Whether a request is allowed, or why not. Its Host has been checked by then. */
export type Access = 'allowed' | 'wrong-origin' | 'no-session'

/** One start of the host: its secret, and who may use it. */
export interface Session {
  readonly token: string
  /** `Set-Cookie` for the page that came with the token. */
  readonly cookie: string
  hasToken(given: string | null): boolean
  /** True for a request that says it comes from another page; known before anything looks at what it asks. */
  isForeign(request: IncomingMessage): boolean
  /** Origin (no other page), then cookie or bearer. */
  checkAccess(request: IncomingMessage): Access
}

/** Compares in constant time, whatever the lengths. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE']

export const newToken = (): string => randomBytes(32).toString('base64url')
/** Distinguishes one start of the host from others; no secret. */
export const newStartId = (): string => randomBytes(6).toString('hex')

export function createSession(port: number, token: string): Session {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  // Cookies know no ports: a second host on this machine must not push this one out.
  const name = `ecommerce-admin-${port}`

  const fromCookie = (request: IncomingMessage): string | null =>
    (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? null
  const fromBearer = (request: IncomingMessage): string | null =>
    /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
  const hasToken = (given: string | null) => given !== null && same(given, token)

  const isForeign = ({ headers: { origin } }: IncomingMessage) =>
    origin !== undefined && !hosts.some((host) => origin === `http://${host}`)
  /** A page says where it comes from when it changes something; a script says nothing, but has the bearer. */
  const isUnsaid = (request: IncomingMessage) =>
    CHANGING.includes(request.method ?? '') &&
    request.headers.origin === undefined &&
    fromBearer(request) === null

  return {
    token,
    cookie: `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`,
    hasToken,
    isForeign,
    checkAccess(request) {
      if (isForeign(request)) return 'wrong-origin'
      if (!hasToken(fromBearer(request) ?? fromCookie(request))) return 'no-session'
      return isUnsaid(request) ? 'wrong-origin' : 'allowed'
    },
  }
}
