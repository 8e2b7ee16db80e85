import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type PostgresTarget, types } from '#backend/storage/postgres/server.ts'

/** Where Debian puts each version's programs (`build/system-packages.ts`). */
const VERSIONS = '/usr/lib/postgresql'
/** PostgreSQL runs for no root: then it is nobody, whom every system has. */
const NOBODY = 65_534

/** How the texts of a database are sorted and folded by what does not say it itself. */
export type Locale = 'C' | 'nb'

export interface TestDatabase {
  readonly target: PostgresTarget
  /** The server's own certificate, which nobody else trusts; it is for 127.0.0.1, and not for localhost. */
  readonly certificate: string
  /** Runs a statement as the owner of the server; answers with its rows. */
  run(statement: string): Promise<Record<string, unknown>[]>
  /** Removes it, with the connections to it. */
  drop(): Promise<unknown>
}

let server: Promise<RunningServer> | undefined
let databases = 0

/**
 * A new database in a server of this process: started with the first, it ends with the process, however that ends, and
 * leaves nothing behind.
 */
export async function newDatabase(locale: Locale = 'C'): Promise<TestDatabase> {
  server ??= startServer()
  const { target, certificate } = await server
  const database = `test_${++databases}`
  const sorting =
    locale === 'C' ? `LOCALE 'C'` : `LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE '${locale}'`
  await runIn(target, `CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8' ${sorting}`)
  const own = { ...target, database }
  return {
    target: own,
    certificate,
    run: (statement) => runIn(own, statement),
    drop: () => runIn(target, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  }
}

/** Runs a statement in any database of the server; answers with its rows. */
export async function runIn(
  { tls, ...target }: PostgresTarget,
  statement: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...target, ssl: tls, types })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

interface RunningServer {
  readonly target: PostgresTarget
  readonly certificate: string
  readonly data: string
}

/** A server of a test's own, which others do not miss while it is away. */
export interface OwnServer {
  readonly target: PostgresTarget
  /** Ends it at once, as a crash does. */
  crash(): Promise<void>
  /** Starts it again, where it was; it has recovered then. */
  start(): Promise<void>
}

export async function startOwnServer(): Promise<OwnServer> {
  const { target, data } = await startServer()
  return {
    target,
    async crash() {
      const stop = launch(program('pg_ctl'), ['stop', '-w', '-m', 'immediate', '-D', data])
      const [code] = await once(stop, 'exit')
      if (code !== 0) throw new Error(`pg_ctl ended with ${code}`)
    },
    start: () => run(data, target.port),
  }
}

async function startServer(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'))
  if (isRoot) await chown(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  const arguments_ = ['--no-sync', '-A', 'trust', '-U', 'tester', '-E', 'UTF8', '--locale=C', '-D', data]
  const [code] = await once(launch(program('initdb'), arguments_), 'exit')
  if (code !== 0) throw new Error(`initdb ended with ${code}`)
  const certificate = await makeCertificate(data)
  const port = await freePort()
  await run(data, port)
  const target = {
    host: '127.0.0.1',
    port,
    database: 'postgres',
    user: 'tester',
    password: 'none',
    tls: false as const,
  }
  return { target, certificate, data }
}

const run = (data: string, port: number): Promise<void> =>
  untilReady(
    launch('/bin/sh', [
      '-c',
      KEEP,
      dirname(data),
      program('postgres'),
      ...['-D', data, '-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'max_connections=150', '-c', 'ssl=on'],
    ]),
  )

/** Where the server looks for it, with its key, as the user that it runs as. */
async function makeCertificate(data: string): Promise<string> {
  const [key, certificate] = [join(data, 'server.key'), join(data, 'server.crt')]
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const named = ['-subj', '/CN=test', '-addext', 'subjectAltName=IP:127.0.0.1']
  const [code] = await once(
    launch('openssl', [...made, ...named, '-keyout', key, '-out', certificate]),
    'exit',
  )
  if (code !== 0) throw new Error(`openssl ended with ${code}`)
  return await readFile(certificate, 'utf8')
}

/** Runs the server until this process, which holds the other end of its input, has ended; then removes its folder. */
const KEEP = '"$@" & server=$!; cat > /dev/null; kill -QUIT $server; wait $server; rm -rf "$0"'

const isRoot = process.getuid?.() === 0

const launch = (command: string, args: readonly string[]): ChildProcess =>
  spawn(command, args, {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  })

/** @throws Error that says which package is missing */
function program(name: string): string {
  // A folder with the programs of another version, for a run by hand.
  const other = process.env.TEST_POSTGRES
  if (other) return join(other, name)
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : []
  const newest = versions.map(Number).sort((one, other) => other - one)[0]
  const path = join(VERSIONS, String(newest), 'bin', name)
  if (!existsSync(path)) throw new Error('these tests need the system package postgresql')
  return path
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  listener.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Ends when the server takes connections. From then on it does not keep this process from ending. */
async function untilReady(child: ChildProcess): Promise<void> {
  const { stdin, stderr } = child
  let said = ''
  await new Promise<void>((resolve, reject) => {
    stderr?.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error(`PostgreSQL has not started: ${said}`)))
  })
  for (const held of [child, stdin, stderr]) (held as { unref(): void } | null)?.unref()
}
