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

/** How the report would differ were it opened now: asked after every change, null where it would not. */
export function useOutdated(report: () => OpenReport | null, onFailed: (error: unknown) => void) {
  const api = useApi()
  const outdated = shallowRef<ReportComparison | null>(null)
  let asking = false
  let isStale = false

  async function compare(): Promise<void> {
    isStale = true
    if (asking) return
    asking = true
    try {
      while (isStale) {
        isStale = false
        const asked = report()
        if (!asked) break
        const { gone, added, moved } = await api.report.compare(asked)
        if (report()?.resultSet !== asked.resultSet) continue
        outdated.value = gone > 0 || added > 0 || moved ? { gone, added, moved } : null
      }
    } catch (error) {
      onFailed(error)
    } finally {
      asking = false
    }
  }
  watch(
    () => report()?.resultSet,
    () => (outdated.value = null),
  )
  const readsMessages = () => {
    const asked = report()
    return (
      asked?.filter.message !== undefined ||
      asked?.order.some(({ column }) => REPORT_COLUMNS[column].readsMessage) === true
    )
  }
  useBackendEvent('history.onRecorded', ({ kind }) => kind !== 'export-report' && void compare())
  useBackendEvent('payments.onChanged', () => void compare())
  useBackendEvent('redemptions.onChanged', () => void compare())
  useBackendEvent('mail.onChanged', () => readsMessages() && void compare())
  return outdated
}
