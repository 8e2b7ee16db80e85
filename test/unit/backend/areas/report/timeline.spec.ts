import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StepLength, Takings } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { MOST_STEPS, timelineOf } from '#backend/areas/report/figures/timeline.ts'

const TODAY = '2026-11-23' as IsoDate
const perDay = <Counted>(days: Record<string, number>, counted: (n: number) => Counted) =>
  new Map(Object.entries(days).map(([day, n]) => [day as IsoDate, counted(n)]))
const expiring = (active: number) => ({ active, notYetValid: 0, expired: 0, usedUp: 0, deleted: 0 })
const usd = (n: number): Takings[] => [
  { mode: 'production', currency: 'USD', redemptions: n, paid: n * 100, discount: n * 25 },
]
const of = (expiries: Record<string, number>, by?: StepLength, redemptions: Record<string, number> = {}) =>
  timelineOf({ expiries: perDay(expiries, expiring), redemptions: perDay(redemptions, usd) }, by, TODAY)

describe('a timeline', () => {
  it('goes day by day without gaps', () => {
    expect(of({ '2026-11-30': 2, '2026-12-02': 1 }, undefined, { '2026-12-01': 4 })).toMatchObject({
      by: 'day',
      steps: [
        { from: '2026-11-30', to: '2026-11-30', expiries: 2, redemptions: 0 },
        { from: '2026-12-01', to: '2026-12-01', expiries: 0, redemptions: 4 },
        { from: '2026-12-02', to: '2026-12-02', expiries: 1, redemptions: 0 },
      ],
    })
  })

  it('has weeks that begin on Monday and months as they are', () => {
    expect(of({ '2026-11-29': 1, '2026-11-30': 2 }, 'week').steps).toMatchObject([
      { from: '2026-11-23', to: '2026-11-29', expiries: 1, redemptions: 0 },
      { from: '2026-11-30', to: '2026-12-06', expiries: 2, redemptions: 0 },
    ])
    expect(of({ '2028-02-29': 1, '2028-01-31': 2 }, 'month').steps).toMatchObject([
      { from: '2028-01-01', to: '2028-01-31', expiries: 2, redemptions: 0 },
      { from: '2028-02-01', to: '2028-02-29', expiries: 1, redemptions: 0 },
    ])
  })

  it('adds up each status, and the money of each currency by itself', () => {
    const cad = { mode: 'production', currency: 'CAD', redemptions: 1, paid: 70, discount: 30 } as const
    const { steps } = timelineOf(
      {
        expiries: new Map([
          [TODAY, { active: 2, notYetValid: 0, expired: 0, usedUp: 3, deleted: 0 }],
          [addDays(TODAY, 1), { active: 1, notYetValid: 0, expired: 0, usedUp: 0, deleted: 4 }],
        ]),
        redemptions: new Map([
          [TODAY, [cad, ...usd(2)]],
          [addDays(TODAY, 6), usd(1)],
        ]),
      },
      'week',
      TODAY,
    )
    expect(steps).toEqual([
      {
        from: TODAY,
        to: addDays(TODAY, 6),
        expiries: 10,
        statuses: { active: 3, notYetValid: 0, expired: 0, usedUp: 3, deleted: 4 },
        redemptions: 4,
        takings: [{ mode: 'production', currency: 'USD', redemptions: 3, paid: 300, discount: 75 }, cad],
      },
    ])
  })

  it('chooses the step by the span', () => {
    const span = (days: number) => of({ [TODAY]: 1, [addDays(TODAY, days - 1)]: 1 }).by
    expect([span(62), span(63), span(434), span(435)]).toEqual(['day', 'week', 'week', 'month'])
    expect(of({})).toEqual({ by: 'day', steps: [] })
  })

  it('reaches the end of the calendar', () => {
    const { steps } = of({ '9999-12-31': 1, [TODAY]: 2 }, 'month')
    expect(steps).toHaveLength(MOST_STEPS)
    expect(steps[0]).toMatchObject({ from: '2026-11-01', expiries: 2 })
    expect(steps.at(-1)).toMatchObject({ to: '9999-12-31', expiries: 1 })
  })

  it('counts everything once, in steps that follow each other', () => {
    const day = fc.integer({ min: -300_000, max: 2_900_000 }).map((days) => addDays(TODAY, days))
    const counted = fc.dictionary(day, fc.integer({ min: 1, max: 9 }), { maxKeys: 30 })
    const by = fc.constantFrom<StepLength | undefined>(undefined, 'day', 'week', 'month')
    fc.assert(
      fc.property(counted, counted, by, (expiries, redemptions, wanted) => {
        const { steps } = of(expiries, wanted, redemptions)
        const sum = (all: number[]) => all.reduce((total, each) => total + each, 0)
        expect(sum(steps.map((step) => step.expiries))).toBe(sum(Object.values(expiries)))
        expect(sum(steps.map((step) => step.redemptions))).toBe(sum(Object.values(redemptions)))
        expect(steps.length).toBeLessThanOrEqual(MOST_STEPS)
        for (const [i, step] of steps.entries()) {
          expect(step.from <= step.to).toBe(true)
          if (i > 0) expect(step.from).toBe(addDays(steps[i - 1]?.to ?? TODAY, 1))
        }
        for (const [at, n] of Object.entries(expiries)) {
          const step = steps.find(({ from, to }) => from <= at && at <= to)
          expect(step?.expiries).toBeGreaterThanOrEqual(n)
        }
      }),
    )
  })
})
