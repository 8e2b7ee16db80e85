import { describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Mode } from '#shared/domain/services.ts'
import { type Chart, linesOf, placeAfter } from '../../../../src-renderer/components/charts/chart.ts'
import { chartOption } from '../../../../src-renderer/components/charts/chart-option.ts'
import {
  currenciesIn,
  expirationFigure,
  modesIn,
  moneyFigure,
  rateFigure,
  redemptionFigure,
  type Words,
} from '../../../../src-renderer/components/charts/figures.ts'
import { breakdown, counted, timeline, WEEKLY } from '../../../workbench/data/report.ts'

const words: Words = {
  language: 'en',
  today: '2026-03-12' as IsoDate,
  t: (key, values = {}) => `${key} ${JSON.stringify(values)}`,
}

const SALES = { by: 'time', mode: 'production' } as const
const sum = (values: readonly number[] = []) => values.reduce((total, value) => total + value, 0)

const chart: Chart = {
  kind: 'columns',
  stacked: true,
  points: ['a', 'b', 'c', 'd'].map((label) => ({ label, title: `week ${label}` })),
  series: [
    { name: 'Active', tone: 'active', values: [0, 2, 0, 1] },
    { name: 'Deleted', tone: 'deleted', values: [0, 3, 0, 0] },
  ],
  format: (value) => `${value} codes`,
  short: String,
}

describe('keys in a chart', () => {
  const from = (point: number, series = 0) => ({ point, series })
  it('go to what has a value, and stay where there is nothing further', () => {
    expect(placeAfter(chart, from(-1), 'ArrowRight')).toEqual(from(1))
    expect(placeAfter(chart, from(1), 'ArrowRight')).toEqual(from(3))
    expect(placeAfter(chart, from(3), 'ArrowRight')).toEqual(from(3))
    expect(placeAfter(chart, from(3), 'ArrowLeft')).toEqual(from(1))
    expect(placeAfter(chart, from(3), 'Home')).toEqual(from(1))
    expect(placeAfter(chart, from(1), 'End')).toEqual(from(3))
  })

  it('go through what is drawn on top of each other, and begin with the first that is there', () => {
    expect(placeAfter(chart, from(1), 'ArrowUp')).toEqual(from(1, 1))
    expect(placeAfter(chart, from(1, 1), 'ArrowUp')).toEqual(from(1, 1))
    expect(placeAfter(chart, from(1, 1), 'ArrowRight')).toEqual(from(3))
    expect(placeAfter(chart, from(1), 'Tab')).toBeUndefined()
    expect(placeAfter({ ...chart, kind: 'rows' }, from(1), 'ArrowDown')).toEqual(from(3))
  })

  it('say what a point has', () => {
    expect(linesOf(chart, 1)).toEqual(['week b', 'Active: 2 codes', 'Deleted: 3 codes'])
    expect(linesOf(chart, 3)).toEqual(['week d', 'Active: 1 codes'])
  })
})

describe('what the library is given', () => {
  it('keeps to the policy of the page, and changes no colour under the pointer', () => {
    const { tooltip, series, animation } = chartOption(chart) as {
      tooltip: object
      series: object[]
      animation: boolean
    }
    expect(tooltip).toMatchObject({ renderMode: 'richText' })
    expect(animation).toBe(false)
    for (const one of series) expect(one).toMatchObject({ emphasis: { disabled: true }, stack: 'all' })
    expect(JSON.stringify(series)).not.toMatch(/#[0-9a-f]{3,6}/i)
  })
})

describe('the figures', () => {
  it('never add different currencies', () => {
    expect(currenciesIn(WEEKLY, 'production')).toEqual(['USD', 'CAD'])
    const paid = (currency: 'USD' | 'CAD') =>
      sum(moneyFigure(counted(), { ...SALES, currency }, words).chart.series[0]?.values)
    const sums = (currency: string) =>
      sum(
        WEEKLY.steps
          .flatMap(({ takings }) => takings.filter((one) => one.currency === currency))
          .map((one) => one.paid),
      )
    expect(paid('USD')).toBe(sums('USD'))
    expect(paid('CAD')).toBe(sums('CAD'))
  })

  it('never add test transactions to sales', () => {
    const tests = { currency: 'USD', mode: 'test', redemptions: 5, paid: 500, discount: 50 } as const
    const [step] = WEEKLY.steps
    if (!step) throw new Error('No step')
    const mixed = counted({
      by: 'week',
      steps: [...WEEKLY.steps, { ...step, redemptions: 5, takings: [tests] }],
    })
    expect(modesIn(WEEKLY)).toEqual(['production'])
    expect(modesIn(mixed.timeline)).toEqual(['production', 'test'])
    expect(currenciesIn(mixed.timeline, 'test')).toEqual(['USD'])
    const redeemed = (mode: Mode, of = mixed) => redemptionFigure(of, { by: 'time', mode }, words)
    expect(redeemed('test').chart.series[0]?.values).toEqual([5])
    expect(redeemed('test').title).toContain('inTest')
    expect(redeemed('production').chart).toMatchObject({
      points: redeemed('production', counted()).chart.points,
    })
    const money = moneyFigure(mixed, { by: 'time', mode: 'test', currency: 'USD' }, words)
    expect(money.chart.series.map(({ values }) => values)).toEqual([[500], [50]])
  })

  it.each(['service', 'batch', 'item'] as const)(
    'compare redemptions and money by %s, the largest first',
    (by) => {
      const figure = redemptionFigure(counted(), { by, mode: 'production' }, words)
      const values = figure.chart.series[0]?.values ?? []
      expect(figure.chart.kind).toBe('rows')
      expect(values).toEqual(values.toSorted((one, other) => other - one))
      expect(figure.choice({ point: 0, series: 0 })).toMatchObject({ by: by === 'item' ? 'service' : by })
      const money = moneyFigure(counted(), { by, mode: 'production', currency: 'CAD' }, words).chart
      expect(money.series[0]?.values).toHaveLength(money.points.length)
      expect(sum(money.series[0]?.values)).toBeGreaterThan(0)
    },
  )

  it('narrow the report to what a bar represents', () => {
    const redeemed = redemptionFigure(counted(), SALES, words)
    const first = WEEKLY.steps.find(({ redemptions }) => redemptions > 0)
    expect(redeemed.choice({ point: 0, series: 0 })).toEqual({
      by: 'redeemed',
      from: first?.from,
      to: first?.to,
    })
    const expiring = expirationFigure(WEEKLY, words)
    const place = placeAfter(expiring.chart, { point: -1, series: 1 }, 'ArrowRight')
    expect(place && expiring.choice(place)).toMatchObject({ by: 'expires', status: 'expired' })
    const rate = rateFigure(breakdown(), words)
    expect(rate.choice({ point: 0, series: 0 })).toMatchObject({ by: 'batch' })
  })

  it('are empty where there is nothing, and of many steps show the last', () => {
    expect(redemptionFigure(counted(timeline('week', 8, 7, false)), SALES, words).chart.points).toEqual([])
    expect(redemptionFigure(counted(timeline('week', 300, 7)), SALES, words).chart.points).toHaveLength(26)
    expect(expirationFigure({ by: 'day', steps: [] }, words).chart.points).toEqual([])
  })
})
