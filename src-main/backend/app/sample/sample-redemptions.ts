import { addDays, dayIn, type IsoDate, startOfDay } from '#shared/domain/dates.ts'
import { priceWith } from '#shared/domain/price.ts'
import type { AppliesTo, Service } from '#shared/domain/services.ts'
import { newReference, newRequestId } from '#backend/areas/payments/payments.ts'
import type { RedeemedPayment, StoredStep } from '#backend/storage/payments.ts'
import type { ReportRow } from '#shared/contract/report.ts'
import type { SampleBatch } from './sample-batches.ts'
import type { Seeded } from './seeded.ts'

type Item = Exclude<AppliesTo, 'everything'>

/** What Fjordkurs sells, with prices in minor units of whatever currency the buyer's code is in. */
export const SAMPLE_ITEMS: Record<Item, { readonly description: string; readonly full: number }> = {
  programs: { description: 'Sertifisering, fire samlinger', full: 48_000 },
  'live-events': { description: 'Nordlyskonferansen, to dager', full: 24_900 },
  'event-recordings': { description: 'Opptak av konferansen', full: 7900 },
  'live-sessions': { description: 'Kurs med lærer, én dag', full: 16_000 },
  'session-recordings': { description: 'Opptak av kurset', full: 4900 },
}
const ITEMS: Record<Service, readonly [Item, ...Item[]]> = {
  events: ['live-events', 'live-events', 'event-recordings', 'programs'],
  training: ['live-sessions', 'live-sessions', 'session-recordings', 'programs'],
}

/** The settings with which real payments were taken since a moment, the oldest first. */
export type LiveSettings = readonly { readonly at: number; readonly revision: number }[]

export interface RedeemedBatch {
  readonly batch: SampleBatch
  readonly codes: readonly ReportRow[]
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Payments with the codes of the batches, as the site took them: each use of a code is one, in the order of their time. */
export function sampleRedemptions(
  random: Seeded,
  batches: readonly RedeemedBatch[],
  { timeZone, now, live }: { timeZone: string; now: number; live: LiveSettings },
): RedeemedPayment[] {
  const uses = batches.flatMap(({ batch, codes }) =>
    codes.flatMap((row, i) =>
      Array.from({ length: usesOf(random, batch, i) }, () => ({
        batch,
        row,
        at: timeOf(random, batch, row.expires, { timeZone, now }),
      })),
    ),
  )
  return uses
    .sort((one, other) => one.at - other.at)
    .map(({ batch, row, at }) => paymentOf(random, batch, row, at, live))
}

/** Nobody has used the codes that were deleted later. */
function usesOf(
  random: Seeded,
  { usage, usedPercent, deleted, createdDaysAgo }: SampleBatch,
  position: number,
): number {
  const weeks = Math.ceil(createdDaysAgo / 7)
  const most = usage.kind === 'once' ? 1 : usage.kind === 'times' ? usage.times : Math.min(14, 1 + weeks)
  const uses = random.below(100) < usedPercent ? 1 + random.below(most) : 0
  return deleted && deleted[0] <= position && position < deleted[1] ? 0 : uses
}

/** Between the day on which the code was sent and its last, sooner rather than later, while people are awake. */
function timeOf(
  random: Seeded,
  { createdDaysAgo }: SampleBatch,
  expires: IsoDate,
  { timeZone, now }: { timeZone: string; now: number },
): number {
  const today = dayIn(timeZone, now)
  const first = addDays(today, -createdDaysAgo)
  const last = expires < today ? expires : today
  const days = Math.max(0, Math.round((Date.parse(last) - Date.parse(first)) / (24 * HOUR)))
  const share = random.below(10_000) / 10_000
  const day = addDays(first, Math.min(days, Math.floor((days + 1) * share ** 1.5)))
  const hours = 15 + random.below(8)
  const at = Date.parse(startOfDay(timeZone, day)) + (day === first ? hours : hours - random.below(8)) * HOUR
  return Math.min(at + random.below(60) * MINUTE + random.below(60) * SECOND, now - 20 * MINUTE)
}

function paymentOf(
  random: Seeded,
  { service, appliesTo }: SampleBatch,
  { id, code, discount }: ReportRow,
  at: number,
  live: LiveSettings,
): RedeemedPayment {
  const item = appliesTo === 'everything' ? random.pick(ITEMS[service]) : appliesTo
  const { description, full } = SAMPLE_ITEMS[item]
  const currency = discount.kind === 'amount' ? discount.currency : 'USD'
  const price = priceWith(full, currency, discount)
  const settings = live.findLast((one) => one.at <= at) ?? live[0]
  if (!price || !settings) throw new Error('a payment that cannot have been')
  const isFree = price.pay === 0
  const transaction = Buffer.from(random.bytes(8)).toString('hex').toUpperCase()
  return {
    requestId: newRequestId({ random }),
    reference: newReference({ random }),
    at,
    service,
    mode: 'production',
    revision: settings.revision,
    provider: 'express-checkout-us',
    destination: 'live',
    paidWith: isFree ? 'free' : 'express',
    cardBrand: null,
    cardLastFour: null,
    item,
    description,
    ...price,
    currency,
    codeId: id,
    code,
    state: 'completed',
    held: false,
    open: false,
    token: null,
    payableUntil: null,
    authorizationTransaction: null,
    captureTransaction: isFree ? null : transaction,
    pendingReason: null,
    steps: stepsOf(at, isFree, newRequestId({ random })),
  }
}

/** What a payment by PayPal login goes through; a code that pays for everything needs no PayPal. */
function stepsOf(at: number, isFree: boolean, requestId: string): StoredStep[] {
  const done = { state: 'done', code: null, pairs: [], requestId: null } as const
  const paypal = isFree ? [] : ([['sale', 41 * SECOND]] as const)
  const steps = [['check-code', 0], ...paypal, ['redeem', isFree ? 0 : 42 * SECOND]] as const
  return steps.map(([kind, after], i) => ({
    ...done,
    number: i + 1,
    kind,
    at: at + after,
    tookMs: kind === 'sale' ? SECOND : 0,
    requestId: kind === 'sale' ? requestId : null,
  }))
}
