import { Refusal } from '#shared/contract/refusal.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { View } from '#shared/contract/views.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import {
  deleteView,
  findView,
  lastIssuedViewId,
  listViews,
  viewNamed,
  writeView,
} from '#backend/storage/sqlite/report-views.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'

/** Views of the report that were given a name, kept in the site. */
export function createViews({ sites, emit }: { sites: Sites; emit: Emit }): Handlers<JobContext>['views'] {
  const change = (name: string, work: (tx: Transaction) => Promise<View>): Promise<View> =>
    sites.use(async (site) => {
      const view = await site.store.writer.transaction(name, work)
      emit('views.onChanged', await listViews(site.store.reading))
      return view
    })

  return {
    list: () => sites.use((site) => listViews(site.store.reading)),
    save: (view) => change('views.save', (tx) => save(tx, view)),
    rename: ({ id, name }) =>
      change('views.rename', async (tx) => save(tx, { ...(await find(tx, id)), name })),
    remove: ({ id }) =>
      change('views.remove', async (tx) => {
        const view = await find(tx, id)
        await deleteView(tx, id)
        return view
      }),
  }
}

/**
 * An id is only taken where it was given out before: one that a caller made up would decide which ids come next.
 * @throws Refusal 'views.unknown', 'views.name-taken'
 */
async function save(tx: Transaction, view: Omit<View, 'id'> & { id?: number | undefined }): Promise<View> {
  if (view.id !== undefined && view.id > lastIssuedViewId(tx)) throw new Refusal('views.unknown', {})
  const named = await viewNamed(tx, view.name)
  if (named !== undefined && named !== view.id) throw new Refusal('views.name-taken', { name: view.name })
  return { ...view, id: await writeView(tx, view) }
}

/** @throws Refusal 'views.unknown' */
async function find(tx: Transaction, id: number): Promise<View> {
  const view = await findView(tx, id)
  if (!view) throw new Refusal('views.unknown', {})
  return view
}
