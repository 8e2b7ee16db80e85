import type { Column, ReportRow } from '#shared/contract/report.ts'
import { ofEachText } from '#shared/domain/creation.ts'
import type { IsoDate, Instant } from '#shared/domain/dates.ts'

/** A row of the report with what matters to the test; the rest is usual. */
export const reportRow = (over: Partial<ReportRow> = {}): ReportRow => ({
  id: 1,
  code: 'QK7MWX3TPZ',
  service: 'events',
  recipient: 'Nordvik Regnskap AS',
  email: 'post@nordvik.example',
  discount: { kind: 'percent', hundredths: 2500 },
  used: 3,
  limit: 10,
  appliesTo: 'live-events',
  batch: 7,
  ...ofEachText(() => ''),
  batchName: 'Vårkurs 2026',
  created: '2026-02-17T14:10:00.000Z' as Instant,
  createdDay: '2026-02-17' as IsoDate,
  validFrom: null,
  expires: '2026-06-30' as IsoDate,
  status: 'active',
  message: null,
  ...over,
})

/** Columns for tests of what is in a file, whatever other columns there are. */
export const EXPORTED_COLUMNS: readonly Column[] = [
  'code',
  'service',
  'recipient',
  'email',
  'discount',
  'used',
  'appliesTo',
  'batch',
  'created',
  'expires',
  'status',
  'message',
]

export const SITE_TIME = { timeZone: 'Europe/Oslo', today: '2026-03-12' as IsoDate } as const
