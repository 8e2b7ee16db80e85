import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const CODES = 10_000
const KILLS = campaignSize({ small: 2, full: 60 })
/** In turns: how far kills reach, and how far each may be from the next. Few fall into what is made, and into the rest after it. */
const REACH = campaignSize({ small: 1, full: 1.5 })
const SPREAD = campaignSize({ small: 0.2, full: REACH / KILLS })
const child = fileURLToPath(new URL('../../support/backup-child.ts', import.meta.url))

let backend: TestBackend
let first: string
beforeEach(async () => {
  backend = await startTestBackend()
  await createCodes(backend, creationOf({}, CODES))
  first = (await backend.done(backend.api.backups.create({}))).backup.id
  await backend.backend.close()
})
afterEach(() => backend.stop())

/**
 * Kills the child so many milliseconds after it began its first turn. Negative: after that many whole turns. `restored`:
 * as soon as it says so.
 */
async function run(what: string, moment: number | 'restored'): Promise<{ turns: number; took: number }> {
  const process = fork(child, [backend.folder, what], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let turns = 0
  let began = 0
  process.on('message', (message: { turns: number; restored?: true }) => {
    if (message.restored) {
      if (moment === 'restored') process.kill('SIGKILL')
      return
    }
    turns = message.turns
    if (moment === 'restored') return
    if (turns === 0) began = performance.now()
    if (turns === 0 && moment >= 0) setTimeout(() => process.kill('SIGKILL'), moment)
    if (moment < 0 && turns >= -moment) process.kill('SIGKILL')
  })
  await once(process, 'exit')
  return { turns, took: (performance.now() - began) / Math.max(1, turns) }
}

const momentOf = (kill: number): number => (kill / KILLS) * REACH + Math.random() * SPREAD

function isWhole(path: string): boolean {
  const connection = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
  try {
    const codes = connection.database.prepare('SELECT count(*) FROM promo_code').pluck().get()
    return connection.database.pragma('integrity_check', { simple: true }) === 'ok' && codes === CODES
  } finally {
    connection.close()
  }
}

const folderOf = (...names: string[]) => join(backend.folder, 'site', ...names)

it(
  `makes a whole backup or none, wherever of ${KILLS} moments it is killed`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const { took } = await run('create', -2)
    for (let kill = 0; kill < KILLS; kill += 1) {
      await run('create', momentOf(kill) * took)
      const names = await readdir(folderOf('backups'))
      for (const name of names.filter((one) => one.endsWith('.sqlite')))
        expect(isWhole(folderOf('backups', name)), `${name} after kill ${kill}`).toBe(true)
    }
    backend = await startTestBackend({ folder: backend.folder })
    const { backup } = await backend.done(backend.api.backups.create({}))
    const { backups } = await backend.api.backups.list({})
    expect(backups.find(({ id }) => id === backup.id)).toMatchObject({
      verified: true,
      content: { counts: { codes: CODES } },
    })
    expect(backups.every(({ verified, problem }) => verified && problem === null)).toBe(true)
    expect((await readdir(folderOf('backups'))).filter((name) => !name.endsWith('.sqlite'))).toEqual([])
  },
)

it(
  `leaves one whole site, the old or the restored, wherever of ${KILLS} moments a restore is killed`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const { took } = await run(first, -2)
    const found = new Set<string>()
    for (let kill = 0; kill < KILLS; kill += 1) {
      // The last one finds the restored site, however much slower the child is than it was before.
      await run(first, kill === KILLS - 1 ? 'restored' : momentOf(kill) * took)
      backend = await startTestBackend({ folder: backend.folder })
      const { name } = await backend.api.site.get({})
      const { operations } = await backend.api.history.list({ limit: 1 })
      // Restored, the site has no name of a turn, and its history ends with the restore.
      expect(name === '' ? 'restore-backup' : 'change-settings').toBe(operations[0]?.details.kind)
      found.add(name === '' ? 'restored' : 'old')
      expect((await readdir(folderOf())).filter((file) => /incoming|previous/.test(file))).toEqual([])
      const { backups } = await backend.api.backups.list({})
      expect(backups.some(({ id }) => id === first)).toBe(true)
      await backend.backend.close()
      expect(isWhole(folderOf('site.sqlite'))).toBe(true)
    }
    expect([...found].sort()).toEqual(['old', 'restored'])
  },
)
