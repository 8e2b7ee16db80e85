import { expect, it } from 'vitest'
import { mondayOf } from '#backend/areas/overview/figures.ts'
import type { IsoDate } from '#shared/domain/dates.ts'

it.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2027-01-01', '2026-12-28'],
  ['2028-03-01', '2028-02-28'],
])('the Monday of the week of %s is %s', (day, monday) => {
  expect(mondayOf(day as IsoDate)).toBe(monday)
})
