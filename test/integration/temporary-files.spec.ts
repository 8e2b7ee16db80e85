import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FileRef } from '#shared/contract/files.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../support/campaign.ts'
import { until } from '../support/condition.ts'
import { creationOf } from '../support/creations.ts'
import { type HostProcess, startHostProcess } from '../support/hostile/host-process.ts'
import { openPage } from '../support/page-client.ts'
import { newFolder } from '../support/test-backend.ts'

/** Each takes a file in and gives one out; of every ten, one is a workbook. */
const ROUNDS = campaignSize({ small: 60, full: 2000 })
const fixture = (name: string) => new URL(`../fixtures/recipients/${name}`, import.meta.url)

let folder: string
let host: HostProcess
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${host.origin}${path}`, { ...init, headers: { Authorization: `Bearer ${host.token}` } })
const post = async (path: string, body?: Buffer) => {
  const response = await ask(path, { method: 'POST', ...(body && { body }) })
  return ((await response.json()) as { output: FileRef }).output
}

/** Files below the folder, with their sizes. */
async function filesIn(path: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sizes = await Promise.all(files.map(async (file) => (await stat(file).catch(() => null))?.size ?? 0))
  return files.map((file, i) => ({ path: file, bytes: sizes[i] ?? 0 }))
}

it(
  `keeps the files of the last few of ${2 * ROUNDS} jobs, and none at its end`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    host = await startHostProcess(folder)
    // As a script, which never says that it is gone.
    const { api, done } = openPage(host, null)
    await until('the backend answers', () =>
      api.site.get({}).then(
        () => true,
        () => false,
      ),
    )
    const text = await readFile(fixture('bad-rows.csv'))
    const workbook = await readFile(fixture('1000-recipients.xlsx'))
    const most = { files: 0, bytes: 0 }
    for (let round = 0; round < ROUNDS; round += 1) {
      const isWorkbook = round % 10 === 0
      const body = isWorkbook ? workbook : text
      const { token: file } = await post(`/api/files?name=${isWorkbook ? 'a.xlsx' : 'a.csv'}`, body)
      const { importId } = await done(api.recipients.read({ file, choices: { splitOverLimit: true } }))
      const { token: target } = await post('/api/files?for=writing&name=b.csv')
      if (isWorkbook) await done(api.recipients.saveExample({ target, language: 'nb' }))
      else await done(api.recipients.saveRejected({ importId, target, language: 'nb' }))
      expect((await (await ask(`/api/files/${target}`)).arrayBuffer()).byteLength).toBeGreaterThan(0)
      if (round % 7 === 0) {
        const recipients = { kind: 'file', importId } as const
        const creation = creationOf({ recipients })
        const { codes } = await api.promo.plan(creation)
        await done(api.promo.create({ creation, expect: { codes } }))
      }
      const files = await filesIn(join(folder, 'temporary'))
      most.files = Math.max(most.files, files.length)
      most.bytes = Math.max(
        most.bytes,
        files.reduce((sum, { bytes }) => sum + bytes, 0),
      )
    }
    // The five imports that are kept, what is just being removed, and one on its way.
    expect(most.files).toBeLessThanOrEqual(8)
    expect(most.bytes).toBeLessThan(8 * workbook.length)
    await host.stop()
    expect(await filesIn(join(folder, 'temporary'))).toEqual([])
  },
)

it('removes an upload once codes were created from it, and a site file once it was opened', async () => {
  host = await startHostProcess(folder)
  const { api, done } = openPage(host, null)
  await until('the backend answers', () =>
    api.site.get({}).then(
      () => true,
      () => false,
    ),
  )
  const uploads = async () => (await filesIn(join(folder, 'temporary'))).length
  const { token: file } = await post('/api/files?name=a.csv', Buffer.from('ola@example.com'))
  const { importId } = await done(api.recipients.read({ file }))
  const creation = creationOf({ recipients: { kind: 'file', importId } })
  await api.promo.plan(creation)
  expect(await uploads()).toBe(1)
  await done(api.promo.create({ creation, expect: { codes: 1 } }))
  await until('it is removed', async () => (await uploads()) === 0)

  const { token: target } = await post('/api/files?for=writing&name=a.ehandel')
  await done(api.siteFile.save({ file: target }))
  const saved = Buffer.from(await (await ask(`/api/files/${target}`)).arrayBuffer())
  const { token: given } = await post('/api/files?name=a.ehandel', saved)
  await done(api.siteFile.inspect({ file: given }))
  expect(await uploads()).toBe(1)
  await done(api.siteFile.open({ file: given }))
  await until('it is removed', async () => (await uploads()) === 0)
  // The site, and the copy of it that was made before, are for this user only.
  expect(((await stat(join(folder, 'site'))).mode & 0o777).toString(8)).toBe('700')
  await host.stop()
})

it('removes at a start what a kill left, of versions before as well', async () => {
  host = await startHostProcess(folder)
  await until('the backend answers', async () => (await ask('/api/contract')).ok)
  const { token } = await post('/api/files?name=a.csv', Buffer.from('ola@example.com'))
  expect(token).toBeTruthy()
  expect(await filesIn(join(folder, 'temporary'))).toHaveLength(1)
  const backend = await host.backendPid()
  process.kill(host.pid, 'SIGKILL')
  process.kill(backend, 'SIGKILL')
  await host.ended
  await mkdir(join(folder, 'transfers/earlier'), { recursive: true })
  await writeFile(join(folder, 'transfers/earlier/a.csv'), 'kari@example.com')
  expect(await filesIn(join(folder, 'temporary'))).toHaveLength(1)

  host = await startHostProcess(folder)
  await until('they are removed', async () => (await filesIn(join(folder, 'temporary'))).length === 0)
  await until('they are removed', () => !existsSync(join(folder, 'transfers')))
  await host.stop()
})

it.skipIf(process.platform !== 'linux')('sorts in a folder that only this user can open', async () => {
  const script = `
    import { readdirSync, readlinkSync } from 'node:fs'
    import { useWorkFolder } from '#backend/app/process/temporary-folder.ts'
    import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
    useWorkFolder(process.argv[1])
    const database = new (loadSqlite())(':memory:')
    database.exec('PRAGMA temp_store = FILE; PRAGMA cache_size = 10')
    database.exec("CREATE TEMP TABLE address AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT i, 'ola' || i || '@example.com' AS text FROM n")
    database.prepare('SELECT text FROM address ORDER BY text').iterate().next()
    for (const fd of readdirSync('/proc/self/fd'))
      try { console.log(readlinkSync('/proc/self/fd/' + fd)) } catch {}`
  // A folder that the person's own settings name for other programs.
  const env = { ...process.env, SQLITE_TMPDIR: tmpdir(), TMPDIR: tmpdir() }
  const args = ['--input-type=module', '-e', script, folder]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  // SQLite's files have no name, or have lost it already.
  const sorting = stdout.split('\n').filter((path) => path.endsWith(' (deleted)'))
  expect(sorting.length).toBeGreaterThan(0)
  const work = join(folder, 'temporary/work')
  for (const path of sorting) expect(dirname(path)).toBe(work)
  for (const one of [work, dirname(work)]) expect(((await stat(one)).mode & 0o777).toString(8)).toBe('700')
})
