import { Refusal } from '#shared/contract/refusal.ts'
import type { SecretsState } from '#shared/contract/secrets.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import type { Keychain, RandomSource } from '#backend/kernel/dependencies.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import type { StoredBox } from '#backend/storage/secrets.ts'
import type { KeyRing } from './key-ring.ts'
import { keychainSeal } from './keychain-seal.ts'
import { passphraseSeal } from './passphrase-seal.ts'
import { KEY_BYTES, NotSealedHere, wipe } from './sealed-bytes.ts'

export interface SecretBoxDependencies {
  readonly random: RandomSource
  readonly keychain: Keychain
  readonly ring: KeyRing
}

/**
 * The box of a site; undefined where there is none, or one under the keychain with nothing in it: the next password gets
 * another one, so that a keychain that is gone stops nobody.
 */
export async function boxOf({ storage }: OpenSite): Promise<StoredBox | undefined> {
  const box = await storage.secrets.box()
  return box?.seal === 'keychain' && (await storage.secrets.count()) === 0 ? undefined : box
}

/**
 * Before anything is sealed: the box is still the one whose key is known, by how that is wrapped. Another program that uses
 * the same database may have put another one in its place, which the key would not open.
 * @throws Refusal 'secrets.locked', 'secrets.unprotected'
 */
export async function requireBox(tx: Transaction, wrapped: string | undefined): Promise<void> {
  const now = await tx.secrets.box()
  if (now?.wrapped === wrapped) return
  throw now ? new Refusal('secrets.locked', { seal: now.seal }) : new Refusal('secrets.unprotected', {})
}

/** The key in memory, or from the keychain, unless the person locked it. @throws Refusal 'secrets.locked' */
export async function neededKey(
  parts: SecretBoxDependencies,
  site: OpenSite,
  box: StoredBox,
): Promise<Buffer> {
  const { ring } = parts
  const known = ring.get(site.kind, box.wrapped)
  if (known) return known
  const ask = box.seal === 'keychain' && !ring.isLocked(site.kind)
  const key = ask ? await askKeychain(parts, site.kind, box) : undefined
  if (!key) throw new Refusal('secrets.locked', { seal: box.seal })
  return ring.keep(site.kind, key, box.wrapped)
}

/** The key from the keychain, whose answer is remembered; undefined where it does not give it. */
async function askKeychain(
  { keychain, ring }: SecretBoxDependencies,
  kind: SiteKind,
  box: StoredBox,
): Promise<Buffer | undefined> {
  if (!(await keychain.available())) return undefined
  const key = await keychainSeal(keychain).unwrap(box.wrapped).catch(noKey)
  ring.note(kind, box.wrapped, key !== undefined)
  return key
}

/**
 * Why the keychain does not open the box, which is found out by trying: once where it does. While a person has locked
 * the box it is not asked.
 */
export async function keychainProblem(
  parts: SecretBoxDependencies,
  kind: SiteKind,
  box: StoredBox,
): Promise<SecretsState['keychainProblem']> {
  const { ring, keychain } = parts
  if (box.seal !== 'keychain' || ring.get(kind, box.wrapped)) return null
  if (!(await keychain.available())) return 'missing'
  const noted = ring.noted(kind, box.wrapped)
  if (ring.isLocked(kind)) return noted === false ? 'other' : null
  if (noted) return null
  const key = await askKeychain(parts, kind, box)
  if (!key) return 'other'
  wipe(key)
  return null
}

/** The key, from a passphrase that a person typed. @throws Refusal 'secrets.wrong-passphrase' */
export async function keyByPassphrase(
  random: RandomSource,
  box: StoredBox,
  passphrase: string,
): Promise<Buffer> {
  const key = await passphraseSeal(random, passphrase).unwrap(box.wrapped).catch(noKey)
  if (!key) throw new Refusal('secrets.wrong-passphrase', {})
  return key
}

/** The key, from the keychain. @throws Refusal 'secrets.keychain-unavailable' */
export async function keyByKeychain(
  parts: SecretBoxDependencies,
  kind: SiteKind,
  box: StoredBox,
): Promise<Buffer> {
  const key = await askKeychain(parts, kind, box)
  if (!key) throw new Refusal('secrets.keychain-unavailable', {})
  return key
}

/** The box of a site that has none yet, under the keychain. @throws Refusal 'secrets.unprotected' where there is none */
export async function firstBox({
  random,
  keychain,
}: SecretBoxDependencies): Promise<{ key: Buffer; box: StoredBox }> {
  const unprotected = new Refusal('secrets.unprotected', {})
  if (!(await keychain.available())) throw unprotected
  const key = Buffer.from(random.bytes(KEY_BYTES))
  const wrapped = await keychainSeal(keychain).wrap(key).catch(noKey)
  if (wrapped === undefined) throw unprotected
  return { key, box: { seal: 'keychain', wrapped } }
}

function noKey(error: unknown): undefined {
  if (error instanceof NotSealedHere) return undefined
  throw error
}
