import { setTimeout as wait } from 'node:timers/promises'
import type { Figure } from '../figure.ts'
import { copyOfSiteWith } from '../bench-site.ts'
import { inRoot } from '../../../build/paths.ts'
import { startHostProcess } from '../../support/hostile/host-process.ts'
import { proportionalMB } from '../../support/memory.ts'
import { openPage } from '../../support/page-client.ts'
import { soak } from '../../support/soak.ts'

const CODES = 100_000
const MINUTE_MS = 60_000

/** What the backend holds when fifty people have come, worked and left, and a minute has gone by. */
export const soakMemoryFigure: Figure = {
  figure: 'memory of the backend a minute after 50 clients worked for one',
  unit: 'MB',
  limit: 200,
  async measure() {
    const host = await startHostProcess(await copyOfSiteWith(CODES), inRoot('out/main/browser.js'))
    const { problems } = await soak({
      clients: 50,
      ms: MINUTE_MS,
      codes: CODES,
      address: (client) => `person${client}@`,
      connect: () => openPage(host),
    })
    if (problems.length > 0) throw new Error(problems.join('; '))
    await wait(MINUTE_MS)
    const held = proportionalMB(await host.backendPid())
    await host.stop()
    return held
  },
}
