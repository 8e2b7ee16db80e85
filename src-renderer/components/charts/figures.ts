import type { Breakdown, Takings, Timeline } from '#shared/contract/report.ts'
import { type PaymentCurrency, paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { STATUSES, type Status } from '#shared/domain/promo-code.ts'
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
function withSomething(steps: readonly Step[], has: (step: Step) => boolean, most: number): readonly Step[] {
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

const spanOf = (steps: readonly Step[], language: Language): string => {
  const [first, last] = [steps[0], steps.at(-1)]
  return first && last ? formatDays(first.from, last.to, language) : ''
}

/** So many steps can be seen at a glance. */
export const USUAL_STEPS = 26

/** How often codes were redeemed, step by step. */
export function redemptionFigure({ by, steps }: Timeline, words: Words, most = USUAL_STEPS): Figure {
  const { t, language } = words
  const shown = withSomething(steps, ({ redemptions }) => redemptions > 0, most)
  const values = shown.map(({ redemptions }) => redemptions)
  const n = sum(values)
  return {
    title: t('charts.redemptions.title'),
    sentence: t(
      'charts.redemptions.sentence',
      { n: formatCount(n, language), span: spanOf(shown, language), by: t(`charts.by.${by}`) },
      n,
    ),
    heading: t('charts.period'),
    chart: {
      kind: 'columns',
      whole: true,
      points: shown.map((step) => pointOf(step, by, words)),
      series: [{ name: t('charts.redemptions.series'), tone: 'count', values }],
      format: counted(language),
      short: counted(language),
    },
    choice: ({ point }) => spanChoice('redeemed', shown[point]),
  }
}

const spanChoice = (by: 'redeemed', step: Step | undefined): Choice | null =>
  step ? { by, from: step.from, to: step.to } : null

/** The currencies that something was paid in, the most used first. */
export function currenciesIn({ steps }: Timeline): PaymentCurrency[] {
  const redemptions = new Map<PaymentCurrency, number>()
  for (const { takings } of steps)
    for (const one of takings)
      redemptions.set(one.currency, (redemptions.get(one.currency) ?? 0) + one.redemptions)
  return [...redemptions].sort((one, other) => other[1] - one[1]).map(([currency]) => currency)
}

/** What was paid with codes and what they took off, in one currency: sums of different ones are never added. */
export function moneyFigure(
  { by, steps }: Timeline,
  currency: PaymentCurrency,
  words: Words,
  most = USUAL_STEPS,
): Figure {
  const { t, language } = words
  const of = ({ takings }: Step): Takings | undefined => takings.find((one) => one.currency === currency)
  const shown = withSomething(steps, (step) => of(step) !== undefined, most)
  const paid = shown.map((step) => of(step)?.paid ?? 0)
  const discount = shown.map((step) => of(step)?.discount ?? 0)
  const format = (minor: number) => formatPayment(Math.round(minor), currency, language)
  const unit = 10 ** paymentDecimals(currency)
  return {
    title: t('charts.money.title'),
    sentence: t('charts.money.sentence', {
      paid: format(sum(paid)),
      discount: format(sum(discount)),
      span: spanOf(shown, language),
    }),
    heading: t('charts.period'),
    chart: {
      kind: 'columns',
      points: shown.map((step) => pointOf(step, by, words)),
      series: [
        { name: t('charts.money.paid'), tone: 'money', values: paid },
        { name: t('charts.money.discount'), tone: 'discount', values: discount },
      ],
      format,
      short: (minor) => formatCount(Math.round(minor / unit), language),
    },
    choice: ({ point }) => spanChoice('redeemed', shown[point]),
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
