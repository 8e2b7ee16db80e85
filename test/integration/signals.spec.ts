import { execFile, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerOfBytes } from '#backend/areas/tables/tables.ts'
import { GROUP_SIGNALS } from '#backend/kernel/group-signals.ts'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../support/campaign.ts'
import { until } from '../support/condition.ts'
import { creationOf } from '../support/creations.ts'
import { type HostProcess, startHostProcess } from '../support/hostile/host-process.ts'
import { openPage } from '../support/page-client.ts'
import { groupMembers } from '../support/process/process-group.ts'
import { newFolder } from '../support/test-backend.ts'

/** Writing them takes long enough for a signal to come in the middle. */
const CODES = campaignSize({ small: 30_000, full: 400_000 })
const timeout = CAMPAIGN_TIMEOUT_MS

let folder: string
let host: HostProcess
let members: number[]

beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Starts a creation, and comes back once some of its codes are written. */
async function inTheMiddle(codes = CODES): Promise<void> {
  const page = openPage(host)
  await until('the backend answers', () =>
    page.api.site.get({}).then(
      () => true,
      () => false,
    ),
  )
  const creation = creationOf({}, codes)
  const { jobId } = await page.api.promo.create({ creation, expect: { codes } })
  await until('it is writing', async () => {
    const job = (await page.api.jobs.list({})).find((running) => running.jobId === jobId)
    expect(job, 'the creation ended before the signal').toBeDefined()
    return (job?.progress.done ?? 0) > 0
  })
  members = await groupMembers(host.pid)
  expect(members.length).toBeGreaterThanOrEqual(2)
}

/** To every process of the host's group, as a terminal or a service manager does. */
const signalGroup = (signal: NodeJS.Signals) => process.kill(-host.pid, signal)

async function afterwards() {
  await until('no process is left', async () => (await groupMembers(host.pid)).length === 0)
  const Sqlite = loadSqlite()
  // A process whose first thread is gone may have threads that are still ending.
  const lock = new Sqlite(join(folder, 'site/lock.sqlite'), { timeout: 5_000 })
  lock.exec('BEGIN EXCLUSIVE')
  lock.close()
  const database = new Sqlite(join(folder, 'site/site.sqlite'), { readonly: true })
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  const found = {
    codes: count('promo_code'),
    batches: count('batch'),
    integrity: database.pragma('integrity_check', { simple: true }),
  }
  database.close()
  return found
}

const backendLog = () => readFile(join(folder, 'logs/backend.log'), 'utf8')

describe.skipIf(process.platform === 'win32')('the whole process group', () => {
  beforeEach(async () => void (host = await startHostProcess(folder, undefined, { ownGroup: true })))
  afterEach(async () => {
    for (const pid of await groupMembers(host.pid)) process.kill(pid, 'SIGKILL')
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'lets a creation finish when it receives %s, and ends in order',
    { timeout },
    async (signal) => {
      await inTheMiddle()
      signalGroup(signal)
      expect(await host.ended).toEqual({ code: 0, signal: null })
      expect(await afterwards()).toEqual({ codes: CODES, batches: 1, integrity: 'ok' })
      expect(await backendLog()).toContain('"backend.closed"')
    },
  )

  it('takes what a closing terminal and its shell send together as one request', { timeout }, async () => {
    await inTheMiddle()
    for (const signal of ['SIGHUP', 'SIGHUP', 'SIGTERM'] as const) signalGroup(signal)
    expect(await host.ended).toEqual({ code: 0, signal: null })
    expect(await afterwards()).toMatchObject({ codes: CODES, integrity: 'ok' })
  })

  it('ends at once at a second request, and rolls the creation back', { timeout }, async () => {
    // It must not end before it is stopped, and must still be under way a second later, however fast the machine is.
    await inTheMiddle(5 * CODES)
    const writing = members.find((pid) => pid !== host.pid) ?? 0
    signalGroup('SIGTERM')
    process.kill(writing, 'SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    signalGroup('SIGTERM')
    expect(await host.ended).toEqual({ code: 143, signal: null })
    expect(await afterwards()).toEqual({ codes: 0, batches: 0, integrity: 'ok' })
  })

  it('finishes a creation when the host alone is killed', { timeout }, async () => {
    await inTheMiddle()
    process.kill(host.pid, 'SIGKILL')
    await host.ended
    expect(await afterwards()).toEqual({ codes: CODES, batches: 1, integrity: 'ok' })
  })
})

const childEntry = fileURLToPath(
  new URL('../../src-main/backend/areas/tables/workbook/workbook-child.ts', import.meta.url),
)

describe.skipIf(process.platform === 'win32')('a workbook that is being read', () => {
  const workbook = new URL('../fixtures/recipients/1000-recipients.xlsx', import.meta.url)
  let path: string
  beforeEach(async () => {
    path = join(folder, 'pipe.xlsx')
    await promisify(execFile)('mkfifo', [path])
  })

  /** The other end of what the child reads: it waits for more, as busy as with a file that takes long. */
  async function whileReading(): Promise<FileHandle> {
    let writing: FileHandle | undefined
    await until('it is reading', async () => {
      writing = await open(path, constants.O_WRONLY | constants.O_NONBLOCK).catch(() => undefined)
      return writing !== undefined
    })
    if (!writing) throw new Error('nobody reads')
    return writing
  }
  const isThere = (pid: number) =>
    readFile(`/proc/${pid}/stat`, 'utf8').then(
      (stat) => !/\) Z /.test(stat),
      () => false,
    )

  it('is read to its end, whatever the group receives: its reader decides when it ends', async () => {
    const child = fork(childEntry, { serialization: 'advanced' })
    const answer = once(child, 'message')
    child.send({ path, sheet: null })
    const writing = await whileReading()
    for (const signal of GROUP_SIGNALS) child.kill(signal)
    await writing.writeFile(await readFile(workbook))
    await writing.close()
    expect(answerOfBytes((await answer)[0])).toMatchObject({ outcome: 'read' })
  })

  it('is read no further when its reader is killed', async () => {
    const script = `
      const child = require('node:child_process').fork(${JSON.stringify(childEntry)}, { serialization: 'advanced' })
      child.send({ path: ${JSON.stringify(path)}, sheet: null })
      console.log(child.pid)`
    const reader = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = (await once(createInterface({ input: reader.stdout }), 'line')) as [string]
    const writing = await whileReading()
    reader.kill('SIGKILL')
    try {
      await until('the child is gone', async () => !(await isThere(Number(line))), 5000)
    } finally {
      await writing.close()
    }
  })
})
