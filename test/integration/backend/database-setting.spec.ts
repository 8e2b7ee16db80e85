import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newDatabase } from '../../support/postgres.ts'
import { type BackendProcess, startProcess } from '../../support/process/backend-process.ts'
import { newFolder } from '../../support/test-backend.ts'

/** The database of a site, as a host's environment names it. */
let folder: string
let backend: BackendProcess | undefined
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => backend?.stop())

const start = async (env: NodeJS.ProcessEnv) => (backend = await startProcess(folder, { env }))

it('ends a start with what is wrong with it, and makes no site in the folder', async () => {
  const { outcome, refusal } = await start({ ECOMMERCE_ADMIN_DATABASE: 'postgresql://kari:secret@db' })
  expect(outcome).toBe('database.wrong-setting')
  expect(refusal?.details).toEqual({ problem: 'no-database', found: '' })
  expect(JSON.stringify(refusal)).not.toContain('secret')
  expect(await readdir(folder)).not.toContain('site')
})

it('gives the password of a database that was chosen in the settings, which the choice alone does not name', async () => {
  const { target } = await newDatabase()
  const { host, port, database, user } = target
  const login = { host, port, database, user, tls: false, certificate: null, password: 'typed-by-nobody' }
  const first = await start({})
  await first.api.storagePlace.join({ ...login, expect: 'empty' })
  await first.api.site.update({ name: 'Fjordkurs' })
  await first.stop()
  expect(await readFile(join(folder, 'database.json'), 'utf8')).not.toContain('typed-by-nobody')

  const again = await start({ ECOMMERCE_ADMIN_DATABASE_PASSWORD: 'typed-by-nobody' })
  expect(await again.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
  await again.stop()

  const without = await start({})
  expect(without.outcome).toBe('running')
  expect(await without.api.recovery.state({})).toMatchObject({
    open: null,
    problem: { code: 'database.no-password' },
  })
  expect((await without.api.storagePlace.leave({})).site).toMatchObject({ kind: 'own', name: '' })
  expect(await readFile(join(folder, 'logs', 'backend.log'), 'utf8')).not.toContain('typed-by-nobody')
})

it('has the site there, and the password in no log', async () => {
  const { target } = await newDatabase()
  const { api, outcome } = await start({
    ECOMMERCE_ADMIN_DATABASE: `postgresql://tester@127.0.0.1:${target.port}/${target.database}?sslmode=disable`,
    ECOMMERCE_ADMIN_DATABASE_PASSWORD: 'typed-by-nobody',
  })
  expect(outcome).toBe('running')
  await api.site.update({ name: 'Fjordkurs' })
  expect(await readdir(join(folder, 'site'))).not.toContain('site.sqlite')
  expect(await readFile(join(folder, 'logs', 'backend.log'), 'utf8')).not.toContain('typed-by-nobody')
})
