import { type IsoDate, isIsoDate } from '../domain/dates.ts'
import type { SlashedFirst } from '../languages/formats.ts'
import { LANGUAGES, type Language, languages } from '../languages/languages.ts'

/** The months by the names that people type, in any language of the product: `mai` and `may`, `okt` and `oct`. */
const MONTHS = new Map(
  LANGUAGES.flatMap((language) =>
    languages[language].formats.months.flatMap((names, i) => names.map((name) => [name, i + 1] as const)),
  ),
)

const DAY_FIRST = /^(\d{1,2})\s*[.\s]\s*(\d{1,2})\s*(?:[.\s]\s*(\d{4}|\d{2})?)?$/
const SLASHED = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/
const ISO = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/
const DAY_AND_NAME = /^(\d{1,2})\.?\s*(\p{L}+)\.?(?:,?\s*(\d{4}|\d{2}))?$/u
const NAME_AND_DAY = /^(\p{L}+)\.?\s*(\d{1,2})(?:,?\s+(\d{4}|\d{2}))?$/u

/**
 * The day that a person means: `30.06.2026`, `30.6.26`, `30 jun 2026`, `June 30, 2026`, `2026-06-30`, and with slashes the
 * day or the month first as the language has it (English: mm/dd/yyyy), the other way round where only that is a day. A year
 * of two digits is the one nearest to `today`; without a year it is today's. Undefined for anything else, also for a day that
 * is not in the calendar.
 */
export const parseTypedDate = (text: string, language: Language, today: IsoDate): IsoDate | undefined =>
  parseDateOfColumn(text, slashOrder([text], language, today).first, today)

/** A cell of a column of which `slashOrder` said what comes first. */
export function parseDateOfColumn(
  text: string,
  slashedFirst: SlashedFirst,
  today: IsoDate,
): IsoDate | undefined {
  const parts = partsOf(trimmed(text), slashedFirst)
  if (!parts) return undefined
  const [year, month, day] = parts
  const iso = `${fullYear(year, today)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isIsoDate(iso) ? iso : undefined
}

export interface SlashOrder {
  readonly first: SlashedFirst
  /** One of the texts that is another day the other way round, where the whole column can be read both ways. */
  readonly doubtful?: string
}

/**
 * What comes first in the dates with slashes of a column, in which all are meant alike: what all of them can be read as, and
 * where that is both or neither, what the language has.
 */
export function slashOrder(texts: Iterable<string>, language: Language, today: IsoDate): SlashOrder {
  const usual = languages[language].formats.slashedFirst
  const possible = { day: true, month: true }
  let doubtful: string | undefined
  for (const text of texts) {
    if (!SLASHED.test(trimmed(text))) continue
    const day = parseDateOfColumn(text, 'day', today)
    const month = parseDateOfColumn(text, 'month', today)
    // What is no day either way says nothing.
    if (day === month) continue
    if (day === undefined) possible.day = false
    else if (month === undefined) possible.month = false
    else doubtful ??= text
  }
  if (possible.day !== possible.month) return { first: possible.day ? 'day' : 'month' }
  return { first: usual, ...(possible.day && doubtful !== undefined && { doubtful }) }
}

const trimmed = (text: string) => withoutWeekday(text.replace(/\s+/g, ' ').trim().toLowerCase())

const FIRST_WORD = /^(\p{L}+)\.?,? /u
function withoutWeekday(typed: string): string {
  const [word, name = ''] = FIRST_WORD.exec(typed) ?? []
  return word !== undefined && weekdays().has(name) ? typed.slice(word.length) : typed
}

let weekdayNames: Set<string> | undefined
/** In any language of the product, in full and shortened: `onsdag`, `wed`. Dates in words begin with them. */
function weekdays(): Set<string> {
  weekdayNames ??= new Set(
    LANGUAGES.flatMap((language) =>
      (['long', 'short'] as const).flatMap((weekday) => {
        const format = new Intl.DateTimeFormat(languages[language].locale, { timeZone: 'UTC', weekday })
        return Array.from({ length: 7 }, (_, day) =>
          format
            .format(Date.UTC(2026, 0, day + 1))
            .toLowerCase()
            .replace('.', ''),
        )
      }),
    ),
  )
  return weekdayNames
}

type Parts = [year: string | undefined, month: string, day: string]

function partsOf(typed: string, slashedFirst: SlashedFirst): Parts | undefined {
  const iso = ISO.exec(typed)
  if (iso) return [iso[1], iso[2] ?? '', iso[3] ?? '']
  const dotted = DAY_FIRST.exec(typed)
  if (dotted) return [dotted[3], dotted[2] ?? '', dotted[1] ?? '']
  const slashed = SLASHED.exec(typed)
  if (slashed) {
    const [, first = '', second = '', year] = slashed
    return slashedFirst === 'day' ? [year, second, first] : [year, first, second]
  }
  const dayFirst = DAY_AND_NAME.exec(typed)
  if (dayFirst) return named(dayFirst[3], dayFirst[2], dayFirst[1])
  const nameFirst = NAME_AND_DAY.exec(typed)
  return nameFirst ? named(nameFirst[3], nameFirst[1], nameFirst[2]) : undefined
}

function named(year: string | undefined, name = '', day = ''): Parts | undefined {
  const month = MONTHS.get(name)
  return month === undefined ? undefined : [year, String(month), day]
}

function fullYear(year: string | undefined, today: IsoDate): string {
  const now = Number(today.slice(0, 4))
  if (year === undefined) return String(now).padStart(4, '0')
  if (year.length === 4) return year
  const century = Math.floor(now / 100) * 100
  const near = [century - 100, century, century + 100].map((start) => start + Number(year))
  return String(near.reduce((best, it) => (Math.abs(it - now) < Math.abs(best - now) ? it : best)))
}
