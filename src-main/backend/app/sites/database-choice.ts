import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { Refusal } from '#shared/contract/refusal.ts'
import { databaseAddressSchema } from '#shared/contract/storage-place.ts'
import type { Keychain } from '#backend/kernel/dependencies.ts'
import { fileErrorCode } from '#backend/kernel/files/file-reason.ts'
import { asFolderRefusal } from '#backend/kernel/files/storage-refusal.ts'
import { writePrivately } from '#backend/kernel/files/write-privately.ts'
import { isLoopback } from '#backend/kernel/loopback/is-loopback.ts'
import type { DatabaseTarget } from '#backend/storage/storage-places.ts'
import { choicePath } from './has-choice.ts'

/** What a person chose in the settings, as it is kept in the data folder. */
const choiceSchema = databaseAddressSchema
  .extend({
    certificate: z.string().max(1_000_000).nullable(),
    /** The password with the address that it is for, sealed by the keychain; null where there is none. */
    sealed: z.base64().max(100_000).nullable(),
  })
  .refine(({ tls, host }) => tls || isLoopback(host))
export type DatabaseChoice = z.output<typeof choiceSchema>

const sealedSchema = z.strictObject({ for: z.string(), password: z.string().min(1) })

/** The names of the path to the choice that the program makes: the data folder's, and its own. */
const MADE = 2

/**
 * Null where the site is in the folder. What is there and cannot be read is no choice of the folder: another site would be
 * opened than the person's.
 * @throws Refusal 'database.wrong-setting'; 'storage.unavailable' where the data folder cannot be read
 */
export async function readChoice(dataFolder: string): Promise<DatabaseChoice | null> {
  const path = choicePath(dataFolder)
  try {
    return choiceSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === 'ENOENT') return null
    if (code !== undefined) throw asFolderRefusal(error, { path, place: 'data' }, MADE)
    throw new Refusal('database.wrong-setting', { problem: 'bad-choice', found: '' })
  }
}

/** Keeps the choice, with the password where the keychain seals it. */
export async function keepChoice(
  dataFolder: string,
  { password, tls, host, port, database, user }: DatabaseTarget,
  keychain: Keychain,
): Promise<DatabaseChoice> {
  const address = { host, port, database, user, tls: tls !== false, certificate: (tls && tls.ca) || null }
  const choice: DatabaseChoice = {
    ...address,
    sealed: await seal(keychain, { for: nameOf(address), password }),
  }
  await writePrivately(choicePath(dataFolder), `${JSON.stringify(choice, null, 2)}\n`)
  return choice
}

export const dropChoice = (dataFolder: string): Promise<void> => rm(choicePath(dataFolder), { force: true })

/** The chosen database without its password. */
export const addressOf = ({
  host,
  port,
  database,
  user,
  tls,
  certificate,
}: DatabaseChoice): Omit<DatabaseTarget, 'password'> => ({
  host,
  port,
  database,
  user,
  tls: tls && (certificate === null ? {} : { ca: certificate }),
})

/**
 * The password that was kept for this address; null where the keychain does not open it, or it is for another one: an
 * altered file must not send it elsewhere.
 */
export async function keptPassword(choice: DatabaseChoice, keychain: Keychain): Promise<string | null> {
  if (choice.sealed === null) return null
  try {
    const opened = await keychain.unseal(Buffer.from(choice.sealed, 'base64'))
    const kept = sealedSchema.parse(JSON.parse(Buffer.from(opened).toString('utf8')))
    opened.fill(0)
    return kept.for === nameOf(choice) ? kept.password : null
  } catch {
    return null
  }
}

async function seal(keychain: Keychain, secret: z.output<typeof sealedSchema>): Promise<string | null> {
  if (!(await keychain.available())) return null
  const plain = Buffer.from(JSON.stringify(secret), 'utf8')
  try {
    return Buffer.from(await keychain.seal(plain)).toString('base64')
  } catch {
    // A keychain that was locked meanwhile keeps nothing.
    return null
  } finally {
    plain.fill(0)
  }
}

const nameOf = ({ host, port, database, user, tls, certificate }: Omit<DatabaseChoice, 'sealed'>): string =>
  JSON.stringify([host, port, database, user, tls, certificate])
