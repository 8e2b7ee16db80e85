import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { axisMarks, isoWeek, weekChart } from '../../../src-renderer/components/charts/week-chart.ts'

const day = (text: string) => text as IsoDate

describe('the number of a week', () => {
  it.each([
    ['2025-12-22', 52],
    ['2025-12-29', 1],
    ['2026-03-09', 11],
    ['2026-12-28', 53],
    ['2027-01-04', 1],
  ])('%s begins week %i', (monday, week) => expect(isoWeek(day(monday))).toBe(week))
})

describe('the marks of the axis', () => {
  it('are round', () => {
    expect(axisMarks(58)).toEqual([0, 20, 40, 60])
    expect(axisMarks(3)).toEqual([0, 1, 2, 3])
    expect(axisMarks(0)).toEqual([0, 1])
  })

  it('are few, evenly spaced whole numbers that reach the largest value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (largest) => {
        const marks = axisMarks(largest)
        const step = marks[1] ?? 0
        expect(marks.length).toBeLessThanOrEqual(6)
        expect(marks.at(-1)).toBeGreaterThanOrEqual(largest)
        expect(marks.every((mark, i) => mark === step * i && Number.isInteger(mark))).toBe(true)
      }),
    )
  })
})

describe('the chart of weeks', () => {
  const weeks = Array.from({ length: 17 }, (_, i) => ({
    monday: addDays(day('2025-12-15'), 7 * i),
    created: i < 13 ? i : 0,
    expired: i % 3,
  }))
  const chart = weekChart(weeks, day('2026-03-12'), 600, 228)

  it('marks the current week and those to come', () => {
    expect(chart.columns.filter(({ current }) => current).map(({ monday }) => monday)).toEqual(['2026-03-09'])
    expect(chart.columns.filter(({ coming }) => coming)).toHaveLength(4)
    expect(chart.comingFrom).toBeGreaterThan(chart.columns[12]?.centre ?? Infinity)
  })

  it('keeps every bar inside, as high as its value', () => {
    for (const { created, expires } of chart.columns)
      for (const bar of [created, expires]) {
        expect(bar.x).toBeGreaterThanOrEqual(chart.left)
        expect(bar.x + bar.width).toBeLessThanOrEqual(chart.right)
        expect(bar.y).toBeGreaterThanOrEqual(chart.top)
        expect(bar.y + bar.height).toBeCloseTo(chart.bottom)
      }
    expect(chart.columns[12]?.created.height).toBeCloseTo(2 * (chart.columns[6]?.created.height ?? 0))
  })
})
