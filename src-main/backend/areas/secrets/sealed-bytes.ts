import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { RandomSource } from '#backend/kernel/dependencies.ts'

/** AES-256-GCM with a random 96-bit nonce and the whole 128-bit tag (NIST SP 800-38D). */
const CIPHER = 'aes-256-gcm'
export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Thrown where the key is another one, or what was sealed has been changed or moved to another name. */
export class NotSealedHere extends Error {
  constructor() {
    super('not sealed by this key for this name')
    this.name = 'NotSealedHere'
  }
}

/**
 * Seals `plain` for `name`: nonce, tag, sealed bytes, as base64. The name is bound to it, so that nobody can put one
 * secret in the place of another.
 */
export function sealBytes(random: RandomSource, key: Buffer, name: string, plain: Buffer): string {
  const nonce = Buffer.from(random.bytes(NONCE_BYTES))
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(name, 'utf8'))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** The plain bytes; the caller wipes them. @throws NotSealedHere */
export function openBytes(key: Buffer, name: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new NotSealedHere()
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(name, 'utf8'))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const first = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
  try {
    const rest = decipher.final()
    if (rest.length === 0) return first
    const whole = Buffer.concat([first, rest])
    wipe(first, rest)
    return whole
  } catch {
    wipe(first)
    throw new NotSealedHere()
  }
}

/** Fills with zeros. What JavaScript keeps as a string cannot be wiped, so secrets are bytes wherever they are ours. */
export function wipe(...buffers: readonly Uint8Array[]): void {
  for (const buffer of buffers) buffer.fill(0)
}
