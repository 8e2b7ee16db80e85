import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { creationOf } from '../../support/creations.ts'
import { groupMembers } from '../../support/process/process-group.ts'
import { secondClient } from '../support/second-client.ts'
import { expect, test } from '../fixtures.ts'

/** Writing them takes long enough for a signal to come in the middle. */
const CODES = 60_000

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const)
  test(`${signal} to the whole group lets a creation finish, and leaves no process`, async ({
    electronApp: { electron, page },
    dataFolder,
  }) => {
    const main = electron.process()
    const group = main.pid ?? 0
    const client = await secondClient(page)
    await client.call('promo.create', { creation: creationOf({}, CODES), expect: { codes: CODES } })
    await expect
      .poll(
        async () =>
          ((await client.call('jobs.list', {})) as { progress: { done: number } }[])[0]?.progress.done,
      )
      .toBeGreaterThan(0)
    expect((await groupMembers(group)).length).toBeGreaterThan(1)

    const ended = once(main, 'exit')
    process.kill(-group, signal)
    expect(await ended).toEqual([0, null])
    await expect.poll(() => groupMembers(group)).toEqual([])
    expect(await readFile(join(dataFolder, 'logs/backend.log'), 'utf8')).toContain('"backend.closed"')
    expect(await readFile(join(dataFolder, 'logs/desktop.log'), 'utf8')).not.toContain('crashed')
    const lock = new BetterSqlite3(join(dataFolder, 'site/lock.sqlite'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    lock.close()
    const database = new BetterSqlite3(join(dataFolder, 'site/site.sqlite'), { readonly: true })
    expect(database.prepare('SELECT count(*) FROM promo_code').pluck().get()).toBe(CODES)
    database.close()
  })
