import { COUNTED_PARAMETERS, type CountedParameter } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { everything } from '#shared/domain/selection.ts'
import type { Figure } from '../figure.ts'
import { bareDatabase, openBackend, siteWith } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const CODES = 1_000_000
const PAIRS = 7

/** The same counts by hand; the messages of a site that has none. */
const BARE: Record<CountedParameter, (today: IsoDate) => string> = {
  status: (today) => `SELECT sum(deleted_at IS NOT NULL), sum(deleted_at IS NULL AND used >= usage_limit),
    sum(deleted_at IS NULL AND expires < '${today}' AND (usage_limit IS NULL OR used < usage_limit)),
    sum(deleted_at IS NULL AND expires >= '${today}' AND (usage_limit IS NULL OR used < usage_limit)
      AND valid_from > '${today}'),
    sum(deleted_at IS NULL AND expires >= '${today}' AND (usage_limit IS NULL OR used < usage_limit)
      AND (valid_from IS NULL OR valid_from <= '${today}'))
    FROM promo_code`,
  service: () => `SELECT sum(service = 'events'), sum(service = 'training') FROM promo_code`,
  discount: () => 'SELECT count(*) FROM promo_code GROUP BY discount_kind, discount_value, discount_currency',
  usage: () => `SELECT sum(used = 0), sum(used > 0), sum(usage_limit = 1), sum(usage_limit > 1),
    sum(usage_limit IS NULL) FROM promo_code`,
  batch: () => 'SELECT count(*) FROM promo_code GROUP BY batch_id',
  message: () => 'SELECT count(*) FROM promo_code WHERE id NOT IN (SELECT code_id FROM mail_message_code)',
}

export const countValuesFigure: Figure = {
  figure: 'count the values of a parameter in 1,000,000 codes / the same bare SQL (worst of 6)',
  unit: 'ratio',
  limit: 1.6,
  async measure() {
    const folder = await siteWith(CODES)
    const backend = await openBackend(folder)
    const database = bareDatabase(folder, true)
    const { today } = await backend.api.site.get({})
    const ratios: number[] = []
    for (const parameter of COUNTED_PARAMETERS) {
      const statement = database.prepare(BARE[parameter](today))
      const bare = () => timed(() => statement.all())
      const ours = () => timed(async () => void (await backend.api.report.values({ filter: {}, parameter })))
      ratios.push(await ratioOf(ours, bare, PAIRS))
    }
    database.close()
    await backend.backend.close()
    return Math.max(...ratios)
  },
}

export const sumRangeFigure: Figure = {
  figure: 'sum a range of 1,000,000 rows / the same bare SQL',
  unit: 'ratio',
  limit: 3,
  async measure() {
    const folder = await siteWith(CODES)
    const backend = await openBackend(folder)
    const database = bareDatabase(folder, true)
    const { resultSet, count } = await backend.api.report.open({
      filter: {},
      order: [{ column: 'recipient', descending: false }],
    })
    const ranges = everything(count).map(([from, to]): [number, number] => [from, to])
    const statement = database.prepare(
      'SELECT sum(used), sum(discount_value) FROM promo_code GROUP BY discount_currency',
    )
    const ours = () => timed(async () => void (await backend.api.report.sums({ resultSet, ranges })))
    const ratio = await ratioOf(ours, () => timed(() => statement.all()), PAIRS)
    database.close()
    await backend.backend.close()
    return ratio
  },
}
