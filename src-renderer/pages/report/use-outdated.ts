import { shallowRef, watch } from 'vue'
import type { Filter, Order, ReportComparison } from '#shared/contract/report.ts'
import { REPORT_COLUMNS } from '#shared/report-columns.ts'
import { useApi } from '../../api-client.ts'
import { useBackendEvent } from '../../events.ts'

/** A report as it was opened. */
export interface OpenReport {
  readonly resultSet: string
  readonly filter: Filter
  readonly order: Order
}

export interface Outdated extends ReportComparison {
  /** The names of those whose operations made it so; none where somebody without a name, or this program, did as well. */
  readonly by: readonly string[]
}

/** How the report would differ were it opened now: asked after every change, null where it would not. */
export function useOutdated(report: () => OpenReport | null, onFailed: (error: unknown) => void) {
  const api = useApi()
  const outdated = shallowRef<Outdated | null>(null)
  /** Whose operations have not been compared yet; null of what has no name of another. */
  let fresh: (string | null)[] = []
  /** Whose operations made a difference. */
  let authors: (string | null)[] = []
  let asking = false
  let isStale = false

  async function compare(author: string | null = null): Promise<void> {
    fresh.push(author)
    isStale = true
    if (asking) return
    asking = true
    try {
      while (isStale) {
        isStale = false
        const asked = report()
        const since = fresh
        fresh = []
        if (!asked) break
        const { gone, added, moved } = await api.report.compare(asked)
        if (report()?.resultSet !== asked.resultSet) continue
        const { value: before } = outdated
        const isSame = before?.gone === gone && before.added === added && before.moved === moved
        if (!isSame) authors.push(...since)
        const by = authors.includes(null) ? [] : [...new Set(authors as string[])]
        if (gone > 0 || added > 0 || moved) outdated.value = { gone, added, moved, by }
        else forget()
      }
    } catch (error) {
      onFailed(error)
    } finally {
      asking = false
    }
  }
  watch(() => report()?.resultSet, forget)
  function forget(): void {
    outdated.value = null
    authors = []
  }
  const readsMessages = () => {
    const asked = report()
    return (
      asked?.filter.message !== undefined ||
      asked?.order.some(({ column }) => REPORT_COLUMNS[column].readsMessage) === true
    )
  }
  useBackendEvent(
    'history.onRecorded',
    ({ kind, author }) => kind !== 'export-report' && void compare(author),
  )
  useBackendEvent('payments.onChanged', () => void compare())
  useBackendEvent('redemptions.onChanged', () => void compare())
  useBackendEvent('mail.onChanged', () => readsMessages() && void compare())
  return outdated
}
