import { computed, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { Filter, Order, ResultSet, Summary } from '#shared/contract/report.ts'
import type { Site } from '#shared/contract/site.ts'
import { NOTHING, type Ranges } from '#shared/domain/selection.ts'
import { useBackendEvent } from '../../events.ts'
import { reportLink } from '../../report-link.ts'
import { useApi } from '../../api-client.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'
import type { SayLastChange } from '../../stores/last-change.ts'
import { useLists } from '../../stores/lists.ts'
import { useOpenedReports } from '../../stores/opened-reports.ts'
import { useNotices } from '../../stores/notices.ts'
import { without } from './parameters.ts'
import { filterOf } from './read-link.ts'
import { useOutdated } from './use-outdated.ts'
import { VIEWS, sameFilter, viewFilter, viewOf, viewOrder, type View } from '../../report-views.ts'

const isForgottenList = (error: unknown) => isRefusal(error, 'report.unknown-list')

/** A report that the backend closes is opened again by itself, at most once in so long. */
const OPEN_AGAIN_MS = 5000

/** The open report: its parameters (which live in the address), its order, its result set, and what is ticked in it. */
export function useReport(site: () => Site) {
  const api = useApi()
  const route = useRoute()
  const router = useRouter()
  const backend = useBackend()
  const failures = useFailures()
  const lists = useLists()
  const notices = useNotices()
  const reports = useOpenedReports()
  const { t } = useI18n()

  const today = computed(() => site().today)
  const filter = computed<Filter>(() => {
    const view = VIEWS.find((name) => name === route.query.view)
    return { ...(view && viewFilter(view)), ...filterOf(route.query) }
  })
  const view = computed(() => viewOf(filter.value, today.value))
  const order = shallowRef<Order>(viewOrder(view.value))

  const set = shallowRef<ResultSet | null>(null)
  const summary = shallowRef<Summary | null>(null)
  const ticked = shallowRef<Ranges>(NOTHING)
  const failure = shallowRef<unknown>(null)
  const opening = ref(false)
  /** Grows when other rows are shown, or the same in another order: the grid goes back to its first row. */
  const fresh = ref(0)
  /** What the set was opened with, and the view that this is. */
  const opened = shallowRef<{ filter: Filter; order: Order; view: View | undefined } | null>(null)
  /** How many codes the open set has, for the tab of its view: as many as the status line says. */
  const viewCount = shallowRef<{ view: View | undefined; codes: number } | null>(null)
  const outdated = useOutdated(
    () =>
      set.value &&
      opened.value && {
        resultSet: set.value.resultSet,
        filter: asked(opened.value.filter),
        order: opened.value.order,
      },
    onFailed,
  )

  let turn = 0

  /** `again` is the same report once more; `lost` where the backend had closed it. */
  async function open(again: boolean, lost = false): Promise<void> {
    turn += 1
    const mine = turn
    opening.value = true
    const openedWith = { filter: filter.value, order: order.value, view: view.value }
    try {
      const answer = await openSet()
      if (mine !== turn) return
      const before = set.value
      const same = again && before?.count === answer.count && reports.isUnchanged(before.resultSet)
      if (!same) {
        if (lost && ticked.value.length > 0) notices.hint(() => ({ fact: t('report.reopened') }))
        ticked.value = NOTHING
      }
      if (!again) fresh.value += 1
      opened.value = openedWith
      set.value = answer
      failure.value = null
      await summarise()
    } catch (error) {
      if (mine === turn && !isRefusal(error, 'backend.restarting') && !isForgottenList(error))
        failure.value = error
    } finally {
      if (mine === turn) opening.value = false
    }
  }

  const asked = (given: Filter): Filter =>
    given.list === undefined ? given : { ...given, list: lists.tokenOf(given.list) }

  /** A pasted list goes by the name that the backend has for it now; one that it has forgotten is handed over again. */
  async function openSet(): Promise<ResultSet> {
    const { list } = filter.value
    const ask = () => api.report.open({ filter: asked(filter.value), order: order.value })
    try {
      return await ask()
    } catch (error) {
      if (list === undefined || !isRefusal(error, 'report.unknown-list')) throw error
      if (await lists.renew(list)) return await ask()
      notices.failed(() => ({ fact: t('panels.find.gone') }))
      go(without(filter.value, 'list'), 'replace')
      throw error
    }
  }

  async function summarise(): Promise<void> {
    const shown = set.value
    if (!shown) return
    try {
      const counted = await api.report.summary({ resultSet: shown.resultSet })
      if (set.value !== shown) return
      summary.value = counted
      viewCount.value = { view: opened.value?.view, codes: counted.codes }
    } catch (error) {
      onFailed(error)
    }
  }

  let openedAgainAt = -Infinity
  function openClosed(error: unknown): void {
    if (opening.value) return
    // Closed again at once: another try by itself would go on for ever.
    if (performance.now() - openedAgainAt < OPEN_AGAIN_MS) return void (failure.value = error)
    openedAgainAt = performance.now()
    void open(true, true)
  }

  /** A report that the backend has closed, and that may have other rows now, is opened again at the same place. */
  function onFailed(error: unknown, changed?: SayLastChange): void {
    if (isRefusal(error, 'report.unknown-result-set')) openClosed(error)
    else if (!isRefusal(error, 'backend.restarting')) failures.report(error, undefined, changed)
  }

  async function read(resultSet: string, offset: number, limit: number) {
    return (await api.report.rows({ resultSet, offset, limit })).rows
  }

  /** Other parameters; a saved view stays the one that is looked at, as changed. */
  function go(next: Filter, how: 'push' | 'replace' = 'push'): void {
    const link = reportLink(next)
    const { saved } = route.query
    void router[how](saved === undefined ? link : { ...link, query: { ...link.query, saved } })
  }
  function sort(next: Order): void {
    order.value = next
    void open(false)
  }

  watch(filter, (now, before) => {
    if (sameFilter(now, before)) return
    if (view.value && route.query.saved === undefined) order.value = viewOrder(view.value)
    void open(false)
  })
  watch(
    () => reports.lost,
    (name) => name === set.value?.resultSet && openClosed(new Refusal('report.unknown-result-set', {})),
  )
  watch(
    () => backend.returned,
    () => void open(true),
  )
  useBackendEvent('redemptions.onChanged', () => void summarise())
  useBackendEvent('history.onRecorded', ({ kind }) => {
    if (kind !== 'export-report') void summarise()
  })
  void open(false)

  return {
    filter,
    view,
    order,
    set,
    summary,
    ticked,
    failure,
    fresh,
    outdated,
    viewCount,
    go,
    goTo: (name: View) => void router.push(reportLink(viewFilter(name))),
    sort,
    /** The order of a saved view, which its filter may bring rows for already. */
    setOrder(next: Order) {
      if (JSON.stringify(next) === JSON.stringify(order.value)) return
      sort(next)
    },
    read,
    onFailed,
    reopen: () => open(false),
  }
}
