import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Filter, Order, ResultSet } from '#shared/contract/report.ts'
import { REPORT_COLUMNS } from '#shared/report-columns.ts'
import { useHost } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import type { Host } from '../host/host.ts'
import { setOf, withSet } from '../set-of-input.ts'
import { useSite } from './site.ts'

interface OpenedReport {
  readonly asked: { readonly filter: Filter; readonly order: Order }
  count: number
  readonly today: string | undefined
  /** What the backend calls it now. */
  current: string
  /** True once something happened that may have changed which rows it has, or their order. */
  touched: boolean
  renewing: Promise<boolean> | null
}

/** More than a window uses at a time. */
const REMEMBERED = 50
const isClosed = (error: unknown) => isRefusal(error, 'report.unknown-result-set')

/**
 * Reports that the window has opened. The backend keeps them for a while only: one that it has closed is opened again
 * where it must have the same rows, and goes by the name that it had first.
 */
export const useOpenedReports = defineStore('opened-reports', () => {
  const host = useHost()
  const site = useSite()
  const reports = new Map<string, OpenedReport>()
  /** Those whose rows are being read: what happens meanwhile may be in them or not. */
  const opening = new Set<OpenedReport>()
  /** The last one that was closed and may have other rows now. */
  const lost = shallowRef<string | null>(null)

  const touch = (isMeant: (report: OpenedReport) => boolean = () => true) => {
    for (const report of [...reports.values(), ...opening]) if (isMeant(report)) report.touched = true
  }
  useBackendEvent('history.onRecorded', ({ kind }) => kind !== 'export-report' && touch())
  useBackendEvent('payments.onChanged', () => touch())
  useBackendEvent('redemptions.onChanged', () => touch())
  useBackendEvent('site.onChanged', () => touch())
  useBackendEvent('mail.onChanged', () => touch(readsMessages))

  async function open(asked: OpenedReport['asked'], call: () => Promise<unknown>): Promise<ResultSet> {
    const today = site.site?.today
    const report: OpenedReport = { asked, count: 0, today, current: '', touched: false, renewing: null }
    opening.add(report)
    try {
      const opened = (await call()) as ResultSet
      const { resultSet, count } = opened
      reports.set(resultSet, Object.assign(report, { count, current: resultSet }))
      if (reports.size > REMEMBERED) reports.delete(reports.keys().next().value ?? '')
      return opened
    } finally {
      opening.delete(report)
    }
  }

  const mayDiffer = (report: OpenedReport) => report.touched || report.today !== site.site?.today

  async function reopen(report: OpenedReport): Promise<boolean> {
    if (mayDiffer(report)) return false
    try {
      const opened = (await host.call('report.open', report.asked)) as ResultSet
      if (mayDiffer(report) || opened.count !== report.count) return false
      report.current = opened.resultSet
      return true
    } catch (error) {
      if (isRefusal(error, 'report.unknown-list')) return false
      throw error
    }
  }

  /** Opens a report again that the backend has closed; false where it may have other rows now. */
  async function renew(name: string): Promise<boolean> {
    const report = reports.get(name)
    if (!report) return false
    report.renewing ??= reopen(report).finally(() => (report.renewing = null))
    const renewed = await report.renewing
    if (!renewed) lost.value = name
    return renewed
  }

  /** Carries a call that is about a report. What only reads is asked once more of the report, opened again. */
  async function carry(
    method: Parameters<Host['call']>[0],
    input: unknown,
    call: Host['call'],
    reads: boolean,
  ) {
    if (method === 'report.open') return await open(input as OpenedReport['asked'], () => call(method, input))
    const name = setOf(input) ?? ''
    const current = () => reports.get(name)?.current ?? name
    const used = current()
    try {
      return await call(method, withSet(input, used))
    } catch (error) {
      if (!reads || !isClosed(error) || (current() === used && !(await renew(name)))) throw error
      return await call(method, withSet(input, current()))
    }
  }

  /** Does `work` once more where its report was closed and is the same again: for what nobody sees planned before. */
  async function repeating<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!isClosed(error) || !(await renew(name))) throw error
      return await work()
    }
  }

  /** True where nothing happened since it was opened that could put other rows at the places of its own. */
  function isUnchanged(name: string): boolean {
    const report = reports.get(name)
    return report !== undefined && !mayDiffer(report)
  }

  return { lost, carry, repeating, isUnchanged }
})

/** A message that goes out changes which rows these have, or their order. */
const readsMessages = ({ asked: { filter, order } }: OpenedReport): boolean =>
  filter.message !== undefined || order.some(({ column }) => REPORT_COLUMNS[column].readsMessage)
