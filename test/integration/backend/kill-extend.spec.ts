import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend } from '../../support/test-backend.ts'

const CODES = 40_000
const KILLS = campaignSize({ small: 3, full: 50 })
const child = fileURLToPath(new URL('../../support/extending-child.ts', import.meta.url))

/** Lets the child extend and undo, and kills it so many milliseconds after it began; answers how many turns it had taken. */
async function killAfter(folder: string, moment: (turns: number) => number): Promise<number> {
  const process = fork(child, [folder, String(CODES)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let turns = 0
  process.on('message', (message: { turns: number }) => {
    turns = message.turns
    const wait = moment(turns)
    if (wait >= 0) setTimeout(() => process.kill('SIGKILL'), wait)
  })
  await once(process, 'exit')
  return turns
}

interface Found {
  readonly expiries: number
  readonly longer: number
  readonly applied: number
  readonly kept: number
  readonly extensions: number
}

/** What a start after the kill finds: every code at one of two dates, and the history says which. */
function look(folder: string): Found {
  const path = join(folder, 'site', 'site.sqlite')
  const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  const one = (sql: string) => connection.database.prepare(sql).pluck().get() as number
  const found = {
    expiries: one('SELECT count(DISTINCT expires) FROM promo_code'),
    longer: one(`SELECT count(*) FROM promo_code WHERE expires > '2026-12-31'`),
    applied: one(`SELECT count(*) FROM operation WHERE kind = 'extend-codes' AND undone_by IS NULL`),
    kept: one('SELECT count(*) FROM operation_change'),
    extensions: one(`SELECT count(*) FROM operation WHERE kind = 'extend-codes'`),
  }
  expect(connection.database.pragma('integrity_check', { simple: true })).toBe('ok')
  connection.close()
  return found
}

it(
  `extends all or none of ${CODES} codes, and undoes all or none, wherever of ${KILLS} moments it is killed`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const backend = await startTestBackend()
    await createCodes(backend, creationOf({}, CODES))
    await backend.backend.close()

    let began = 0
    let took = 0
    await killAfter(backend.folder, (turns) => {
      if (turns === 0) began = performance.now()
      took = (performance.now() - began) / Math.max(1, turns)
      return turns === 4 ? 0 : -1
    })
    let between = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Spread over two turns, so that writing, commit and checkpoint are all hit.
      const moment = ((kill + Math.random()) / KILLS) * 2 * took
      const turns = await killAfter(backend.folder, (now) => (now === 0 ? moment : -1))
      if (turns <= 2) between += 1
      const { expiries, longer, applied, kept, extensions } = look(backend.folder)
      expect(expiries, `kill ${kill} after ${Math.round(moment)} ms`).toBe(1)
      expect(longer).toBe(applied * CODES)
      expect(kept).toBe(extensions * CODES)
    }
    expect(between).toBeGreaterThan(KILLS / 2)
    const { api, done, stop } = await startTestBackend({ folder: backend.folder })
    const { undo } = await api.history.undoRedo({})
    if (undo?.details.kind === 'extend-codes') await done(api.history.undo({ operationId: undo.id }))
    expect(look(backend.folder).longer).toBe(0)
    await stop()
  },
)
