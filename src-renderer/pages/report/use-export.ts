import { useI18n } from 'vue-i18n'
import { shallowRef } from 'vue'
import type { Column, SpreadsheetValues } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import { useLanguage } from '../../language.ts'
import { useApi, useHost } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useOpenedReports } from '../../stores/opened-reports.ts'
import { useNotices } from '../../stores/notices.ts'
import { exportName } from './report-columns.ts'
import { pickedOf } from '../../composables/picked.ts'

export type ExportFormat = 'xlsx' | 'csv'

export interface ExportRequest {
  resultSet: string
  ranges: Ranges
  columns: readonly Column[]
  today: IsoDate
}

/** Codes that a spreadsheet would change in a .csv file, and what was asked for: a person decides. */
export interface ExportQuestion {
  readonly values: SpreadsheetValues
  readonly request: ExportRequest
}

/** Saves rows of the report as a file: where to, the job, and the true number of rows afterwards. */
export function useExport() {
  const { t } = useI18n()
  const { language, count } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const reports = useOpenedReports()

  const question = shallowRef<ExportQuestion | null>(null)

  async function exportAs(format: ExportFormat, request: ExportRequest): Promise<void> {
    if (format !== 'csv' || !request.columns.includes('code')) return await write(format, request)
    const { resultSet, ranges } = request
    try {
      const values = await reports.repeating(resultSet, () =>
        api.report.spreadsheetValues(pickedOf(resultSet, ranges)),
      )
      if (values.count > 0) question.value = { values, request }
      else await write(format, request)
    } catch (error) {
      failures.report(error)
    }
  }

  async function write(format: ExportFormat, request: ExportRequest): Promise<void> {
    try {
      const file = await host.saveFile({ suggestedName: exportName(language.value, request.today, format) })
      if (!file) return
      const { rows } = await reports.repeating(request.resultSet, async () => {
        const started = await api.report.export({
          picked: pickedOf(request.resultSet, request.ranges),
          columns: [...request.columns],
          target: file.token,
          format,
          language: language.value,
        })
        return jobs.follow(started)
      })
      await host.deliver(file)
      notices.done(() => ({
        fact: t('report.exported', { rows: t('common.rows', { n: count(rows) }, rows), name: file.name }),
      }))
    } catch (error) {
      failures.report(error)
    }
  }
  return { exportAs, write, question }
}
