import { setTimeout as wait } from 'node:timers/promises'
import { addDays } from '#shared/domain/dates.ts'
import type { Figure } from '../figure.ts'
import { bareDatabase, copyOfSiteWith, openBackend, openEverything } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const CODES = 1_000_000
type Site = Awaited<ReturnType<typeof openBackend>>

/** Extends every code by a day, undo kept. */
async function extendAll(
  backend: Site,
  all: Awaited<ReturnType<typeof openEverything>>['all'],
): Promise<void> {
  const order = { picked: all, to: { kind: 'days' as const, days: 1 }, expect: CODES }
  const { changed } = await backend.done(backend.api.promo.extend(order))
  if (changed !== CODES) throw new Error(`${changed} codes were extended`)
}

/** "Select all" and extend, undo kept, against one bare UPDATE of every row. */
export const extendEverythingFigure: Figure = {
  figure: 'select all of 1,000,000 codes and extend them, undo kept / a bare UPDATE of all',
  unit: 'ratio',
  limit: 2.5,
  async measure() {
    const backend = await openBackend(await copyOfSiteWith(CODES))
    const { all } = await openEverything(backend)
    const database = bareDatabase(await copyOfSiteWith(CODES))
    const update = database.prepare('UPDATE promo_code SET expires = ? WHERE deleted_at IS NULL')
    const { today } = await backend.api.site.get({})
    let days = 400
    const ratio = await ratioOf(
      () => timed(() => extendAll(backend, all)),
      () => timed(() => update.run(addDays(today, (days += 1)))),
      3,
    )
    database.close()
    await backend.backend.close()
    return ratio
  },
}

/** The slowest of all the answers that a window gets while everything is extended, and while that is undone. */
export const answeringFigure: Figure = {
  figure: 'the slowest answer while 1,000,000 codes are extended, and while that is undone',
  unit: 'ms',
  limit: 100,
  async measure() {
    const backend = await openBackend(await copyOfSiteWith(CODES))
    const { all, resultSet, count } = await openEverything(backend)
    let slowest = 0
    let writing = true
    const ask = async () => {
      for (let i = 0; writing; i += 1) {
        const offset = (i * 618_033) % (count - 100)
        const calls = [
          () => backend.api.report.rows({ resultSet, offset, limit: 100 }),
          () => backend.api.site.get({}),
          () => backend.api.jobs.list({}),
          () => backend.api.history.list({ limit: 20 }),
        ]
        for (const call of calls) slowest = Math.max(slowest, await timed(call))
        await wait(5)
      }
    }
    const asking = ask()
    await extendAll(backend, all)
    const { undo } = await backend.api.history.undoRedo({})
    if (undo) await backend.done(backend.api.history.undo({ operationId: undo.id }))
    writing = false
    await asking
    await backend.backend.close()
    return slowest
  },
}
