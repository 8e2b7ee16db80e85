import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { until } from '../../support/condition.ts'
import { type OwnServer, runIn, startOwnServer } from '../../support/postgres.ts'
import { audit } from '../../support/team/audit.ts'
import { startClients, type TeamClient } from '../../support/team/client-process.ts'
import { createLedger } from '../../support/team/ledger.ts'
import { EXPECTED_REFUSALS, MUTATIONS, UNANSWERED } from '../../support/team/messages.ts'
import { printFigures } from '../../support/team/print-figures.ts'
import { fillTeamSite, type TeamSite } from '../../support/team/team-site.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const KILLS = campaignSize({ small: 1, full: 20 })
const CLIENTS = 2
/** Most calls take less. */
const LONGEST_MS = 60
const AGAIN_MS = 60_000

let server: OwnServer
let other: TestBackend
let site: TeamSite
let clients: readonly TeamClient[] = []
const ledger = createLedger()
beforeAll(async () => {
  server = await startOwnServer()
  const { target } = server
  other = await startTestBackend({ parts: { database: target, author: 'Somebody else' } })
  site = await fillTeamSite(other, { clients: CLIENTS, codes: 1000 })
  clients = await startClients(ledger, CLIENTS, { target, actions: MUTATIONS, pauseMs: 0 })
}, CAMPAIGN_TIMEOUT_MS)
afterAll(async () => {
  for (const client of clients) await client.remove()
  await other.stop()
})

const run = (statement: string) => runIn(server.target, statement)
const isBack = async (): Promise<boolean> =>
  (await other.api.recovery.state({})).unansweredSince === undefined &&
  (await other.api.site.get({}).then(
    () => true,
    () => false,
  ))

it(
  `loses nothing that was confirmed, and keeps nothing half done, through ${KILLS} crashes of the server`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    let [unknown, stored, longest] = [0, 0, 0]
    for (let kill = 0; kill < KILLS; kill += 1) {
      for (const client of clients) client.work()
      await clients[0]?.begun()
      await pause(((kill + Math.random()) / KILLS) * LONGEST_MS)
      await server.crash()
      await server.start()
      const began = performance.now()
      // The same processes go on by themselves.
      await Promise.all(clients.map((client) => client.confirmed()))
      longest = Math.max(longest, performance.now() - began)
      for (const client of clients) await client.rest()
      unknown += ledger.unanswered()
      await until('another client reads again', isBack, AGAIN_MS)
      stored += await ledger.settle(other.api)
      expect(await audit({ run, ledger, site, clients: CLIENTS }), `crash ${kill}`).toEqual([])
    }
    printFigures(
      `${KILLS} crashes: ${unknown} calls of unknown outcome, ${stored} of those stored; ` +
        `the clients went on ${Math.round(longest)} ms after the start at most`,
      ledger,
    )
    const codes = [...ledger.refusals.keys()]
    expect(codes.filter((code) => ![...EXPECTED_REFUSALS, ...UNANSWERED].includes(code))).toEqual([])
    // Crashes that no client noticed would prove nothing.
    expect(codes.some((code) => UNANSWERED.includes(code))).toBe(true)
    for (const client of clients) await client.end()
  },
)
