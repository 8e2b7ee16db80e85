import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { DatabaseProblem } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { isLoopback } from '#backend/kernel/loopback/is-loopback.ts'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'

const ADDRESS = 'ECOMMERCE_ADMIN_DATABASE'
const PASSWORD = 'ECOMMERCE_ADMIN_DATABASE_PASSWORD'

type Environment = Record<string, string | undefined>

/** Whether the environment names a database for the own site. */
export const namesDatabase = (env: Environment): boolean => (env[ADDRESS] ?? '').trim() !== ''

/** What the environment says of the own site's database. */
export interface NamedDatabase {
  /** Null where none is named. */
  readonly database: PostgresTarget | null
  /** Without a database, of the one that was chosen in the settings. */
  readonly databasePassword: string | null
}

/**
 * The database that the environment names, which is removed from it: no program that this one starts needs the password.
 * @throws Refusal 'database.wrong-setting'
 */
export function takeDatabase(env: Environment): NamedDatabase {
  try {
    return { database: readDatabase(env), databasePassword: env[PASSWORD] || null }
  } finally {
    delete env[ADDRESS]
    delete env[PASSWORD]
  }
}

/**
 * Reads the address ourselves, since the driver's own reading lets an `sslmode` in it turn off the checks that this program
 * asks for. The server's certificate is checked, unless the server is on this computer and `sslmode=disable` says otherwise.
 * @throws Refusal 'database.wrong-setting'
 */
export function readDatabase(env: Environment): PostgresTarget | null {
  if (!namesDatabase(env)) return null
  const address = asAddress(env[ADDRESS] ?? '')
  const host = address.hostname.replace(/^\[|\]$/g, '')
  // Not a folder of sockets, nor several servers.
  if (!/^[\w.-]+$|^[\da-f:.]+$/i.test(host)) throw wrong('not-an-address')
  const [user, database] = [decoded(address.username), decoded(address.pathname.slice(1))]
  if (user === '') throw wrong('no-user')
  if (database === '' || database.includes('/')) throw wrong('no-database')
  const password = env[PASSWORD] || decoded(address.password)
  if (password === '') throw wrong('no-password')
  const port = address.port === '' ? USUAL_PORT : Number(address.port)
  return { host, port, database, user, password, tls: tlsOf(address.searchParams, host) }
}

const USUAL_PORT = 5432

function asAddress(text: string): URL {
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (!address || !/^postgres(ql)?:$/.test(address.protocol) || address.hash !== '')
    throw wrong('not-an-address')
  return address
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw wrong('not-an-address')
  }
}

function tlsOf(parameters: URLSearchParams, host: string): PostgresTarget['tls'] {
  const known = ['sslmode', 'sslrootcert']
  const unknown = [...parameters.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) throw wrong('unknown-parameter', unknown)
  const mode = parameters.get('sslmode') ?? 'verify-full'
  if (mode !== 'verify-full' && mode !== 'disable') throw wrong('unknown-tls', mode)
  if (mode === 'disable') {
    if (!isLoopback(host)) throw wrong('tls-needed', host)
    return false
  }
  const file = parameters.get('sslrootcert')
  return file === null ? {} : { ca: certificateIn(file) }
}

function certificateIn(file: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    new X509Certificate(text)
    return text
  } catch {
    throw wrong('no-certificate', basename(file))
  }
}

const LONGEST = 100

const wrong = (problem: DatabaseProblem, found = ''): Refusal =>
  new Refusal('database.wrong-setting', { problem, found: found.slice(0, LONGEST) })
