import { computed, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Filter, Order } from '#shared/contract/report.ts'
import type { View, ViewColumn } from '#shared/contract/views.ts'
import type { Arrangement } from '../../../components/grid/arrangement.ts'
import { useBackendEvent } from '../../../events.ts'
import { reportLink } from '../../../report-link.ts'
import { useApi } from '../../../api-client.ts'
import { useBackend } from '../../../stores/backend.ts'
import { useFailures } from '../../../stores/failures.ts'
import { useNotices } from '../../../stores/notices.ts'
import { without } from '../parameters.ts'
import { sameFilter } from '../../../report-views.ts'
import { keepColumns, readKeptColumns } from './kept-columns.ts'

export interface Shown {
  filter: () => Filter
  order: () => Order
  /** Sorts without reopening what is about to be opened anyway. */
  setOrder: (order: Order) => void
}

/** Views with a name: the address names the one that is shown; its columns are its own, others are this person's. */
export function useSavedViews({ filter, order, setOrder }: Shown) {
  const { t } = useI18n()
  const api = useApi()
  const route = useRoute()
  const router = useRouter()
  const backend = useBackend()
  const notices = useNotices()
  const failures = useFailures()

  const views = shallowRef<readonly View[]>([])
  const personal = shallowRef<Arrangement>(readKeptColumns() ?? [])
  const arrangement = shallowRef<Arrangement>(personal.value)
  const current = computed(() => views.value.find(({ id }) => String(id) === route.query.saved))

  async function load(): Promise<void> {
    try {
      views.value = await api.views.list({})
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  void load()
  useBackendEvent('views.onChanged', (now) => (views.value = now))
  watch(() => backend.returned, load)

  // A view that comes on screen brings its order and columns; one that leaves gives the person's own columns back.
  watch(
    () => current.value?.id,
    (id) => {
      const view = current.value
      if (id === undefined || !view) return void (arrangement.value = personal.value)
      arrangement.value = view.columns
      setOrder(view.order)
    },
  )
  watch(arrangement, (now) => {
    if (current.value) return
    personal.value = now
    keepColumns(now)
  })

  const content = (name: string) => {
    return {
      name,
      filter: without(filter(), 'list'),
      order: [...order()],
      columns: columnsOf(arrangement.value),
    }
  }
  const changed = computed(() => {
    const view = current.value
    if (!view) return false
    const now = content(view.name)
    const plain = JSON.stringify
    return (
      !sameFilter(view.filter, filter()) ||
      plain(view.order) !== plain(now.order) ||
      plain(view.columns) !== plain(now.columns)
    )
  })

  const show = ({ id, filter: narrowed }: View) => {
    const link = reportLink(narrowed)
    void router.push({ ...link, query: { ...link.query, saved: String(id) } })
  }
  /** Runs a change of the views; true when it was done, or the name that is taken already. */
  async function attempt(details: () => Promise<void>): Promise<'done' | 'taken' | 'failed'> {
    try {
      await details()
      await load()
      return 'done'
    } catch (error) {
      if (isRefusal(error, 'views.name-taken')) return 'taken'
      failures.report(error)
      return 'failed'
    }
  }

  return {
    views,
    current,
    changed,
    arrangement,
    show,
    save: (name: string) =>
      attempt(async () => {
        const saved = await api.views.save(content(name))
        views.value = [...views.value.filter(({ id }) => id !== saved.id), saved]
        // What is shown stays as it is, a pasted list too.
        const link = reportLink(filter())
        void router.replace({ ...link, query: { ...link.query, saved: String(saved.id) } })
        notices.done(() => ({ fact: t('panels.views.saved', { name: saved.name }) }))
      }),
    update: (view: View) =>
      attempt(async () => {
        await api.views.save({ id: view.id, ...content(view.name) })
        notices.done(
          () => ({ fact: t('panels.views.updated', { name: view.name }) }),
          () => attempt(async () => void (await api.views.save(view))),
        )
      }),
    rename: (view: View, name: string) =>
      attempt(async () => {
        const renamed = await api.views.rename({ id: view.id, name })
        notices.done(() => ({ fact: t('panels.views.renamed', { name: renamed.name }) }))
      }),
    remove: (view: View) =>
      attempt(async () => {
        const removed = await api.views.remove({ id: view.id })
        if (current.value?.id === view.id) void router.replace(reportLink(filter()))
        notices.done(
          () => ({ fact: t('panels.views.removed', { name: removed.name }) }),
          () => attempt(async () => void (await api.views.save(removed))),
        )
      }),
  }
}

const LEAST_WIDTH = 20
const MOST_WIDTH = 2000
/** Columns as the contract keeps them. */
const columnsOf = (arrangement: Arrangement): ViewColumn[] =>
  arrangement.map(({ column, width, hidden, frozen }) => ({
    column: column as ViewColumn['column'],
    width: Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width))),
    hidden,
    frozen,
  }))
