import { type ChildProcess, fork } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { readCommerceSnapshot, type CommerceSnapshot } from '#backend/areas/commerce/commerce-snapshot.ts'
import { commerceReader } from '#backend/storage/sql/commerce.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { openStore } from '#backend/storage/sqlite/store.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import { SERVICES } from '#shared/domain/services.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

const KILLS = campaignSize({ small: 10, full: 200 })
/** At least so many fall into a change. */
const LEAST_INTERRUPTED = campaignSize({ small: 2, full: 100 })
/** Sites side by side, each with kills of its own. */
const LANES = 2
/** Long enough for several changes, so that a kill may fall into any of them. */
const LONGEST_MS = 60
const child = fileURLToPath(new URL('../../support/commerce/changing-child.ts', import.meta.url))
const messageSchema = z.object({ at: z.enum(['started', 'begin', 'end']) })

let folder: string
beforeAll(async () => void (folder = await newFolder()))
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (site: string, howLong: string) =>
  fork(child, [site, howLong], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A start takes half as long with what another start has compiled.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

/** Runs changes and kills the process at a random moment; answers whether a change was under way. */
async function killWhileChanging(site: string): Promise<boolean> {
  const changing = run(site, 'until killed')
  let last = ''
  changing.on('message', (message: unknown) => {
    last = messageSchema.parse(message).at
    if (last === 'started') setTimeout(() => changing.kill('SIGKILL'), Math.random() * LONGEST_MS)
  })
  expect(await ended(changing), 'the child ended by itself').toBeNull()
  return last === 'begin'
}

/** The number that every field of the settings bears. @throws when they are a mix */
function numberOf({ settings }: Content): number {
  const texts = [settings.merchantName, settings.support, settings.header, settings.footer]
  const numbers = new Set(texts.map((text) => /\d+/.exec(text)?.[0]))
  expect([...numbers], JSON.stringify(texts)).toHaveLength(1)
  return Number([...numbers][0])
}

/** What a start after the kill finds must be whole: the old settings or the new, in both modes and both services. */
async function look(site: string): Promise<void> {
  const store = await openStore({ folder: join(site, 'site'), clock: testClock(), log: testLog() })
  await store.close()
  const connection = openConnection({ path: store.path, readonly: true, cacheKiB: 1024, log: testLog() })
  try {
    checkSnapshot(await readCommerceSnapshot({ commerce: commerceReader(connection) }))
    const one = (query: string) => connection.database.prepare(query).pluck().get()
    expect(connection.database.pragma('foreign_key_check')).toEqual([])
    expect(one('PRAGMA integrity_check')).toBe('ok')
    // No password without an account that uses it, or an undo that could bring it back.
    expect(
      one(`SELECT count(*) FROM secret WHERE name NOT IN (SELECT secret FROM commerce_password)
        AND name NOT IN (SELECT secret FROM commerce_before_password)`),
    ).toBe(0)
    expect(
      one(`SELECT count(*) FROM operation WHERE kind IN ('publish', 'update-settings')
        AND id NOT IN (SELECT operation_id FROM commerce_revision)`),
    ).toBe(0)
  } finally {
    connection.close()
  }
}

function checkSnapshot({ state, stored, passwords }: CommerceSnapshot): void {
  for (const service of SERVICES) {
    const { mode, test, production } = state[service]
    if (stored[service].testRevision === null) continue
    // The account bears the number of the last production update; the settings are the same in both modes.
    if (mode !== 'production' || !production) throw new Error(`${service} is in ${mode}`)
    expect(numberOf(test)).toBe(numberOf(production))
    expect(production.accounts['payflow-pro']?.vendor).toBe(`live${numberOf(production)}-vendor`)
    const password = passwords.find((row) => row.service === service && row.mode === 'production')
    expect(password?.revision).toBeLessThanOrEqual(stored[service].productionRevision ?? 0)
  }
  const { events, training } = state
  if (!events.enabled || !training.enabled) return
  expect(training).toEqual(events)
  const secretOf = (one: string) => passwords.filter((row) => row.service === one).map(({ secret }) => secret)
  expect(secretOf('training')).toEqual(secretOf('events'))
}

it(
  `leaves the old settings or the new, wherever of ${KILLS} moments it is killed`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    let interrupted = 0
    const lane = async (_: unknown, number: number) => {
      const site = join(folder, String(number))
      await mkdir(site)
      expect(await ended(run(site, 'start only'))).toBe(0)
      for (let kill = 0; kill < KILLS / LANES; kill += 1) {
        if (await killWhileChanging(site)) interrupted += 1
        await look(site)
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    // Kills that all fell between two changes would prove nothing.
    expect(interrupted).toBeGreaterThanOrEqual(LEAST_INTERRUPTED)
  },
)
