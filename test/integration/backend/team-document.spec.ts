import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inRoot } from '../../../build/paths.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { newDatabase, runIn, type TestDatabase } from '../../support/postgres.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'

/** The statements and commands of docs/team.md, as whoever runs the database runs them. */
const page = readFileSync(inRoot('docs/team.md'), 'utf8')
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text)
const statements = blocks('sql').map((text) => ({
  isInside: text.startsWith('-- in the database ecommerce'),
  each: text
    .replace(/^--.*$/gm, '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
}))

let server: TestDatabase
const target = (user: string, database = 'ecommerce') => ({ ...server.target, database, user })
const startAs = (user: string, database?: string) =>
  startTestBackend({ parts: { database: target(user, database) } })
const runBlock = async ({ isInside, each }: (typeof statements)[number]) => {
  const where = isInside ? target('tester') : server.target
  for (const statement of each) await runIn(where, statement)
}

beforeAll(async () => {
  server = await newDatabase()
})
afterAll(() => server.drop())

it('makes a database in which persons share a site, and one may only read it', async () => {
  const leaving = statements.find(({ each }) => each.some((one) => one.startsWith('DROP ROLE')))
  const first = statements.filter((block) => block !== leaving && !/revisor/.test(block.each.join()))
  expect(first).toHaveLength(3)
  for (const block of first) await runBlock(block)
  for (const statement of first[2]?.each ?? [])
    await runIn(server.target, statement.replaceAll('kari', 'ola'))

  const kari = await startAs('kari')
  await createCodes(kari, creationOf({}, 3))
  for (const block of statements.filter(({ each }) => /revisor/.test(each.join()))) await runBlock(block)

  // Whoever made the tables, they are of the role that all have taken on.
  const owners = await runIn(
    target('tester'),
    `SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'`,
  )
  expect(owners).toEqual([{ tableowner: 'ecommerce' }])
  const ola = await startAs('ola')
  await createCodes(ola, creationOf({}, 2))
  const revisor = await startAs('revisor')
  expect((await pickAll(revisor)).count).toBe(5)
  expect(await failureOf(revisor.api.site.update({ name: 'Changed' }))).toBe('database.read-only-user')
  // A table that a later version makes can be read as well.
  await runIn(target('ola'), 'CREATE TABLE later (id int)')
  expect(await runIn(target('revisor'), 'SELECT * FROM later')).toEqual([])
  await runIn(target('ola'), 'DROP TABLE later')
  // Nobody else gets in.
  await runIn(server.target, 'CREATE ROLE stranger LOGIN')
  const stranger = await startAs('stranger')
  expect((await stranger.api.recovery.state({})).open).toBeNull()

  for (const backend of [kari, ola, revisor, stranger]) await backend.stop()
  if (leaving) await runBlock(leaving)
  expect(await runIn(server.target, `SELECT 1 FROM pg_roles WHERE rolname = 'kari'`)).toEqual([])
})

it('cancels what a person whose sessions take on the role is doing', async () => {
  const ola = await startAs('ola')
  await createCodes(ola, creationOf({}, 10))
  const holder = await import('pg').then(
    ({ default: pg }) => new pg.Client({ ...target('tester'), ssl: false }),
  )
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE promo_code IN SHARE MODE')
  const { jobId } = await ola.api.promo.create({ creation: creationOf({}, 10), expect: { codes: 10 } })
  await ola.api.jobs.cancel({ jobId })
  const end = await ola.api.jobs.wait({ jobId })
  expect(end).toMatchObject({ state: 'failed', error: { code: 'job.cancelled' } })
  await holder.end()
  await ola.stop()
})

it('is dumped and restored by the commands of the page', async () => {
  const [dump = '', restore = ''] = blocks('sh').map((text) => text.trim())
  const folder = await newFolder()
  await runIn(
    server.target,
    `CREATE DATABASE ecommerce_restored OWNER ecommerce TEMPLATE template0 ENCODING 'UTF8'`,
  )
  await runIn(target('tester', 'ecommerce_restored'), 'ALTER SCHEMA public OWNER TO ecommerce')
  await runIn(server.target, `ALTER ROLE ola IN DATABASE ecommerce_restored SET role = 'ecommerce'`)
  await run(dump, { folder, user: 'ola' })
  await run(restore, { folder, user: 'ola' })
  const [before, after] = [await startAs('ola'), await startAs('ola', 'ecommerce_restored')]
  expect((await after.api.site.get({})).id).toBe((await before.api.site.get({})).id)
  expect((await pickAll(after)).count).toBe((await pickAll(before)).count)
  await createCodes(after, creationOf({}, 1))
  await before.stop()
  await after.stop()
  await rm(folder, { recursive: true })
})

async function run(command: string, { folder, user }: { folder: string; user: string }): Promise<void> {
  const [program = '', ...args] = command.split(/\s+/)
  const { host, port } = server.target
  await promisify(execFile)(join(programs(), program), args, {
    cwd: folder,
    env: { ...process.env, PGHOST: host, PGPORT: String(port), PGUSER: user },
  })
}

function programs(): string {
  const versions = '/usr/lib/postgresql'
  const newest = (existsSync(versions) ? readdirSync(versions) : []).map(Number).sort((a, b) => b - a)[0]
  return join(versions, String(newest), 'bin')
}
