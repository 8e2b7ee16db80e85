import type { BatchTerms } from '#shared/contract/promo.ts'
import { type Creation, generatedCodesSchema } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Discount } from '#shared/domain/discount.ts'
import type { Currency } from '#shared/domain/money.ts'
import type { CodeValidity } from '#shared/domain/promo-code.ts'
import { limitOf, usageOf } from '#shared/domain/term-content.ts'
import type { AppliesTo, Service } from '#shared/domain/services.ts'

export interface PromoCodeTable {
  /** Allotted by the store, never used again: an open result set that refers to an id never shows another code. */
  id: number
  code: string
  batch_id: number
  service: Service
  applies_to: AppliesTo
  recipient_name: string
  /** `recipient_name` in a form whose plain byte order is the Norwegian order (`sort-key.ts`). */
  recipient_key: string
  recipient_email: string
  discount_kind: 'percent' | 'amount'
  /** Hundredths of a percent, or minor units. */
  discount_value: number
  discount_currency: Currency | null
  /** Null for unlimited. */
  usage_limit: number | null
  used: number
  created_at: number
  expires: IsoDate
  deleted_at: number | null
  /** Null where it is valid from the beginning. */
  valid_from: IsoDate | null
  /** Empty where there is none. */
  note: string
}

/** What each code of a creation has of its own, in the order in which it is inserted. */
const OWN_COLUMNS = [
  'id',
  'code',
  'batch_id',
  'recipient_name',
  'recipient_key',
  'recipient_email',
] as const satisfies readonly (keyof PromoCodeTable)[]
type ValuesOf<Columns extends readonly (keyof PromoCodeTable)[]> = {
  [I in keyof Columns]: PromoCodeTable[Columns[I]]
}
export type OwnValues = ValuesOf<typeof OWN_COLUMNS>

type CommonColumn = Exclude<keyof PromoCodeTable, (typeof OWN_COLUMNS)[number]>

/** What all codes of a creation have in common: every other column, with its first content. */
const COMMON: { readonly [C in CommonColumn]: (creation: Creation, at: number) => PromoCodeTable[C] } = {
  service: ({ service }) => service,
  applies_to: ({ appliesTo }) => appliesTo,
  discount_kind: ({ discount }) => discount.kind,
  discount_value: ({ discount }) => (discount.kind === 'percent' ? discount.hundredths : discount.minor),
  discount_currency: ({ discount }) => (discount.kind === 'percent' ? null : discount.currency),
  usage_limit: ({ usage }) => limitOf(usage),
  used: () => 0,
  created_at: (_, at) => at,
  expires: ({ expires }) => expires,
  deleted_at: () => null,
  valid_from: ({ validFrom }) => validFrom ?? null,
  note: ({ note }) => note ?? '',
}
const COMMON_COLUMNS = Object.keys(COMMON) as CommonColumn[]

/**
 * Every column of `promo_code`, own columns first: what creation fills, what withdrawal and return copy, and what the
 * report reads. `withdrawn_code` has them all as well.
 */
export const PROMO_CODE_COLUMNS = [...OWN_COLUMNS, ...COMMON_COLUMNS] as const

/** The content of the columns that follow the own ones. */
export const commonValues = (creation: Creation, at: number): readonly (string | number | null)[] =>
  COMMON_COLUMNS.map((column) => COMMON[column](creation, at))

/** What a row of the report has from the columns alone. */
export const rowFields = (row: Omit<PromoCodeTable, 'recipient_key'>) => ({
  id: row.id,
  code: row.code,
  service: row.service,
  recipient: row.recipient_name,
  email: row.recipient_email,
  discount: discountOf(row),
  used: row.used,
  limit: row.usage_limit,
  appliesTo: row.applies_to,
  batch: row.batch_id,
  expires: row.expires,
  validFrom: row.valid_from,
  note: row.note,
})

/** A code with how its batch was made: what a new batch takes over. */
export interface BatchTermsRow extends PromoCodeTable {
  readonly code_type: string | null
  readonly batch_name: string
}

export const termsOf = (row: BatchTermsRow): BatchTerms => ({
  service: row.service,
  appliesTo: row.applies_to,
  usage: usageOf(row.usage_limit),
  discount: discountOf(row),
  validFrom: row.valid_from,
  expires: row.expires,
  note: row.note,
  batchName: row.batch_name,
  codeType: row.code_type === null ? null : generatedCodesSchema.parse(JSON.parse(row.code_type)),
})

/** What a status follows from. */
export const validityOf = (
  row: Pick<PromoCodeTable, 'deleted_at' | 'used' | 'usage_limit' | 'valid_from' | 'expires'>,
): CodeValidity => ({
  deleted: row.deleted_at !== null,
  used: row.used,
  limit: row.usage_limit,
  validFrom: row.valid_from,
  expires: row.expires,
})

export const discountOf = (row: Pick<PromoCodeTable, 'discount_currency' | 'discount_value'>): Discount =>
  row.discount_currency === null
    ? { kind: 'percent', hundredths: row.discount_value }
    : { kind: 'amount', minor: row.discount_value, currency: row.discount_currency }
