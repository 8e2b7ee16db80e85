import type { z } from 'zod'
import { type BulkPlan, bulkPlanSchema, type SkippedCodes } from '#shared/contract/promo.ts'
import {
  type Breakdown,
  breakdownSchema,
  type CodeDetails,
  codeDetailsSchema,
  type Filter,
  filterSchema,
  type KeptList,
  keptListSchema,
  type RedemptionsBy,
  redemptionsBySchema,
  type ReportRow,
  type Timeline,
  timelineSchema,
} from '#shared/contract/report.ts'
import { type View, viewSchema } from '#shared/contract/views.ts'
import { addDays } from '#shared/domain/dates.ts'
import { codeMailSchema } from '#shared/domain/mail/message-states.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Editable } from '#shared/contract/edits.ts'
import type { RowContext } from '#shared/report-columns.ts'
import { reportColumns } from '../../../src-renderer/pages/report/report-columns.ts'
import type { Answers } from '../fake-host.ts'
import type { Words } from '../story.ts'
import { codeRow, CODES, LONG_CODE } from './codes.ts'
import { OPERATIONS } from './history.ts'
import { overview, SUMMARY } from './overview.ts'
import { day, SITE } from './site.ts'

/** What the cells of a row depend on beside the row. */
export const rowContext = ({ language }: Words): RowContext => ({
  language,
  today: SITE.today,
  timeZone: SITE.timeZone,
})
/** The report's columns, editable as in the report. */
export const columns = (words: Words) =>
  reportColumns(
    rowContext(words),
    (column: Editable) => ({ start: (row: ReportRow) => String(row[column] ?? '') }),
    (column) => words.t(`panels.edit.locked.${column}`),
  )

/** A filter as an address or a saved view has it. */
export const filter = (written: z.input<typeof filterSchema>): Filter => filterSchema.parse(written)
/** Narrowed by every parameter. */
export const FULL_FILTER = filter({
  text: 'vest',
  code: 'VESTLIA-73',
  recipient: 'Åse',
  email: 'havbris.example',
  service: 'events',
  status: ['active', 'used-up', 'expired'],
  discount: { kind: 'percent', hundredths: 2500 },
  usage: 'unused',
  batch: LONG_CODE.batch,
  created: { from: '2026-03-01', to: '2026-03-12' },
  expires: { to: '2026-06-30' },
  redeemed: { from: '2026-03-05' },
  message: ['queued', 'failed', 'sent-elsewhere'],
})

const examples = ['VESTLIA-7301', 'VESTLIA-7302', 'VESTLIA-7303', 'VESTLIA-7304']
export const skipped = (reason: SkippedCodes['reason'], count: number): SkippedCodes => ({
  reason,
  count,
  examples: examples.slice(0, count),
})
/** What a bulk action would do to 488 codes. */
export const bulkPlan = (rest: Partial<z.input<typeof bulkPlanSchema>> = {}): BulkPlan =>
  bulkPlanSchema.parse({ selected: 488, change: 488, skipped: [], stayExpired: 0, ...rest })

type WrittenBatch = {
  id: number
  name: string
  service: 'events' | 'training'
  created: string
  codes: number
}
export const BATCHES: WrittenBatch[] = [
  { id: 5, name: '', service: 'training', created: '2026-03-09T10:00:00.000Z', codes: 12 },
  { id: 4, name: 'Vårkurs 2026', service: 'events', created: '2026-03-05T10:00:00.000Z', codes: 1_204 },
  {
    id: LONG_CODE.batch,
    name: LONG_CODE.batchName,
    service: 'events',
    created: '2026-03-02T08:00:00.000Z',
    codes: 250_000,
  },
]

/** Batches that were used more and less. */
const usedBatches = (from: number): Breakdown['bestBatches'] =>
  BATCHES.toReversed()
    .slice(from)
    .map(({ id, name, codes }, i) => ({
      batch: id,
      name,
      service: i % 2 === 0 ? ('events' as const) : ('training' as const),
      codes,
      redeemed: Math.floor((codes * ((i * 37 + 61) % 97)) / 100),
      redemptions: Math.floor((codes * ((i * 37 + 61) % 97)) / 90),
    }))

export const breakdown = (rest: Partial<z.input<typeof breakdownSchema>> = {}): Breakdown =>
  breakdownSchema.parse({
    statuses: [
      { status: 'active', codes: 804_100 },
      { status: 'not-yet-valid', codes: 0 },
      { status: 'expired', codes: 312_044 },
      { status: 'used-up', codes: 88_102 },
      { status: 'deleted', codes: 72 },
    ],
    services: [
      { service: 'events', codes: 1_204_318 },
      { service: 'training', codes: 0 },
    ],
    batches: BATCHES.toReversed().map(({ id, name, codes }) => ({ batch: id, name, codes })),
    otherBatches: { batches: 0, codes: 0 },
    redeemed: { codes: 1_204_318, redeemed: 118_002, redemptions: 120_411 },
    bestBatches: usedBatches(0).sort((one, other) => other.redemptions - one.redemptions),
    newestBatches: usedBatches(2),
    ...rest,
  } satisfies z.input<typeof breakdownSchema>)

/** Some of each status, active only where they can be. */
const statusesOf = (codes: number, ahead: boolean): Timeline['steps'][number]['statuses'] => {
  const [usedUp, deleted] = [Math.floor(codes / 4), Math.floor(codes / 12)]
  const rest = codes - usedUp - deleted
  return { active: ahead ? rest : 0, notYetValid: 0, expired: ahead ? 0 : rest, usedUp, deleted }
}
const takingsOf = (redemptions: number): Timeline['steps'][number]['takings'] => {
  const canadian = Math.floor(redemptions / 5)
  const american = redemptions - canadian
  return [
    {
      mode: 'production' as const,
      currency: 'USD' as const,
      redemptions: american,
      paid: american * 9137,
      discount: american * 2500,
    },
    {
      mode: 'production' as const,
      currency: 'CAD' as const,
      redemptions: canadian,
      paid: canadian * 6000,
      discount: canadian * 3000,
    },
  ].filter((one) => one.redemptions > 0)
}

const FIRST_STEP = day('2026-01-05')
/** Steps of so many days; every third with expiries, every fourth with redemptions. */
export const timeline = (by: Timeline['by'], steps: number, days: number, redemptions = true): Timeline =>
  timelineSchema.parse({
    by,
    steps: Array.from({ length: steps }, (_, i) => ({
      from: addDays(FIRST_STEP, i * days),
      to: addDays(FIRST_STEP, (i + 1) * days - 1),
      expiries: i % 3 === 0 ? ((i * 37) % 101) * 12 : 0,
      statuses: statusesOf(i % 3 === 0 ? ((i * 37) % 101) * 12 : 0, i > steps / 2),
      redemptions: redemptions && i % 4 === 0 ? (i * 53) % 89 : 0,
      takings: redemptions && i % 4 === 0 && (i * 53) % 89 > 0 ? takingsOf((i * 53) % 89) : [],
    })),
  })
export const WEEKLY: Timeline = timeline('week', 26, 7)

export const redemptionsBy = (): RedemptionsBy =>
  redemptionsBySchema.parse({
    services: [{ service: 'events', takings: takingsOf(518) }],
    batches: usedBatches(0).map(({ batch, name, redemptions }) => ({
      batch,
      name,
      takings: takingsOf(redemptions),
    })),
    items: [
      { service: 'events', item: 'live-events', takings: takingsOf(391) },
      { service: 'events', item: 'event-recordings', takings: takingsOf(104) },
      { service: 'events', item: null, takings: takingsOf(23) },
    ],
  })
export const NO_REDEMPTIONS: RedemptionsBy = { services: [], batches: [], items: [] }

/** What the charts are drawn of. */
export const counted = (over: Timeline = WEEKLY, shown: Breakdown = breakdown()) => ({
  timeline: over,
  breakdown: shown,
  redemptions: over.steps.some(({ redemptions }) => redemptions > 0) ? redemptionsBy() : NO_REDEMPTIONS,
})

/** A code that nothing happened to since it was made. */
export const codeDetails = (
  row: ReportRow = codeRow(1),
  rest: Partial<z.input<typeof codeDetailsSchema>> = {},
): CodeDetails =>
  codeDetailsSchema.parse({
    row,
    batch: { id: row.batch, name: row.batchName, created: row.created, codes: 488 },
    redemptions: [],
    orders: [],
    messages: [],
    operations: OPERATIONS.filter(({ details }) => details.kind === 'create-codes'),
    ...rest,
  })
const message = (
  id: number,
  state: z.input<typeof codeDetailsSchema>['messages'][number]['state'],
  at: string,
  email: string,
  subject = 'Din kampanjekode til Vårkurs 2026',
) => ({ id, at, subject, state, name: 'Sølvi Aas', email, elsewhere: false })
/** A code that was sent, used, given back and changed, more than is shown at first. */
export const BUSY_DETAILS: CodeDetails = codeDetails(codeRow(7, { limit: 10, used: 3 }), {
  redemptions: [
    {
      at: '2026-03-12T08:15:00.000Z',
      day: '2026-03-12',
      payment: 1204,
      mode: 'production',
      givenBack: '2026-03-12T08:20:00.000Z',
    },
    { at: '2026-03-11T12:00:00.000Z', day: '2026-03-11', payment: 8, mode: 'test', givenBack: null },
    { at: '2026-03-10T12:00:00.000Z', day: '2026-03-10', payment: 5, mode: 'test', givenBack: null },
  ],
  orders: [
    { order: 'A-1044', at: '2026-03-12T07:40:00.000Z', pay: 36_000, currency: 'USD', givenBack: null },
    {
      order: 'A-1039',
      at: '2026-03-11T15:05:00.000Z',
      pay: 18_675,
      currency: 'USD',
      givenBack: '2026-03-11T16:00:00.000Z',
    },
  ],
  messages: [
    message(34, 'queued', '2026-03-12T08:10:00.000Z', 'kurs7@havbris.example'),
    message(33, 'uncertain', '2026-03-11T07:00:00.000Z', 'kurs7@havbris.example'),
    message(32, 'failed', '2026-03-10T07:00:00.000Z', 'kurs7@havbrs.example'),
    message(31, 'sent', '2026-03-09T07:00:00.000Z', LONG_CODE.email, LONG_CODE.batchName),
  ],
  operations: [...OPERATIONS],
})

export const keptList = (rest: Partial<z.input<typeof keptListSchema>> = {}): KeptList =>
  keptListSchema.parse({
    list: 'list-1',
    values: 12,
    kind: 'codes',
    found: 12,
    notFound: [],
    notFoundCount: 0,
    duplicates: 0,
    ...rest,
  })
export const PASTED = Array.from({ length: 12 }, (_, i) => `VESTLIA-${7301 + i}`).join('\n')
export const SOME_MISSING: KeptList = keptList({
  values: 500,
  kind: 'mixed',
  found: 495,
  notFound: ['VESTLIA-9001', 'kurs1@havbrs.example', LONG_CODE.email],
  notFoundCount: 3,
  duplicates: 2,
})

export const view = (rest: Partial<z.input<typeof viewSchema>> = {}): View =>
  viewSchema.parse({
    id: 1,
    name: 'Vårkurs, ubrukt',
    filter: { usage: 'unused' },
    order: [{ column: 'expires', descending: false }],
    columns: [],
    ...rest,
  } satisfies z.input<typeof viewSchema>)
export const LONG_VIEW: View = view({
  id: 2,
  name: 'Helsepersonell i distriktene som ikke har brukt koden sin, våren 2026',
})

/** What the report asks on a site with very many codes, these first. */
/** How many codes have each value of a parameter. */
export const valuesOf: Extract<Answers['report.values'], (...args: never[]) => unknown> = ({ parameter }) => {
  const values: Record<typeof parameter, readonly Filter[]> = {
    status: STATUSES.map((status) => ({ status: [status] })),
    service: SERVICES.map((service) => ({ service })),
    usage: (['unused', 'used', 'once', 'times', 'unlimited'] as const).map((usage) => ({ usage })),
    message: codeMailSchema.options.map((state) => ({ message: [state] })),
    batch: BATCHES.map(({ id }) => ({ batch: id })),
    discount: [
      { discount: { kind: 'percent', hundredths: 2500 } },
      { discount: { kind: 'amount', minor: 9000, currency: 'USD' } },
      { discount: { kind: 'percent', hundredths: 10_000 } },
    ],
  }
  return values[parameter].map((value, i) => ({ value, codes: i === 2 ? 0 : Math.max(1, 1204 - 311 * i) }))
}

export const reportAnswers = (rows: readonly ReportRow[] = CODES): Answers => ({
  'report.open': { resultSet: 'rows-1', count: SUMMARY.codes },
  'report.rows': ({ offset, limit }) => ({
    offset,
    rows: Array.from(
      { length: Math.max(0, Math.min(limit, SUMMARY.codes - offset)) },
      (_, i) => rows[offset + i] ?? codeRow(offset + i + 1),
    ),
  }),
  'report.summary': SUMMARY,
  'report.compare': { gone: 0, added: 0, moved: false },
  'overview.get': overview(),
  'views.list': [],
  'report.batches': BATCHES,
  'report.values': valuesOf,
  'report.sums': { codes: 488, used: 120, discounts: [{ currency: 'USD', minor: 90_000, codes: 12 }] },
})
