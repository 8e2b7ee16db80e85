import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { startSink } from '../../support/mail/smtp-sink.ts'
import { testLog } from '../../support/parts.ts'
import { type BackendProcess, startProcess } from '../../support/process/backend-process.ts'
import { everyJob, failureOf, jobNames, REPLACING } from '../../support/process/every-job.ts'
import { newFolder } from '../../support/test-backend.ts'

const CODES = campaignSize({ small: 20_000, full: 260_000 })
const STARTS_WHILE_OPENING = campaignSize({ small: 2, full: 50 })
const STARTS_A_JOB = campaignSize({ small: 1, full: 5 })
/** So many kinds of jobs are done in turn during one second start. */
const JOBS_DURING_A_START = campaignSize({ small: 5, full: 1 })
const KILLS = campaignSize({ small: 2, full: 50 })

let folder: string
let first: BackendProcess
beforeEach(async () => {
  folder = await newFolder()
  first = await startProcess(folder)
  await first.api.site.update({ name: 'Fjordkurs', timeZone: 'Europe/Oslo' })
})
afterEach(async () => {
  await first.stop()
  await rm(folder, { recursive: true, force: true })
})

async function restart(): Promise<void> {
  await first.stop()
  first = await startProcess(folder)
}

/** Starts a second backend on the folder, and does `works` in turn, each once or more, until that has ended. */
async function secondStartDuring(works: readonly (() => Promise<unknown>)[], afterMs = 0) {
  let isOver = false
  const second = pause(afterMs)
    .then(() => startProcess(folder))
    .finally(() => (isOver = true))
  const failures = new Set<string>()
  for (let turn = 0; !isOver || turn < works.length; turn += 1) {
    const failure = await failureOf(works[turn % works.length]?.() ?? Promise.resolve())
    if (failure !== null) failures.add(failure)
  }
  const { outcome, stop } = await second
  await stop()
  return { outcome, failures: [...failures] }
}

async function fill(): Promise<void> {
  for (let left = CODES; left > 0; left -= 100_000)
    await createCodes(first, creationOf({}, Math.min(left, 100_000)))
}

const siteFile = () => join(folder, 'fjordkurs.ehandel')
const saveFile = async () => first.done(first.api.siteFile.save({ file: await first.writing(siteFile()) }))
const openFile = async () => first.done(first.api.siteFile.open({ file: await first.reading(siteFile()) }))
const found = async () => ({
  name: (await first.api.site.get({})).name,
  codes: (await pickAll(first)).count,
  operations: (await first.api.history.list({ limit: 1 })).total,
})

/** How long something takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The database as it lies on the disk, once nobody has it open. */
function isSound(): unknown {
  const path = join(folder, 'site/site.sqlite')
  const { database, close } = openConnection({ path, readonly: true, cacheKiB: 8192, log: testLog() })
  const integrity = database.pragma('integrity_check', { simple: true })
  close()
  return integrity
}

describe('a second start', () => {
  it(
    `is refused at ${STARTS_WHILE_OPENING} moments while a site file is opened, and the file's ${CODES} codes are the site`,
    { timeout: CAMPAIGN_TIMEOUT_MS },
    async () => {
      await fill()
      await saveFile()
      const openMs = await timed(openFile)
      const opened = await found()

      const runs = []
      for (let start = 1; start <= STARTS_WHILE_OPENING; start += 1) {
        await first.api.site.update({ name: `Before start ${start}` })
        const { outcome, failures } = await secondStartDuring([openFile], Math.random() * openMs)
        const now = await found().catch(String)
        await restart()
        runs.push({ outcome, failures, now, later: await found().catch(String) })
      }
      const good = { outcome: 'storage.locked', failures: [], now: opened, later: opened }
      expect(runs).toEqual(runs.map(() => good))
    },
  )

  it(
    `is refused while any other job runs, and the job is done`,
    { timeout: CAMPAIGN_TIMEOUT_MS },
    async () => {
      const sink = await startSink()
      try {
        await createCodes(first, creationOf({}, 1000))
        const rounds = await everyJob(first, { folder, mailPort: sink.port })
        expect([...Object.keys(rounds), ...REPLACING].sort()).toEqual(jobNames().sort())
        const switching = async () => {
          await first.api.site.open({ kind: 'sample' })
          await first.api.site.open({ kind: 'own' })
        }
        const runs: Record<string, string[]> = {}
        const every = [['site.open', switching] as const, ...Object.entries(rounds)]
        for (let at = 0; at < every.length; at += JOBS_DURING_A_START) {
          const some = every.slice(at, at + JOBS_DURING_A_START)
          const name = some.map(([job]) => job).join(', ')
          for (let start = 0; start < STARTS_A_JOB; start += 1) {
            const { outcome, failures } = await secondStartDuring(some.map(([, round]) => round))
            runs[name] = [...(runs[name] ?? []), outcome, ...failures]
          }
        }
        const refused = Array.from({ length: STARTS_A_JOB }, () => 'storage.locked')
        expect(runs).toEqual(Object.fromEntries(Object.keys(runs).map((name) => [name, refused])))
        const before = await found()
        expect(before.codes).toBeGreaterThan(1000)
        await restart()
        expect(await found()).toEqual(before)
        await first.stop()
        expect(isSound()).toBe('ok')
      } finally {
        await sink.close()
      }
    },
  )

  it('of two at the same moment, one runs', async () => {
    await first.stop()
    for (let pair = 0; pair < 2 * STARTS_A_JOB; pair += 1) {
      const both = await Promise.all([startProcess(folder), startProcess(folder)])
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['running', 'storage.locked'])
      await Promise.all(both.map(({ stop }) => stop()))
    }
  })
})

it(
  `a kill leaves the old site or the new, wherever of ${KILLS} moments a site file is being opened`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    await fill()
    await saveFile()
    const openMs = await timed(openFile)
    const opened = await found()
    let duringOpening = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      let isOver = false
      const killed = pause((0.2 + 1.8 * Math.random()) * openMs).then(async () => {
        isOver = true
        if (isOpening) duringOpening += 1
        await first.kill()
      })
      let isOpening = false
      const name = `Before kill ${kill}`
      while (!isOver) {
        await failureOf(first.api.site.update({ name }))
        isOpening = !isOver
        await failureOf(openFile())
        isOpening = false
      }
      await killed
      first = await startProcess(folder)
      const old = { ...opened, name, operations: opened.operations + 1 }
      expect([old, opened], `kill ${kill}`).toContainEqual(await found())
      const left = await readdir(join(folder, 'site'))
      expect(left.filter((file) => /incoming|outgoing|previous/.test(file))).toEqual([])
      await openFile()
    }
    // Kills that all fell between two openings would prove nothing.
    expect(duringOpening).toBeGreaterThanOrEqual(KILLS / 2)
    await first.stop()
    expect(isSound()).toBe('ok')
  },
)
