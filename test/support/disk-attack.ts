import { execFileSync } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { passphraseSeal } from '#backend/areas/secrets/passphrase-seal.ts'
import { openBytes } from '#backend/areas/secrets/sealed-bytes.ts'
import { seededRandom } from './parts.ts'
import { everyFile } from './search-files.ts'

/**
 * A copy of a folder as it is at the moment, by another process: this one would end the locks on a database that it has
 * open itself by reading the files.
 */
export async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'ecommerce-admin-copy-'))
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  return copy
}

const WRAPPED_KEY = /\{"n":\d+,"r":\d+,"p":\d+,"salt":"[\w+/=]+","sealed":"[\w+/=]+"\}/g
/** As a row has them, one behind the other: the name of a secret, and what is sealed. */
const SEALED = /([a-z-]+\.[0-9a-f]{24})([\w+/]{36,}={0,2})/g

/**
 * What somebody with the folder and a passphrase gets: every wrapped key in any file is tried with the passphrase, and
 * every sealed secret with each key that this gives.
 */
export async function openedBy(passphrase: string, folder: string): Promise<Set<string>> {
  const files = (await everyFile(folder)).map(({ bytes }) => bytes.toString('latin1'))
  const seal = passphraseSeal(seededRandom(), passphrase)
  const wrapped = new Set(files.flatMap((text) => text.match(WRAPPED_KEY) ?? []))
  const keys = await Promise.all([...wrapped].map((one) => seal.unwrap(one).catch(() => undefined)))
  const opened = new Set<string>()
  for (const text of files)
    for (const [, name = '', sealed = ''] of text.matchAll(SEALED))
      for (const key of keys) for (const plain of key ? plainOf(key, name, sealed) : []) opened.add(plain)
  return opened
}

/** In its page the bytes before a name can look like a part of it, and those behind what is sealed like a part of that. */
function* plainOf(key: Buffer, name: string, sealed: string): Generator<string> {
  for (let start = 0; start <= name.length - 25; start += 1)
    for (let end = sealed.length; end >= 36; end -= 1)
      if (end % 4 === 0)
        try {
          yield openBytes(key, name.slice(start), sealed.slice(0, end)).toString('utf8')
        } catch {
          // Not this one.
        }
}
