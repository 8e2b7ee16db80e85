import { scrypt } from 'node:crypto'
import { z } from 'zod'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import { KEY_BYTES, openBytes, sealBytes, wipe } from './sealed-bytes.ts'
import type { Seal } from './seal.ts'

/** scrypt as OWASP advises it (2^17, 8, 1): 128 MB and some tenths of a second for each guess. */
const COST = { n: 2 ** 17, r: 8, p: 1 } as const
const SALT_BYTES = 16
const NAME = 'key of the secret box, by passphrase, 1'

/** The bounds keep an altered file from making the program work for hours or take all memory. */
const wrappedSchema = z.strictObject({
  n: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(8).max(16),
  p: z.int().min(1).max(4),
  salt: z.base64(),
  sealed: z.base64(),
})

/** Seals the box's key by a key made of a passphrase. */
export function passphraseSeal(random: RandomSource, passphrase: string): Seal {
  return {
    kind: 'passphrase',
    async wrap(key) {
      const salt = Buffer.from(random.bytes(SALT_BYTES))
      return await withDerived(passphrase, salt, COST, (derived) =>
        JSON.stringify({
          ...COST,
          salt: salt.toString('base64'),
          sealed: sealBytes(random, derived, NAME, key),
        }),
      )
    },
    async unwrap(wrapped) {
      const { salt, sealed, ...cost } = wrappedSchema.parse(JSON.parse(wrapped))
      return await withDerived(passphrase, Buffer.from(salt, 'base64'), cost, (derived) =>
        openBytes(derived, NAME, sealed),
      )
    },
  }
}

async function withDerived<T>(
  passphrase: string,
  salt: Buffer,
  { n, r, p }: { n: number; r: number; p: number },
  use: (derived: Buffer) => T,
): Promise<T> {
  // The same letters typed on another system can come in another form.
  const typed = Buffer.from(passphrase.normalize('NFKC'), 'utf8')
  const options = { N: n, r, p, maxmem: 256 * n * r }
  const derived = await new Promise<Buffer>((resolve, reject) =>
    scrypt(typed, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key))),
  ).finally(() => wipe(typed))
  try {
    return use(derived)
  } finally {
    wipe(derived)
  }
}
