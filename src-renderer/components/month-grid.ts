import { addDays, type IsoDate } from '#shared/domain/dates.ts'

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: IsoDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export const startOfMonth = (day: IsoDate): IsoDate => `${day.slice(0, 8)}01` as IsoDate

/** The same day `months` later, or the last day of that month where it is shorter. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10) as IsoDate
}

/** The weeks, Monday first, that the month of `day` touches. */
export function monthGrid(day: IsoDate): IsoDate[][] {
  const first = startOfMonth(day)
  const last = addDays(addMonths(first, 1), -1)
  const weeks: IsoDate[][] = []
  for (let monday = addDays(first, -weekdayOf(first)); monday <= last; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)))
  return weeks
}

/** Where a key moves the focus from `day` in a calendar; undefined for a key that moves nothing. */
export function dayAfterKey(day: IsoDate, key: string, shift: boolean): IsoDate | undefined {
  const moves: Record<string, () => IsoDate> = {
    ArrowLeft: () => addDays(day, -1),
    ArrowRight: () => addDays(day, 1),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => addDays(day, -weekdayOf(day)),
    End: () => addDays(day, 6 - weekdayOf(day)),
    PageUp: () => addMonths(day, shift ? -12 : -1),
    PageDown: () => addMonths(day, shift ? 12 : 1),
  }
  return moves[key]?.()
}
