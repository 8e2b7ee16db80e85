import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from './loopback-server.ts'

/** What a script sends as `Authorization: Bearer …`; null for none. */
export const bearerOf = ({ headers }: IncomingMessage): string | null =>
  /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? null

/** A secret as it can be kept without giving it away: 256 random bits need no salt. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Compares with what was kept, in constant time. */
export function fitsDigest(given: string | null | undefined, digest: string): boolean {
  return given != null && timingSafeEqual(Buffer.from(digestOf(given)), Buffer.from(digest))
}
