import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { audit } from '../../support/team/audit.ts'
import { startClients, type TeamClient } from '../../support/team/client-process.ts'
import { createLedger } from '../../support/team/ledger.ts'
import { ACTIONS, EXPECTED_REFUSALS } from '../../support/team/messages.ts'
import { printFigures } from '../../support/team/print-figures.ts'
import { fillTeamSite, type TeamSite } from '../../support/team/team-site.ts'
import { startTestBackend } from '../../support/test-backend.ts'

const CLIENTS = campaignSize({ small: 3, full: 10 })
const CODES = campaignSize({ small: 3000, full: 1_000_000 })
const MS = campaignSize({ small: 4000, full: 300_000 })
/** One client alone, before the others come: what they are compared with. */
const ALONE_MS = campaignSize({ small: 1000, full: 120_000 })
/** So many changes each of them makes at least. */
const LEAST = campaignSize({ small: 1, full: 50 })
const PAUSE_MS = campaignSize({ small: 10, full: 2000 })
/** A window of a report may take so many times as long among all as it takes one client alone. Never in `npm test`. */
const MOST_TIMES = campaignSize({ small: Infinity, full: 5 })

let database: TestDatabase
let site: TeamSite
let clients: readonly TeamClient[] = []
const ledger = createLedger()
beforeAll(async () => {
  database = await newDatabase()
  const backend = await startTestBackend({ parts: { database: database.target } })
  site = await fillTeamSite(backend, { clients: CLIENTS, codes: CODES })
  await backend.stop()
  clients = await startClients(ledger, CLIENTS, {
    target: database.target,
    actions: ACTIONS,
    pauseMs: PAUSE_MS,
  })
}, CAMPAIGN_TIMEOUT_MS)
afterAll(async () => {
  for (const client of clients) await client.remove()
  await database.drop()
})

/** Lets them work for a while; answers how long each window of a report took, the shortest first. */
async function windowsOf(some: readonly TeamClient[], ms: number): Promise<number[]> {
  for (const client of some) client.work()
  await pause(ms)
  const windows = await Promise.all(some.map((client) => client.rest()))
  return windows.flat().sort((one, other) => one - other)
}
const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.floor(part * (sorted.length - 1))] ?? NaN
const figures = (sorted: readonly number[]): string =>
  `${sorted.length} windows, p50 ${share(sorted, 0.5).toFixed(1)} ms, p95 ${share(sorted, 0.95).toFixed(1)} ms`

it(
  `stores what each of ${CLIENTS} clients was answered once, at ${CODES} codes, and nothing else`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const alone = await windowsOf(clients.slice(0, 1), ALONE_MS)
    const together = await windowsOf(clients, MS)
    printFigures(`one client: ${figures(alone)}; ${CLIENTS} clients: ${figures(together)}`, ledger)

    expect(ledger.unanswered()).toBe(0)
    expect([...ledger.refusals.keys()].filter((code) => !EXPECTED_REFUSALS.includes(code))).toEqual([])
    expect(await audit({ run: database.run, ledger, site, clients: CLIENTS })).toEqual([])
    // Work that met nobody else's would prove nothing.
    for (const { client } of clients)
      expect(
        [...ledger.confirmed.values()].filter((one) => one.client === client).length,
      ).toBeGreaterThanOrEqual(LEAST)
    expect(together.length).toBeGreaterThan(0)
    if (MOST_TIMES < Infinity)
      expect(share(together, 0.95)).toBeLessThanOrEqual(MOST_TIMES * share(alone, 0.95))
    for (const client of clients) await client.end()
  },
)
