import { Refusal } from '#shared/contract/refusal.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { View } from '#shared/contract/views.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { Transaction } from '#backend/storage/storage.ts'

/** Views of the report that were given a name, kept in the site. */
export function createViews({ sites, emit }: { sites: Sites; emit: Emit }): Handlers<JobContext>['views'] {
  const change = (name: string, work: (tx: Transaction) => Promise<View>): Promise<View> =>
    sites.use(async (site) => {
      const { view, views } = await site.storage.transaction(name, async (tx) => ({
        view: await work(tx),
        views: await tx.views.list(),
      }))
      emit('views.onChanged', views)
      return view
    })

  return {
    list: () => sites.use((site) => site.storage.views.list()),
    save: (view) => change('views.save', (tx) => save(tx, view)),
    rename: ({ id, name }) =>
      change('views.rename', async (tx) => save(tx, { ...(await find(tx, id)), name })),
    remove: ({ id }) =>
      change('views.remove', async (tx) => {
        const view = await find(tx, id)
        await tx.views.delete(id)
        return view
      }),
  }
}

/**
 * An id is only taken where it was given out before: one that a caller made up would decide which ids come next.
 * @throws Refusal 'views.unknown', 'views.name-taken'
 */
async function save(tx: Transaction, view: Omit<View, 'id'> & { id?: number | undefined }): Promise<View> {
  if (view.id !== undefined && view.id > (await tx.views.lastIssuedId()))
    throw new Refusal('views.unknown', {})
  const named = await tx.views.named(view.name)
  if (named !== undefined && named !== view.id) throw new Refusal('views.name-taken', { name: view.name })
  return { ...view, id: await tx.views.write(view) }
}

/** @throws Refusal 'views.unknown' */
async function find(tx: Transaction, id: number): Promise<View> {
  const view = await tx.views.find(id)
  if (!view) throw new Refusal('views.unknown', {})
  return view
}
