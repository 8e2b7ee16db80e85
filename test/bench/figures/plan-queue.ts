import type { Figure } from '../figure.ts'
import { bareDatabase, openBackend, openEverything, siteWith } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const CODES = 1_000_000

/**
 * Counting the messages that a report of everything asks for, against the best SQL found for it: a batch at a time, so
 * that each sort is small, and by addresses as they are, once it is known that none is another’s in other letters.
 */
export const planQueueFigure: Figure = {
  figure: 'plan queue: count the messages for 1,000,000 codes / the same bare SQL',
  unit: 'ratio',
  limit: 1.3,
  async measure() {
    const folder = await siteWith(CODES)
    const backend = await openBackend(folder)
    const database = bareDatabase(folder, true)
    const { today } = await backend.api.site.get({})
    const { all: picked } = await openEverything(backend)
    const batches = database.prepare('SELECT id FROM batch').pluck().all() as number[]
    const statement = database.prepare(`
      SELECT sum(codes) AS selected, sum(good > 0) AS messages, sum(good) AS codes, sum(good > 1) AS several,
        max(recipient GLOB '*[^ -@[-~]*') AS folds
      FROM (
        SELECT recipient_email AS recipient, count(*) AS codes,
          sum(deleted_at IS NULL AND expires >= ? AND (usage_limit IS NULL OR used < usage_limit)) AS good
        FROM promo_code WHERE batch_id = ? GROUP BY recipient_email)`)

    let expected = -1
    const bare = () =>
      timed(() => {
        const counted = batches.map((batch) => statement.get(today, batch) as { messages: number })
        expected = counted.reduce((sum, { messages }) => sum + messages, 0)
      })
    const ours = () =>
      timed(async () => {
        const { messages } = await backend.api.mail.planQueue({ picked, language: 'nb' })
        if (expected >= 0 && messages !== expected) throw new Error(`${messages} messages, not ${expected}`)
      })
    const ratio = await ratioOf(ours, bare, 5)
    database.close()
    await backend.backend.close()
    return ratio
  },
}
