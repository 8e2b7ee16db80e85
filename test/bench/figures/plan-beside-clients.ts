import type { Column } from '#shared/contract/report.ts'
import type { Figure } from '../figure.ts'
import { openBackend, openEverything, siteWith } from '../bench-site.ts'
import { median, timed } from '../measure.ts'

const COLUMNS: readonly Column[] = ['recipient', 'email', 'expires']
const PLANS = 7

/** Planning an extension of everything while three others open reports without end, against alone. */
export const planBesideClientsFigure: Figure = {
  figure: 'plan an extension of 1,000,000 codes beside three clients that open reports / alone',
  unit: 'ratio',
  limit: 4,
  async measure() {
    const backend = await openBackend(await siteWith(1_000_000))
    const { all } = await openEverything(backend)
    const plan = async () => {
      const to = { kind: 'days', days: 7 } as const
      const { change } = await backend.api.promo.planExtend({ picked: all, to })
      if (change !== 1_000_000) throw new Error(`${change} codes would be extended`)
    }
    const plans = async () => {
      await plan()
      const took: number[] = []
      for (let i = 0; i < PLANS; i += 1) took.push(await timed(plan))
      return median(took)
    }
    const alone = await plans()
    let opening = true
    const clients = COLUMNS.map(async (column) => {
      const { api } = backend.connect()
      while (opening)
        await api.report.open({ filter: { status: ['active'] }, order: [{ column, descending: false }] })
    })
    const beside = await plans()
    opening = false
    await Promise.all(clients)
    await backend.backend.close()
    return beside / alone
  },
}
