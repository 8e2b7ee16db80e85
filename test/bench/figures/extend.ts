import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { Figure } from '../figure.ts'
import { bareDatabase, copyOfSiteWith, openBackend } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const BATCH = 1
const ROWS = 100_000

/** Extending a batch of codes, undo kept, against a bare UPDATE of the same rows in the same table. */
export const extendFigure: Figure = {
  figure: 'extend 100,000 of 1,000,000 codes, undo kept / a bare UPDATE of them',
  unit: 'ratio',
  limit: 2.5,
  async measure() {
    const bareFolder = await copyOfSiteWith(1_000_000)
    const backend = await openBackend(await copyOfSiteWith(1_000_000))
    const database = bareDatabase(bareFolder)
    const update = database.prepare('UPDATE promo_code SET expires = ? WHERE batch_id = ?')
    const { today } = await backend.api.site.get({})
    const { resultSet, count } = await backend.api.report.open({ filter: { batch: BATCH }, order: [] })
    let days = 400
    const nextDay = (): IsoDate => addDays(today, (days += 1))

    const ours = () =>
      timed(async () => {
        const { changed } = await backend.done(
          backend.api.promo.extend({
            picked: { resultSet, ranges: [[0, count]] },
            to: { kind: 'date', expires: nextDay() },
            expect: ROWS,
          }),
        )
        if (changed !== ROWS) throw new Error(`${changed} codes were extended`)
      })
    const bare = () =>
      timed(() => {
        const { changes } = update.run(nextDay(), BATCH)
        if (changes !== ROWS) throw new Error(`${changes} rows were updated`)
      })
    const ratio = await ratioOf(ours, bare, 7)
    database.close()
    await backend.backend.close()
    return ratio
  },
}
