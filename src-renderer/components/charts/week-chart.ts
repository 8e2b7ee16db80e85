import type { Overview } from '#shared/contract/overview.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'

/** The ISO 8601 number of the week that begins on `monday`: the week of its Thursday. */
export function isoWeek(monday: IsoDate): number {
  const thursday = addDays(monday, 3)
  const newYear = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - newYear) / (7 * 86_400_000)) + 1
}

/** At most five round marks from 0 up to at least `largest`: 0, 20, 40, 60. */
export function axisMarks(largest: number): number[] {
  const rough = Math.max(1, largest) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power)
  const marks = [0]
  while ((marks.at(-1) ?? 0) < Math.max(1, largest)) marks.push((marks.at(-1) ?? 0) + step)
  return marks
}

export interface Bar {
  x: number
  y: number
  width: number
  height: number
  value: number
}

export interface WeekColumn {
  monday: IsoDate
  week: number
  /** The position of the week's label. */
  centre: number
  current: boolean
  coming: boolean
  created: Bar
  expires: Bar
}

export interface WeekChart {
  columns: WeekColumn[]
  marks: { value: number; y: number }[]
  /** Where the weeks to come begin; null when none is shown. */
  comingFrom: number | null
  top: number
  bottom: number
  left: number
  right: number
}

const MARGIN = { left: 36, right: 0, top: 18, bottom: 24 } as const

/** Places two bars a week, created and expiring, in a drawing of `width` × `height`. */
export function weekChart(
  weeks: Overview['weeks'],
  today: IsoDate,
  width: number,
  height: number,
): WeekChart {
  const [left, right, top, bottom] = [MARGIN.left, width - MARGIN.right, MARGIN.top, height - MARGIN.bottom]
  const marks = axisMarks(Math.max(0, ...weeks.flatMap(({ created, expired }) => [created, expired])))
  const highest = marks.at(-1) ?? 1
  const step = (right - left) / Math.max(1, weeks.length)
  const thick = Math.max(2, Math.min(15, step * 0.36))
  const heightOf = (value: number) => (value === 0 ? 0 : Math.max(2, (value / highest) * (bottom - top)))
  const bar = (x: number, value: number): Bar => ({
    x,
    y: bottom - heightOf(value),
    width: thick,
    height: heightOf(value),
    value,
  })

  const columns = weeks.map(({ monday, created, expired }, i): WeekColumn => {
    const centre = left + step * (i + 0.5)
    return {
      monday,
      week: isoWeek(monday),
      centre,
      current: monday <= today && today < addDays(monday, 7),
      coming: monday > today,
      created: bar(centre - thick, created),
      expires: bar(centre + 1, expired),
    }
  })
  const first = columns.findIndex(({ coming }) => coming)
  return {
    columns,
    marks: marks.map((value) => ({ value, y: bottom - (value / highest) * (bottom - top) })),
    comingFrom: first < 0 ? null : left + step * first,
    top,
    bottom,
    left,
    right,
  }
}
