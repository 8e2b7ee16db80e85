import { cp } from 'node:fs/promises'
import type { Figure } from '../figure.ts'
import { bareDatabase, openBackend, scratchFolder } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'
import { addDays } from '#shared/domain/dates.ts'

const CODES = 1_000_000

/** Creating codes against a bare prepared statement that inserts the same rows into the same table. */
export const createFigure: Figure = {
  figure: 'create 1,000,000 codes / insert the same rows with a bare prepared statement',
  unit: 'ratio',
  limit: 1.5,
  async measure() {
    const empty = await scratchFolder()
    await (await openBackend(empty)).backend.close()
    let rows: unknown[][] = []

    const ours = async () => {
      const folder = await scratchFolder()
      await cp(empty, folder, { recursive: true })
      const backend = await openBackend(folder)
      const took = await timed(() => createMillion(backend))
      if (rows.length === 0) rows = readRows(folder)
      await backend.stop()
      return took
    }
    const bare = async () => {
      const folder = await scratchFolder()
      await cp(empty, folder, { recursive: true })
      const database = bareDatabase(folder)
      database.pragma('foreign_keys = OFF')
      const columns = Array(rows[0]?.length).fill('?').join(', ')
      const statement = database.prepare(`INSERT INTO promo_code VALUES (${columns})`)
      const took = await timed(() =>
        database.transaction(() => {
          for (const row of rows) statement.run(row)
        })(),
      )
      database.close()
      return took
    }
    return await ratioOf(ours, bare, 3)
  },
}

/** One creation of as many generated codes. */
export async function createMillion(backend: Awaited<ReturnType<typeof openBackend>>): Promise<void> {
  const { today } = await backend.api.site.get({})
  const { codes } = await backend.done(
    backend.api.promo.create({
      creation: {
        service: 'events',
        appliesTo: 'everything',
        recipients: { kind: 'one', name: 'Nordvik Regnskap AS', email: 'post@nordvik.example' },
        codeType: { kind: 'generated', perRecipient: CODES, length: 10 },
        usage: { kind: 'once' },
        discount: { kind: 'percent', hundredths: 2500 },
        expires: addDays(today, 90),
        batchName: 'Bench',
      },
      expect: { codes: CODES },
    }),
  )
  if (codes !== CODES) throw new Error(`${codes} codes were made`)
}

function readRows(folder: string): unknown[][] {
  const database = bareDatabase(folder, true)
  const rows = database.prepare('SELECT * FROM promo_code ORDER BY id').raw().all() as unknown[][]
  database.close()
  return rows
}
