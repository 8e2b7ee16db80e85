import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { until } from '../../support/condition.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { proportionalMB } from '../../support/memory.ts'
import { type BackendProcess, startProcess } from '../../support/process/backend-process.ts'
import { soak } from '../../support/soak.ts'
import { newFolder } from '../../support/test-backend.ts'

const CLIENTS = campaignSize({ small: 20, full: 50 })
const MS = campaignSize({ small: 10_000, full: 60_000 })
const EACH = 400
/** From source, where each thread holds a compiler: far more than it takes, and far less than what grows by every visit. */
const MOST_MB = 800

let folder: string
let backend: BackendProcess
beforeEach(async () => {
  folder = await newFolder()
  backend = await startProcess(folder)
})
afterEach(async () => {
  await backend.stop()
  await rm(folder, { recursive: true, force: true })
})

const address = (client: number) => `client${client}@`

it(
  'serves many clients that come, work and leave: nobody is refused, nothing is lost, and what they held is released',
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    for (let client = 0; client < CLIENTS; client += 1) {
      const recipients = {
        kind: 'one',
        name: 'Kari Nordmann',
        email: `${address(client)}example.com`,
      } as const
      await createCodes(backend, creationOf({ recipients, expires: '2090-12-31' as IsoDate }, EACH))
    }
    const { visits, problems, resultSets } = await soak({
      clients: CLIENTS,
      ms: MS,
      codes: CLIENTS * EACH,
      address,
      connect: backend.connect,
    })
    expect(problems).toEqual([])
    expect(visits).toBeGreaterThanOrEqual(CLIENTS)
    const log = await readFile(join(folder, 'logs/backend.log'), 'utf8')
    expect(log.split('\n').filter((line) => line.includes('"level":"error"'))).toEqual([])
    // Also those that were opened for somebody who had left by then.
    for (const resultSet of resultSets.slice(-CLIENTS))
      await refusalOf(
        backend.api.report.rows({ resultSet, offset: 0, limit: 1 }),
        'report.unknown-result-set',
      )
    await until('its memory is bounded', () => proportionalMB(backend.pid ?? 0) < MOST_MB)
  },
)
