import type { Figure } from '../figure.ts'
import { bareDatabase, copyOfSiteWith, openBackend, openEverything } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const CODES = 1_000_000

/** "Select all" and another discount, undo kept, against one bare UPDATE of every row. */
export const changeTermsFigure: Figure = {
  figure: 'changing the discount of 1,000,000 codes, undo kept / a bare UPDATE of all',
  unit: 'ratio',
  limit: 2.5,
  async measure() {
    const backend = await openBackend(await copyOfSiteWith(CODES))
    const { all: picked } = await openEverything(backend)
    const database = bareDatabase(await copyOfSiteWith(CODES))
    const update = database.prepare(
      `UPDATE promo_code SET discount_kind = 'percent', discount_value = ?, discount_currency = NULL
        WHERE deleted_at IS NULL`,
    )
    let [hundredths, bare] = [101, 101]
    const ratio = await ratioOf(
      () =>
        timed(async () => {
          const discount = { kind: 'percent' as const, hundredths: (hundredths += 1) }
          const order = { picked, change: { term: 'discount' as const, discount }, expect: CODES }
          const { changed } = await backend.done(backend.api.promo.changeTerms(order))
          if (changed !== CODES) throw new Error(`${changed} codes were changed`)
        }),
      () => timed(() => update.run((bare += 1))),
      3,
    )
    database.close()
    await backend.backend.close()
    return ratio
  },
}
