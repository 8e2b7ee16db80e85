import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { Figure } from '../figure.ts'
import { bareDatabase, copyOfSiteWith, openBackend } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

/** The start page's figures, counted again, against the least that SQL has to read for them. */
export const overviewFigure: Figure = {
  figure: 'the start page’s figures of 1,000,000 codes, counted again / the best SQL',
  unit: 'ratio',
  limit: 1.3,
  async measure() {
    const folder = await copyOfSiteWith(1_000_000)
    const backend = await openBackend(folder)
    const database = bareDatabase(folder, true)
    const { today, name } = await backend.api.site.get({})
    const queries = BEST(today).map((sql) => database.prepare(sql))
    let renamed = 0
    const ours = async () => {
      // What is remembered holds until something else is recorded.
      await backend.api.site.update({ name: `${name} ${(renamed += 1)}` })
      return await timed(async () => {
        const { summary } = await backend.api.overview.get({})
        if (summary.codes !== 1_000_000) throw new Error(`${summary.codes} codes`)
      })
    }
    const bare = () => timed(() => queries.map((query) => query.all()))
    const ratio = await ratioOf(ours, bare, 7)
    database.close()
    await backend.backend.close()
    return ratio
  },
}

const LEFT = '(usage_limit IS NULL OR used < usage_limit)'

/** All that is counted of all codes in one pass, the weeks in another, and what was created by the index of batches. */
const BEST = (today: IsoDate): string[] => {
  const active = `deleted_at IS NULL AND expires >= '${today}' AND ${LEFT}`
  const soon = `FILTER (WHERE expires <= '${addDays(today, 7)}' AND ${active})`
  return [
    `SELECT count(*), sum(used), count(deleted_at),
       count(*) FILTER (WHERE deleted_at IS NULL AND used >= usage_limit),
       count(*) FILTER (WHERE deleted_at IS NULL AND expires < '${today}' AND ${LEFT}),
       count(*) FILTER (WHERE used = 0 AND created_at < ${Date.parse(addDays(today, -29))} AND ${active}),
       count(*) ${soon}, count(DISTINCT recipient_email COLLATE NOCASE) ${soon}, min(expires) ${soon}
     FROM promo_code`,
    `SELECT expires, count(*) FROM promo_code
     WHERE deleted_at IS NULL AND ${LEFT}
       AND expires BETWEEN '${addDays(today, -88)}' AND '${addDays(today, 30)}' GROUP BY expires`,
    `SELECT created_at, (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) FROM batch`,
  ]
}
