import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { audit } from '../../support/team/audit.ts'
import { startClients, type TeamClient } from '../../support/team/client-process.ts'
import { createLedger } from '../../support/team/ledger.ts'
import { EXPECTED_REFUSALS, MUTATIONS } from '../../support/team/messages.ts'
import { printFigures } from '../../support/team/print-figures.ts'
import { fillTeamSite, type TeamSite } from '../../support/team/team-site.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const KILLS = campaignSize({ small: 3, full: 100 })
const CLIENTS = 3
/** Most calls take less; a kill that comes after the answer is one after the answer. */
const LONGEST_MS = 60
/** The longest that a client may be kept waiting by one that was killed. */
const LOCKED_MS = 60_000

let database: TestDatabase
let other: TestBackend
let site: TeamSite
const ledger = createLedger()
let clients: readonly TeamClient[] = []
beforeAll(async () => {
  database = await newDatabase()
  other = await startTestBackend({ parts: { database: database.target, author: 'Somebody else' } })
  site = await fillTeamSite(other, { clients: CLIENTS, codes: 1000 })
  clients = await startClients(ledger, CLIENTS, { target: database.target, actions: MUTATIONS, pauseMs: 0 })
}, CAMPAIGN_TIMEOUT_MS)
afterAll(async () => {
  for (const client of clients) await client.remove()
  await other.stop()
  await database.drop()
})

/** How long a client that has nothing to do with the killed one waits until it has changed something. */
async function changeMs(): Promise<number> {
  const began = performance.now()
  const { operationId } = await other.api.site.update({ name: `Site ${began}` })
  expect(operationId).not.toBeNull()
  changes.push(operationId ?? 0)
  return performance.now() - began
}
const changes: number[] = []

it(
  `loses nothing that was confirmed, and keeps nothing half done, through ${KILLS} kills of clients`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    let [interrupted, stored, longest] = [0, 0, 0]
    for (let kill = 0; kill < KILLS; kill += 1) {
      const victim = clients[kill % CLIENTS] as TeamClient
      const survivors = clients.filter((client) => client !== victim)
      for (const client of clients) client.work()
      await victim.begun()
      await pause(((kill + Math.random()) / KILLS) * LONGEST_MS)
      await victim.kill()
      const [changing, began] = [changeMs(), performance.now()]
      await Promise.all(survivors.map((client) => client.confirmed()))
      longest = Math.max(longest, performance.now() - began, await changing)
      for (const client of survivors) await client.rest()
      const open = ledger.unanswered()
      interrupted += open
      expect(ledger.unanswered(victim.client), 'only the killed one got no answer').toBe(open)
      stored += await ledger.settle(other.api)
      expect(
        await audit({ run: database.run, ledger, site, clients: CLIENTS, besides: changes }),
        `kill ${kill}`,
      ).toEqual([])
      await victim.start()
    }
    printFigures(
      `${KILLS} kills: ${interrupted} during a call, ${stored} of those stored; ` +
        `a client waited ${Math.round(longest)} ms at most`,
      ledger,
    )
    expect(longest).toBeLessThan(LOCKED_MS)
    const codes = [...ledger.refusals.keys()]
    expect(codes.filter((code) => !EXPECTED_REFUSALS.includes(code))).toEqual([])
    // Kills that all fell between two calls would prove nothing.
    expect(interrupted).toBeGreaterThan(KILLS / 4)
    for (const client of clients) await client.end()
  },
)
