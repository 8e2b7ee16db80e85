import { createMutex } from '#backend/kernel/mutex.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { SecretsState } from '#shared/contract/secrets.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { createKeyRing } from './key-ring.ts'
import {
  type SecretBoxDependencies,
  boxOf,
  firstBox,
  keyByKeychain,
  keyByPassphrase,
  keychainProblem,
  neededKey,
  requireBox,
} from './open-key.ts'
import { passphraseSeal } from './passphrase-seal.ts'
import { KEY_BYTES, openBytes, sealBytes, wipe } from './sealed-bytes.ts'
import type { SecretTarget } from './secret-target.ts'

/** Seals a secret inside a transaction, for one target only, and answers with its name. */
export type PutSecret = (
  tx: Transaction,
  group: string,
  secret: string,
  target: SecretTarget,
) => Promise<string>

/** Something recorded in the same transaction as a change of the box. */
export type Record = (tx: Transaction, passwords: number) => Promise<void>

/**
 * The secrets of the sites: a random key seals each of them, the keychain or a passphrase seals the key. The key is in
 * memory from the first use of a run until it is locked, and is then filled with zeros.
 */
export interface SecretBox {
  state(site: OpenSite): Promise<SecretsState>
  /** @throws Refusal 'secrets.has-passphrase', 'secrets.locked', 'secrets.keychain-unavailable' */
  setPassphrase(site: OpenSite, passphrase: string, record: Record): Promise<void>
  /** @throws Refusal 'secrets.wrong-passphrase', 'secrets.locked' (by the other seal), 'secrets.keychain-unavailable' */
  unlock(site: OpenSite, passphrase: string | undefined): Promise<void>
  lock(kind: SiteKind): Promise<void>
  /** @throws Refusal 'secrets.no-passphrase', 'secrets.wrong-passphrase' */
  changePassphrase(site: OpenSite, current: string, next: string, record: Record): Promise<void>
  /** Answers how many secrets are gone. @throws Refusal 'secrets.count-moved' */
  forget(site: OpenSite, expect: number, record: Record): Promise<number>
  /**
   * Runs `work`, which may put secrets, while the box is open; nothing else happens to the box meanwhile.
   * @throws Refusal 'secrets.unprotected', 'secrets.locked'
   */
  putting<T>(site: OpenSite, work: (put: PutSecret) => Promise<T>): Promise<T>
  /**
   * Hands the plain secret to `work` and wipes it afterwards. `target` is what it is about to be used for: the only way
   * to a secret, so here it is refused for anything but what it was stored for.
   * @throws Refusal 'secrets.other-target', 'secrets.locked'
   */
  use<T>(site: OpenSite, name: string, target: SecretTarget, work: (secret: Buffer) => Promise<T>): Promise<T>
  /** The site's database is another one now: its key is of no use any more. */
  dropKey(kind: SiteKind): Promise<void>
  /** At the end of the run. */
  close(): Promise<void>
}

export function createSecretBox(given: Omit<SecretBoxDependencies, 'ring'>): SecretBox {
  const ring = createKeyRing()
  const parts: SecretBoxDependencies = { ...given, ring }
  const { random } = parts
  /** One thing at a time: a key that is being replaced is not used meanwhile. */
  const { run: alone } = createMutex()

  return {
    state: (site) => alone(() => stateOf(parts, site)),

    setPassphrase: (site, passphrase, record) =>
      alone(async () => {
        const box = await boxOf(site)
        if (box?.seal === 'passphrase') throw new Refusal('secrets.has-passphrase', {})
        const old = box && (await neededKey(parts, site, box))
        await reseal(parts, site, old, passphrase, record)
      }),

    unlock: (site, passphrase) =>
      alone(async () => {
        const box = await boxOf(site)
        const wanted = passphrase === undefined ? 'keychain' : 'passphrase'
        if (!box) throw new Refusal('secrets.no-passphrase', {})
        if (box.seal !== wanted) throw new Refusal('secrets.locked', { seal: box.seal })
        const key =
          passphrase === undefined
            ? await keyByKeychain(parts, site.kind, box)
            : await keyByPassphrase(random, box, passphrase)
        ring.keep(site.kind, key, box.wrapped)
      }),

    lock: (kind) => alone(async () => ring.lock(kind)),

    changePassphrase: (site, current, next, record) =>
      alone(async () => {
        const box = await boxOf(site)
        if (box?.seal !== 'passphrase') throw new Refusal('secrets.no-passphrase', {})
        const old = await keyByPassphrase(random, box, current)
        await reseal(parts, site, old, next, record).finally(() => wipe(old))
      }),

    forget: (site, expect, record) =>
      alone(async () => {
        const gone = await site.storage.transaction('secrets.forget', async (tx) => {
          const now = await tx.secrets.count()
          if (now !== expect) throw new Refusal('secrets.count-moved', { planned: expect, now })
          await tx.secrets.dropAll()
          await record(tx, now)
          return now
        })
        ring.drop(site.kind)
        return gone
      }),

    putting: (site, work) =>
      alone(async () => {
        const known = await boxOf(site)
        const before = (await site.storage.secrets.box())?.wrapped
        const { key, box } = known
          ? { key: await neededKey(parts, site, known), box: undefined }
          : await firstBox(parts)
        let used = false
        const put: PutSecret = async (tx, group, secret, target) => {
          await requireBox(tx, box && used ? box.wrapped : before)
          if (box && !used) await tx.secrets.writeBox(box)
          used = true
          const name = `${group}${Buffer.from(random.bytes(12)).toString('hex')}`
          const plain = Buffer.from(secret, 'utf8')
          await tx.secrets.insert({ name, sealed: sealBytes(random, key, name, plain), target })
          wipe(plain)
          return name
        }
        const done = await work(put).catch((error: unknown) => {
          if (box) wipe(key)
          throw error
        })
        if (used) ring.keep(site.kind, key, (box ?? known)?.wrapped ?? '')
        else if (box) wipe(key)
        return done
      }),

    async use(site, name, target, work) {
      const plain = await alone(async () => {
        const box = await boxOf(site)
        const secret = await site.storage.secrets.find(name)
        if (!box || !secret) throw new Error('no such secret')
        if (secret.target !== target) throw new Refusal('secrets.other-target', {})
        return openBytes(await neededKey(parts, site, box), name, secret.sealed)
      })
      return await work(plain).finally(() => wipe(plain))
    },

    dropKey: (kind) => alone(async () => ring.drop(kind)),
    close: () => alone(async () => ring.dropAll()),
  }
}

async function stateOf(parts: SecretBoxDependencies, site: OpenSite): Promise<SecretsState> {
  const { keychain, ring } = parts
  const box = await boxOf(site)
  const problem = box ? await keychainProblem(parts, site.kind, box) : null
  const isOpen =
    (box && ring.get(site.kind, box.wrapped) !== undefined) ||
    (box?.seal === 'keychain' && problem === null && !ring.isLocked(site.kind))
  return {
    seal: box?.seal ?? null,
    locked: box !== undefined && !isOpen,
    keychain: await keychain.available(),
    keychainProblem: problem,
    passwords: await site.storage.secrets.count(),
  }
}

/** Every secret under a new key, the new key under the passphrase: one transaction, so it is all old or all new. */
async function reseal(
  { random, ring }: SecretBoxDependencies,
  site: OpenSite,
  old: Buffer | undefined,
  passphrase: string,
  record: Record,
): Promise<void> {
  const next = Buffer.from(random.bytes(KEY_BYTES))
  const wrapped = await passphraseSeal(random, passphrase).wrap(next)
  const before = (await site.storage.secrets.box())?.wrapped
  const write = async (tx: Transaction): Promise<void> => {
    await requireBox(tx, before)
    const secrets = await tx.secrets.list()
    const resealed = secrets.map(({ name, sealed }) => {
      if (!old) throw new Error('secrets without a key')
      const plain = openBytes(old, name, sealed)
      const again = sealBytes(random, next, name, plain)
      wipe(plain)
      return { name, sealed: again }
    })
    await tx.secrets.reseal(resealed)
    await tx.secrets.writeBox({ seal: 'passphrase', wrapped })
    await record(tx, secrets.length)
  }
  await site.storage.transaction('secrets.reseal', write).catch((error: unknown) => {
    wipe(next)
    throw error
  })
  ring.keep(site.kind, next, wrapped)
}
