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
