/** A calendar day without time, `YYYY-MM-DD`. Compares as text. */
export type IsoDate = string & { readonly IsoDate: unique symbol }

/** No date goes beyond what is written with four digits of a year. */
export const LAST_DAY = '9999-12-31' as IsoDate
/** A moment, UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. Compares as text. */
export type Instant = string & { readonly Instant: unique symbol }

const DAY_MS = 86_400_000

/** True for a day that exists in the calendar (so not 2026-02-30). */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** The instant of a clock reading (milliseconds since 1970). */
export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant

type DayFormatter = (milliseconds: number) => IsoDate
/** Making one takes far longer than using it, and hardly more than one time zone is ever asked for. */
const formatters = new Map<string, DayFormatter>()

/** A function that gives the day in `timeZone` at a clock reading. */
export function dayFormatter(timeZone: string): DayFormatter {
  const made = formatters.get(timeZone) ?? makeFormatter(timeZone)
  formatters.set(timeZone, made)
  return made
}

function makeFormatter(timeZone: string): DayFormatter {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (milliseconds) => format.format(milliseconds) as IsoDate
}

/** The day that it is in `timeZone` at `milliseconds`. */
export const dayIn = (timeZone: string, milliseconds: number): IsoDate => dayFormatter(timeZone)(milliseconds)

/** `day` moved by whole days, over month and year ends. */
export function addDays(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as IsoDate
}

/** The same day of another month, or its last day where it has no such day. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10) as IsoDate
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** True when the runtime knows `name` as an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** As `formatters`. */
const offsetFormats = new Map<string, Intl.DateTimeFormat>()

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const made =
    offsetFormats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  offsetFormats.set(timeZone, made)
  return made
}

/** No offset changes within a quarter of an hour. What was found out is kept: asking takes far longer. */
const QUARTER_MS = 15 * 60_000
const offsets = new Map<string, number>()
/** A file of orders is about some months. */
const OFFSETS_KEPT = 20_000

/** The offset of `timeZone` from UTC at `milliseconds`, in milliseconds. */
function offsetAt(timeZone: string, milliseconds: number): number {
  const key = `${timeZone} ${Math.floor(milliseconds / QUARTER_MS)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= OFFSETS_KEPT) offsets.clear()
  const offset = findOffset(timeZone, milliseconds)
  offsets.set(key, offset)
  return offset
}

function findOffset(timeZone: string, milliseconds: number): number {
  const part: Record<string, number> = {}
  for (const { type, value } of offsetFormat(timeZone).formatToParts(milliseconds)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(milliseconds / 1000) * 1000
}

/** The instant at which `day` begins in `timeZone`; where midnight is skipped by a clock change, the first moment after. */
export function startOfDay(timeZone: string, day: IsoDate): Instant {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const first = utc - offsetAt(timeZone, utc)
  const second = utc - offsetAt(timeZone, first)
  const start = dayIn(timeZone, second) === day ? second : first
  return instantOf(start)
}

/** The moment at which clocks in `timeZone` show so many seconds since midnight of `day`, in UTC milliseconds. */
export function localInstant(timeZone: string, day: IsoDate, seconds: number): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + seconds * 1000
  const first = wanted - offsetAt(timeZone, wanted)
  return wanted - offsetAt(timeZone, first)
}
