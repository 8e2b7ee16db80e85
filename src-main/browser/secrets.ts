import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { digestOf, fitsDigest } from '#backend/kernel/loopback/bearer.ts'

/** What opens one start of the host. None follows from another. */
export const sessionSecretsSchema = z.object({
  /** In the cookie, which browsers send to every port of this machine: it opens nothing but the page. */
  cookie: z.string().min(40),
  /** Kept by the page, and sent beside the cookie. */
  page: z.string().min(40),
  /** For scripts; it is enough by itself. */
  token: z.string().min(40),
})
export type SessionSecrets = z.output<typeof sessionSecretsSchema>

export const newSecret = (): string => randomBytes(32).toString('base64url')

export const newSessionSecrets = (): SessionSecrets => ({
  cookie: newSecret(),
  page: newSecret(),
  token: newSecret(),
})

/** Distinguishes one start of the host from others; no secret. */
export const newStartId = (): string => randomBytes(6).toString('hex')

/** Compares in constant time, whatever the lengths. */
export function isSame(given: string | null | undefined, secret: string): boolean {
  return fitsDigest(given, digestOf(secret))
}

/** Shows that whoever asks, or answers with these texts, knows the token, without giving the token. */
export const proofOf = (token: string, who: 'asks' | 'answers', ...said: readonly string[]): string =>
  createHmac('sha256', token)
    .update(JSON.stringify([who, ...said]))
    .digest('hex')
