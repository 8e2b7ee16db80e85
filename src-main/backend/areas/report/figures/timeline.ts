import type { StepLength, Takings, Timeline } from '#shared/contract/report.ts'
import { addDays, daysBetween, type IsoDate, LAST_DAY } from '#shared/domain/dates.ts'
import { addStatuses, addTakings, NO_STATUSES } from '#backend/storage/day-tally.ts'
import type { DayCounts } from '#backend/storage/report.ts'

/** A Monday. */
const ORIGIN = '2001-01-01' as IsoDate
/** Longer spans are shown in longer steps. */
const MOST_DAYS = 62
const MOST_WEEKS = 62
export const MOST_STEPS = 400

/** A step’s number on an endless line of steps, and the first day of a step. */
const LINES: Record<StepLength, { stepOf(day: IsoDate): number; startOf(step: number): IsoDate }> = {
  day: { stepOf: (day) => daysBetween(ORIGIN, day), startOf: (step) => addDays(ORIGIN, step) },
  week: {
    stepOf: (day) => Math.floor(daysBetween(ORIGIN, day) / 7),
    startOf: (step) => addDays(ORIGIN, step * 7),
  },
  month: {
    stepOf: (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1,
    startOf: (step) => {
      const [year, month] = [Math.floor(step / 12), (step % 12) + 1]
      return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01` as IsoDate
    },
  },
}

function stepFor(first: IsoDate, last: IsoDate): StepLength {
  const days = daysBetween(first, last) + 1
  if (days <= MOST_DAYS) return 'day'
  return days <= MOST_WEEKS * 7 ? 'week' : 'month'
}

/**
 * The counts of days as steps without gaps, from the first day that has something to the last. Where that would be more
 * than 400, the 400 around `today` are shown, and those at the ends take what lies beyond them.
 */
export function timelineOf(
  { expiries, redemptions }: DayCounts,
  wanted: StepLength | undefined,
  today: IsoDate,
): Timeline {
  const days = [...expiries.keys(), ...redemptions.keys()].sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return { by: wanted ?? 'day', steps: [] }
  const by = wanted ?? stepFor(first, last)
  const { stepOf, startOf } = LINES[by]
  const [from, to] = shownSteps(stepOf(first), stepOf(last), stepOf(today))
  const steps = Array.from({ length: to - from + 1 }, (_, i): Step => ({
    from: startOf(from + i),
    to: from + i === to ? lastDayOf(to, startOf) : addDays(startOf(from + i + 1), -1),
    expiries: 0,
    statuses: NO_STATUSES,
    redemptions: 0,
    takings: [],
  }))
  const at = (day: IsoDate) => steps[Math.min(Math.max(stepOf(day), from), to) - from]
  for (const [day, statuses] of expiries) addExpiring(at(day), statuses)
  for (const [day, takings] of redemptions) addRedeemed(at(day), takings)
  for (const step of steps) step.takings.sort((one, other) => other.redemptions - one.redemptions)
  const [head, tail] = [steps[0], steps.at(-1)]
  if (head && first < head.from) head.from = first
  if (tail && last > tail.to) tail.to = last
  return { by, steps }
}

type Step = Timeline['steps'][number]

function addExpiring(step: Step | undefined, statuses: Step['statuses']): void {
  if (!step) return
  step.expiries += Object.values(statuses).reduce((sum, codes) => sum + codes, 0)
  step.statuses = addStatuses(step.statuses, statuses)
}

function addRedeemed(step: Step | undefined, takings: readonly Takings[]): void {
  if (!step) return
  for (const one of takings) {
    step.redemptions += one.redemptions
    step.takings = addTakings(step.takings, one)
  }
}

function shownSteps(first: number, last: number, today: number): [number, number] {
  if (last - first < MOST_STEPS) return [first, last]
  const from = Math.min(Math.max(first, today - MOST_STEPS / 2), last - MOST_STEPS + 1)
  return [from, from + MOST_STEPS - 1]
}

/** The calendar ends with the year 9999. */
function lastDayOf(step: number, startOf: (step: number) => IsoDate): IsoDate {
  const next = startOf(step + 1)
  return next.length === 10 ? addDays(next, -1) : LAST_DAY
}
