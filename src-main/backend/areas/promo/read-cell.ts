import type { CellEdit, Editable, EditProblem } from '#shared/contract/edits.ts'
import { MAX_NAME, MAX_NOTE } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { cleanAddress, refusalOf } from '#shared/domain/email-address.ts'
import { isErrorValue } from '#shared/domain/error-values.ts'
import { MAX_USES } from '#shared/domain/promo-code.ts'
import { APPLIES_TO } from '#shared/domain/services.ts'
import { contentSchemas } from '#shared/domain/term-change.ts'
import { contentOf, usageOf } from '#shared/domain/term-content.ts'
import type { SlashedFirst } from '#shared/languages/formats.ts'
import { parseDateOfColumn } from '#shared/wording/typed-date.ts'
import { parseAppliesTo, parseDiscount, parseLimit } from '#shared/wording/typed-terms.ts'
import { cleanName } from '#backend/areas/recipients/recipients.ts'
import type { EditableCode } from '#backend/storage/codes.ts'

/** What is wrong with a cell, without where it is. */
export type Problem = EditProblem extends infer P
  ? P extends EditProblem
    ? Omit<P, 'id' | 'column'>
    : never
  : never
type Read = { readonly content: string } | { readonly problem: Problem }

export interface DateReading {
  readonly first: SlashedFirst
  readonly today: IsoDate
}

const problem = (found: Problem) => ({ problem: found })

/**
 * The content that a person means by what was typed or pasted, by the rules of imports, of typed dates and of the form that
 * creates codes. A number alone is in the unit that the code's discount has.
 */
export function readCell(
  column: Editable,
  text: string,
  code: EditableCode | undefined,
  dates: DateReading,
): Read {
  if (isErrorValue(text)) return problem({ code: 'error-value' })
  if (text.trim() === '' && !MAY_BE_EMPTY.has(column)) return problem({ code: 'empty' })
  switch (column) {
    case 'recipient':
      return readName(text)
    case 'email':
      return readAddress(text)
    case 'discount': {
      const present = code && contentSchemas.discount.parse(code.discount)
      const discount = parseDiscount(text, present)
      return discount ? { content: contentOf({ term: column, discount }) } : problem({ code: 'bad-discount' })
    }
    case 'used': {
      const limit = parseLimit(text)
      return limit === undefined
        ? problem({ code: 'bad-limit', limit: MAX_USES })
        : { content: contentOf({ term: column, usage: usageOf(limit) }) }
    }
    case 'appliesTo': {
      const appliesTo = parseAppliesTo(text)
      return appliesTo ? { content: appliesTo } : problem({ code: 'bad-item' })
    }
    case 'note': {
      const note = cleanName(text)
      return note.length > MAX_NOTE ? problem({ code: 'note-too-long', limit: MAX_NOTE }) : { content: note }
    }
    case 'validFrom':
    case 'expires':
      return readDate(text, dates)
  }
}

const MAY_BE_EMPTY: ReadonlySet<Editable> = new Set(['note', 'validFrom'])
export const isDay = (column: Editable): boolean => column === 'validFrom' || column === 'expires'

function readName(text: string): Read {
  const name = cleanName(text)
  if (name === '') return problem({ code: 'empty' })
  return name.length > MAX_NAME ? problem({ code: 'name-too-long', limit: MAX_NAME }) : { content: name }
}

function readAddress(text: string): Read {
  const address = cleanAddress(text)
  if (address === '') return problem({ code: 'empty' })
  const refusal = refusalOf(address)
  return refusal ? problem({ code: 'bad-address', ...refusal }) : { content: address }
}

function readDate(text: string, { first, today }: DateReading): Read {
  if (text.trim() === '') return { content: '' }
  const day = parseDateOfColumn(text, first, today)
  return day === undefined ? problem({ code: 'bad-date' }) : { content: day }
}

/** The first and last day that a code gets by the edit, where it gets one that can be read. */
type Days = Partial<Record<'validFrom' | 'expires', string>>

/**
 * Both days of a code may be written together; each is then checked against the other as it becomes. One that says what was
 * `seen` may stay as it is: the other is checked against what is stored.
 */
export function daysWritten(cells: readonly CellEdit[], dates: DateReading): (id: number) => Days {
  const written = new Map<number, Days>()
  for (const { id, column, text, seen } of cells) {
    if ((column !== 'validFrom' && column !== 'expires') || seen !== undefined) continue
    const read = readDate(text, dates)
    // A code always has a last day.
    if ('content' in read && (column === 'validFrom' || read.content !== ''))
      written.set(id, { ...written.get(id), [column]: read.content })
  }
  return (id) => written.get(id) ?? {}
}

interface Around {
  readonly today: IsoDate
  readonly days: Days
}

/** Why the code cannot have that content, although it is one. The rule of `blockOf`, for a cell. */
export function problemWith(
  code: EditableCode,
  column: Editable,
  content: string,
  { today, days }: Around,
): Problem | null {
  switch (column) {
    case 'used':
      return content !== '' && code.uses > Number(content) ? { code: 'used-more', used: code.uses } : null
    case 'appliesTo': {
      const items: readonly string[] = APPLIES_TO[code.service]
      return items.includes(content) ? null : { code: 'other-service' }
    }
    case 'validFrom': {
      const expires = days.expires ?? code.expires
      return content > expires ? { code: 'expires-before', expires: expires as IsoDate } : null
    }
    case 'expires': {
      if (content < today) return { code: 'date-passed', today }
      const validFrom = days.validFrom ?? code.validFrom
      return validFrom > content ? { code: 'starts-after', validFrom: validFrom as IsoDate } : null
    }
    default:
      return null
  }
}
