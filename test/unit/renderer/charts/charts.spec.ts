import { describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { type Chart, linesOf, placeAfter } from '../../../../src-renderer/components/charts/chart.ts'
import { chartOption } from '../../../../src-renderer/components/charts/chart-option.ts'
import {
  currenciesIn,
  expirationFigure,
  moneyFigure,
  rateFigure,
  redemptionFigure,
  type Words,
} from '../../../../src-renderer/components/charts/figures.ts'
import { breakdown, timeline, WEEKLY } from '../../../workbench/data/report.ts'

const words: Words = {
  language: 'en',
  today: '2026-03-12' as IsoDate,
  t: (key, values = {}) => `${key} ${JSON.stringify(values)}`,
}

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
    expect(currenciesIn(WEEKLY)).toEqual(['USD', 'CAD'])
    const paid = (currency: 'USD' | 'CAD') =>
      moneyFigure(WEEKLY, currency, words).chart.series[0]?.values.reduce((sum, value) => sum + value, 0)
    const sums = (currency: string) =>
      WEEKLY.steps
        .flatMap(({ takings }) => takings.filter((one) => one.currency === currency))
        .reduce((sum, one) => sum + one.paid, 0)
    expect(paid('USD')).toBe(sums('USD'))
    expect(paid('CAD')).toBe(sums('CAD'))
  })

  it('narrow the report to what a bar represents', () => {
    const redeemed = redemptionFigure(WEEKLY, words)
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
    expect(redemptionFigure(timeline('week', 8, 7, false), words).chart.points).toEqual([])
    expect(redemptionFigure(timeline('week', 300, 7), words).chart.points).toHaveLength(26)
    expect(expirationFigure({ by: 'day', steps: [] }, words).chart.points).toEqual([])
  })
})
