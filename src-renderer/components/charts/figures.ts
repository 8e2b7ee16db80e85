import type { Breakdown, RedemptionsBy, Takings, Timeline } from '#shared/contract/report.ts'
import { type PaymentCurrency, paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { STATUSES, type Status } from '#shared/domain/promo-code.ts'
import { MODES, type Mode } from '#shared/domain/services.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import { formatCount, formatDate, formatDays, formatPercent } from '#shared/wording/format.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { batchLabel, REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Chart, ChartPoint, Place } from './chart.ts'
import type { Choice } from './narrowing.ts'

/** A picture with the words around it. */
export interface Figure {
  readonly title: string
  /** What the picture shows, in one sentence. */
  readonly sentence: string
  /** What the points are, as the heading of the table’s first column. */
  readonly heading: string
  readonly chart: Chart
  /** What a place of the chart narrows the report to. */
  choice(place: Place): Choice | null
}

export interface Words {
  readonly language: Language
  readonly today: IsoDate
  t(key: string, values?: Record<string, unknown>, count?: number): string
}

type Step = Timeline['steps'][number]

/** The steps from the first to the last that has something; of more than `most` the last. */
function withSomething<Part>(
  steps: readonly Part[],
  has: (step: Part) => boolean,
  most: number,
): readonly Part[] {
  const first = steps.findIndex(has)
  const shown = first < 0 ? [] : steps.slice(first, steps.findLastIndex(has) + 1)
  return shown.slice(-most)
}

const pointOf = (step: Step, by: Timeline['by'], { language, today }: Words): ChartPoint => ({
  label: axisLabel(by, step.from, language),
  title: formatDays(step.from, step.to, language),
  isNow: step.from <= today && today <= step.to,
})

/** Short, as there are many: nb "31. aug.", en "Aug 31"; of months with their year, nb "aug. 26", en "Aug 26". */
const axisLabel = (by: Timeline['by'], day: IsoDate, language: Language): string =>
  new Intl.DateTimeFormat(languages[language].locale, {
    timeZone: 'UTC',
    month: 'short',
    ...(by === 'month' ? { year: '2-digit' } : { day: 'numeric' }),
  }).format(Date.parse(`${day}T00:00:00Z`))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const counted = (language: Language) => (value: number) => formatCount(value, language)

/** So many steps can be seen at a glance. */
export const USUAL_STEPS = 26

/** What redemptions and their money are shown by. */
export const REDEEMED_BY = ['time', 'service', 'batch', 'item'] as const
export type RedeemedBy = (typeof REDEEMED_BY)[number]

/** What was redeemed, over time and by its parts. */
export interface Redeemed {
  readonly timeline: Timeline
  readonly redemptions: RedemptionsBy
}

/** Which redemptions are shown: those of tests are never added to those of sales. */
export interface Shown {
  readonly by: RedeemedBy
  readonly mode: Mode
}

/** A column or row of what was redeemed. */
interface Part {
  readonly point: ChartPoint
  readonly choice: Choice | null
  readonly takings: readonly Takings[]
}

/** So many parts can be compared at a glance. */
const MOST_PARTS = 10

function partsOf({ timeline, redemptions }: Redeemed, by: RedeemedBy, words: Words): Part[] {
  const { services, appliesTo } = REPORT_WORDS[words.language]
  const named = (label: string, choice: Choice | null, { takings }: Pick<Part, 'takings'>): Part => ({
    point: { label, title: label },
    choice,
    takings,
  })
  switch (by) {
    case 'time':
      return timeline.steps.map((step) => ({
        point: pointOf(step, timeline.by, words),
        choice: { by: 'redeemed', from: step.from, to: step.to },
        takings: step.takings,
      }))
    case 'service':
      return redemptions.services.map((part) =>
        named(services[part.service], { by: 'service', service: part.service }, part),
      )
    case 'batch':
      return redemptions.batches.map((part) =>
        named(
          batchLabel({ batch: part.batch, batchName: part.name }, words.language),
          { by: 'batch', batch: part.batch },
          part,
        ),
      )
    case 'item':
      return redemptions.items.map((part) => {
        const { service, item } = part
        const name = item === null ? words.t('charts.unknownItem') : appliesTo[item]
        // Both services sell programs.
        const isOfBoth = redemptions.items.some((other) => other.item === item && other.service !== service)
        return named(isOfBoth ? `${name}, ${services[service]}` : name, { by: 'service', service }, part)
      })
  }
}

/** The parts that have `values`: over time without a gap between them, otherwise the largest first. */
function shownParts(
  parts: readonly Part[],
  by: RedeemedBy,
  valueOf: (part: Part) => number,
  most: number,
): readonly Part[] {
  if (by === 'time') return withSomething(parts, (part) => valueOf(part) > 0, most)
  return parts
    .filter((part) => valueOf(part) > 0)
    .sort((one, other) => valueOf(other) - valueOf(one))
    .slice(0, MOST_PARTS)
}

const ofMode = ({ takings }: Part, mode: Mode): readonly Takings[] =>
  takings.filter((one) => one.mode === mode)

const headingOf = (by: RedeemedBy, { t }: Words): string => t(`charts.heading.${by}`)
const titleIn = (mode: Mode, title: string, { t }: Words): string =>
  mode === 'test' ? t('charts.inTest', { title }) : title

const spanOf = (parts: readonly Part[], language: Language): string => {
  const [first, last] = [parts[0]?.choice, parts.at(-1)?.choice]
  return first?.by === 'redeemed' && last?.by === 'redeemed' ? formatDays(first.from, last.to, language) : ''
}

/** How often codes were redeemed. */
export function redemptionFigure(
  redeemed: Redeemed,
  { by, mode }: Shown,
  words: Words,
  most = USUAL_STEPS,
): Figure {
  const { t, language } = words
  const valueOf = (part: Part) => sum(ofMode(part, mode).map(({ redemptions }) => redemptions))
  const parts = partsOf(redeemed, by, words)
  const shown = shownParts(parts, by, valueOf, most)
  const n = sum((by === 'time' ? shown : parts).map(valueOf))
  const values = { n: formatCount(n, language) }
  return {
    title: titleIn(mode, t('charts.redemptions.title'), words),
    sentence:
      by === 'time'
        ? t(
            'charts.redemptions.sentence',
            { ...values, span: spanOf(shown, language), by: t(`charts.by.${redeemed.timeline.by}`) },
            n,
          )
        : t(
            'charts.redemptions.most',
            {
              ...values,
              name: shown[0]?.point.title ?? '',
              most: formatCount(shown[0] ? valueOf(shown[0]) : 0, language),
            },
            n,
          ),
    heading: headingOf(by, words),
    chart: {
      kind: by === 'time' ? 'columns' : 'rows',
      whole: true,
      points: shown.map(({ point }) => point),
      series: [{ name: t('charts.redemptions.series'), tone: 'count', values: shown.map(valueOf) }],
      format: counted(language),
      short: counted(language),
    },
    choice: ({ point }) => shown[point]?.choice ?? null,
  }
}

/** The modes that something was redeemed in, Production first. */
export const modesIn = ({ steps }: Timeline): Mode[] =>
  MODES.filter((mode) => steps.some(({ takings }) => takings.some((one) => one.mode === mode))).reverse()

/** The currencies that something was paid in, the most used first. */
export function currenciesIn({ steps }: Timeline, mode: Mode): PaymentCurrency[] {
  const redemptions = new Map<PaymentCurrency, number>()
  for (const { takings } of steps)
    for (const one of takings)
      if (one.mode === mode)
        redemptions.set(one.currency, (redemptions.get(one.currency) ?? 0) + one.redemptions)
  return [...redemptions].sort((one, other) => other[1] - one[1]).map(([currency]) => currency)
}

/** What was paid with codes and what they took off, in one currency: sums of different ones are never added. */
export function moneyFigure(
  redeemed: Redeemed,
  { by, mode, currency }: Shown & { readonly currency: PaymentCurrency },
  words: Words,
  most = USUAL_STEPS,
): Figure {
  const { t, language } = words
  const of = (part: Part) => ofMode(part, mode).find((one) => one.currency === currency)
  const parts = partsOf(redeemed, by, words)
  // Where all was free, it still was redeemed.
  const all = shownParts(parts, by, (part) => of(part)?.redemptions ?? 0, by === 'time' ? most : Infinity)
  const paidFor = (part: Part) => of(part)?.paid ?? 0
  const shown =
    by === 'time' ? all : all.toSorted((one, other) => paidFor(other) - paidFor(one)).slice(0, MOST_PARTS)
  const paid = shown.map(paidFor)
  const discount = shown.map((part) => of(part)?.discount ?? 0)
  const format = (minor: number) => formatPayment(Math.round(minor), currency, language)
  const unit = 10 ** paymentDecimals(currency)
  const sums = {
    paid: format(sum(all.map(paidFor))),
    discount: format(sum(all.map((part) => of(part)?.discount ?? 0))),
  }
  return {
    title: titleIn(mode, t('charts.money.title'), words),
    sentence:
      by === 'time'
        ? t('charts.money.sentence', { ...sums, span: spanOf(shown, language) })
        : t('charts.money.sum', sums),
    heading: headingOf(by, words),
    chart: {
      kind: by === 'time' ? 'columns' : 'rows',
      points: shown.map(({ point }) => point),
      series: [
        { name: t('charts.money.paid'), tone: 'money', values: paid },
        { name: t('charts.money.discount'), tone: 'discount', values: discount },
      ],
      format,
      short: (minor) => formatCount(Math.round(minor / unit), language),
    },
    choice: ({ point }) => shown[point]?.choice ?? null,
  }
}

const COUNT_OF = {
  active: 'active',
  'not-yet-valid': 'notYetValid',
  expired: 'expired',
  'used-up': 'usedUp',
  deleted: 'deleted',
} as const satisfies Record<Status, string>

/** When codes expire, or did, by the status that they have now. */
export function expirationFigure({ by, steps }: Timeline, words: Words, most = USUAL_STEPS): Figure {
  const { t, language, today } = words
  const all = withSomething(steps, ({ expiries }) => expiries > 0, Infinity)
  // What is to come matters more than what is over.
  const now = all.findIndex(({ to }) => today <= to)
  const from = Math.max(0, Math.min(now < 0 ? all.length : now - Math.floor(most / 3), all.length - most))
  const shown = all.slice(from, from + most)
  const ahead = sum(shown.filter(({ to }) => today <= to).map(({ statuses }) => statuses.active))
  const names = REPORT_WORDS[language].statuses
  return {
    title: t('charts.expirations.title'),
    sentence: t(
      'charts.expirations.sentence',
      { n: formatCount(ahead, language), day: formatDate(shown.at(-1)?.to ?? today, language) },
      ahead,
    ),
    heading: t('charts.expires'),
    chart: {
      kind: 'columns',
      stacked: true,
      whole: true,
      points: shown.map((step) => pointOf(step, by, words)),
      series: STATUSES.map((status) => ({
        name: names[status],
        tone: status,
        values: shown.map(({ statuses }) => statuses[COUNT_OF[status]]),
      })),
      format: counted(language),
      short: counted(language),
    },
    choice({ point, series }) {
      const [step, status] = [shown[point], STATUSES[series] as Status | undefined]
      return step && status ? { by: 'expires', from: step.from, to: step.to, status } : null
    },
  }
}

type UsedBatch = Breakdown['bestBatches'][number]
const named = (batches: readonly UsedBatch[], language: Language): ChartPoint[] =>
  batches.map(({ batch, name }) => {
    const label = batchLabel({ batch, batchName: name }, language)
    return { label, title: label }
  })

/** The batches that were used most. */
export function bestBatchesFigure({ bestBatches }: Breakdown, { t, language }: Words): Figure {
  const points = named(bestBatches, language)
  const best = bestBatches[0]?.redemptions ?? 0
  return {
    title: t('charts.best.title'),
    sentence: t(
      'charts.best.sentence',
      { name: points[0]?.title ?? '', n: formatCount(best, language) },
      best,
    ),
    heading: t('charts.batch'),
    chart: {
      kind: 'rows',
      whole: true,
      points,
      series: [
        {
          name: t('charts.redemptions.series'),
          tone: 'count',
          values: bestBatches.map(({ redemptions }) => redemptions),
        },
      ],
      format: counted(language),
      short: counted(language),
    },
    choice: ({ point }) => batchChoice(bestBatches[point]),
  }
}

const batchChoice = (batch: UsedBatch | undefined): Choice | null =>
  batch ? { by: 'batch', batch: batch.batch } : null

/** Hundredths of a percent, rounded down: only all of them are 100 %. */
const share = ({ codes, redeemed }: { codes: number; redeemed: number }): number =>
  codes === 0 ? 0 : Math.floor((redeemed / codes) * 100) * 100

/** How many of its codes each of the newest batches has had redeemed, in percent. */
export function rateFigure({ newestBatches, redeemed }: Breakdown, { t, language }: Words): Figure {
  const percent = (hundredths: number) => formatPercent(hundredths, language)
  return {
    title: t('charts.rate.title'),
    sentence: t(
      'charts.rate.sentence',
      {
        percent: percent(share(redeemed)),
        redeemed: formatCount(redeemed.redeemed, language),
        n: formatCount(redeemed.codes, language),
      },
      redeemed.codes,
    ),
    heading: t('charts.batch'),
    chart: {
      kind: 'rows',
      points: named(newestBatches, language),
      most: 10_000,
      series: [{ name: t('charts.rate.series'), tone: 'count', values: newestBatches.map(share) }],
      format: percent,
      short: percent,
    },
    choice: ({ point }) => batchChoice(newestBatches[point]),
  }
}
