import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { checkFiles } from '#backend/storage/sqlite/check-database.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { BEFORE_TERMS, makeOlderSite } from '../../support/older-site.ts'
import { testLog } from '../../support/parts.ts'
import { killWhileStarting, startProcess } from '../../support/process/backend-process.ts'
import { newFolder } from '../../support/test-backend.ts'

const CODES = campaignSize({ small: 6000, full: 1_000_000 })
const KILLS = campaignSize({ small: 2, full: 20 })
const LONGEST_START_MS = campaignSize({ small: 60_000, full: 600_000 })

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

/** What the older version kept of codes, in few words: how many there are, and what all their fields add up to. */
const CONTENTS = [
  `SELECT count(*), sum(id), sum(discount_value), sum(used), sum(usage_limit), sum(created_at), sum(deleted_at),
    min(code), max(code), sum(length(code || recipient_name || recipient_email || expires || service)) FROM promo_code`,
  `SELECT count(*), sum(id), sum(operation_id), sum(length(code || recipient_name)) FROM withdrawn_code`,
  `SELECT count(*), sum(code_id), sum(length(field || before || after)) FROM code_edit`,
  `SELECT count(*), sum(id), sum(length(details)) FROM operation`,
  `SELECT count(*), sum(id), sum(length(name)) FROM batch`,
]

function inDatabase<Answer>(path: string, ask: (database: Database) => Answer): Answer {
  const { database, close } = openConnection({ path, readonly: true, cacheKiB: 8192, log: testLog() })
  try {
    return ask(database)
  } finally {
    close()
  }
}
type Database = ReturnType<typeof openConnection>['database']

const contentsOf = (path: string): unknown[] =>
  inDatabase(path, (database) => CONTENTS.map((statement) => database.prepare(statement).raw().get()))
const migrationsOf = (path: string): unknown[] =>
  inDatabase(path, (database) =>
    database.prepare('SELECT number FROM migration ORDER BY number').pluck().all(),
  )
const integrityOf = (path: string): unknown =>
  inDatabase(path, (database) => database.pragma('integrity_check', { simple: true }))

it(
  `a site of ${CODES} codes of the version before terms is brought to this one, wherever it is killed ${KILLS} times`,
  async () => {
    folder = await newFolder()
    const made = join(folder, 'made')
    await makeOlderSite(made, CODES)
    const before = contentsOf(join(made, 'site/site.sqlite'))
    const copyOf = async (name: string) => {
      await cp(made, join(folder, name), { recursive: true })
      return { data: join(folder, name), database: join(folder, name, 'site/site.sqlite') }
    }

    const whole = await copyOf('whole')
    const began = performance.now()
    const first = await startProcess(whole.data, { withinMs: LONGEST_START_MS })
    const ms = performance.now() - began
    expect(first.outcome).toBe('running')
    const { count } = await first.api.report.open({ filter: {}, order: [] })
    expect(count).toBe((before[0] as number[])[0])
    await first.stop()
    process.stdout.write(`${CODES} codes: started and migrated, with a backup, in ${Math.round(ms)} ms\n`)
    expect(contentsOf(whole.database)).toEqual(before)
    const known = migrationsOf(whole.database)
    expect(Math.max(...(known as number[]))).toBeGreaterThan(BEFORE_TERMS)

    const killed = await copyOf('killed')
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // Now and then all of it is done before the kill, and there is nothing left to migrate.
      if (migrationsOf(killed.database).length === known.length) {
        await rm(killed.data, { recursive: true })
        await copyOf('killed')
      }
      await killWhileStarting(killed.data, Math.random() * ms)
      expect(contentsOf(killed.database), `kill ${kill}`).toEqual(before)
    }
    const last = await startProcess(killed.data, { withinMs: LONGEST_START_MS })
    expect(last.outcome).toBe('running')
    await last.stop()
    expect(contentsOf(killed.database)).toEqual(before)
    expect(migrationsOf(killed.database)).toEqual(known)
    checkFiles(killed.database)
    expect(integrityOf(killed.database)).toBe('ok')
    const backups = await readdir(join(killed.data, 'site/backups'))
    expect(backups.filter((name) => name.includes('-before-'))).not.toEqual([])
  },
  CAMPAIGN_TIMEOUT_MS,
)
