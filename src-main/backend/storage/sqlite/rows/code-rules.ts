import { z } from 'zod'
import { type Editable, editableSchema } from '#shared/contract/edits.ts'
import { addressSchema } from '#shared/contract/mail.ts'
import {
  codeTextSchema,
  generatedCodesSchema,
  MAX_BATCH_NAME,
  MAX_NAME,
  MAX_NOTE,
} from '#shared/domain/creation.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import { discountSchema } from '#shared/domain/discount.ts'
import { currencySchema } from '#shared/domain/money-schemas.ts'
import { CUSTOM_CODE, MAX_USES } from '#shared/domain/promo-code.ts'
import { appliesToSchema, serviceSchema } from '#shared/domain/service-schemas.ts'
import { APPLIES_TO } from '#shared/domain/services.ts'
import { discountOf, type PromoCodeTable } from '../../promo-code-table.ts'
import type { BatchTable, CodeEditTable, OperationChangeTable } from '../schema.ts'
import {
  type ColumnRule,
  type ColumnRules,
  count,
  free,
  id,
  json,
  moment,
  momentSchema,
  optional,
  tableRules,
  text,
  type Together,
  whole,
  word,
} from './column-rules.ts'

export const name = text(MAX_NAME)
export const address = text(320, addressSchema)
/** Made of a name or address; normalizing can make more letters of it. */
export const sortKey = text(6 * MAX_NAME)
export const codeText = text(CUSTOM_CODE.max, codeTextSchema)
export const day = word(isoDateSchema)

type DiscountColumns = Pick<PromoCodeTable, 'discount_kind' | 'discount_value' | 'discount_currency'>
export const discountColumns: ColumnRules<DiscountColumns> = {
  discount_kind: word(z.enum(['percent', 'amount'])),
  discount_value: whole(z.int().min(1)),
  discount_currency: optional(word(currencySchema)),
}
export const discountTogether = {
  columns: ['discount_kind', 'discount_value', 'discount_currency'],
  fits: (row) =>
    (row.discount_kind === 'percent') === (row.discount_currency === null) &&
    discountSchema.safeParse(discountOf(row)).success,
} as const satisfies Together<DiscountColumns>

const codeColumns: ColumnRules<PromoCodeTable> = {
  id,
  code: codeText,
  batch_id: id,
  service: word(serviceSchema),
  applies_to: word(appliesToSchema),
  recipient_name: name,
  recipient_key: sortKey,
  recipient_email: address,
  ...discountColumns,
  usage_limit: optional(whole(z.int().min(1).max(MAX_USES))),
  used: count,
  created_at: moment,
  expires: day,
  deleted_at: optional(moment),
  valid_from: optional(day),
  note: free(MAX_NOTE),
}
const codeTogether = [
  {
    columns: ['service', 'applies_to'],
    fits: ({ service, applies_to }) => APPLIES_TO[service].includes(applies_to),
  },
  discountTogether,
] as const satisfies readonly Together<PromoCodeTable>[]

export const promoCodeRules = tableRules<PromoCodeTable>({ columns: codeColumns, together: codeTogether })

export const withdrawnCodeRules = tableRules<PromoCodeTable & { operation_id: number }>({
  columns: { ...codeColumns, operation_id: id },
  together: codeTogether,
})

export const batchRules = tableRules<BatchTable>({
  columns: {
    id,
    operation_id: id,
    name: free(MAX_BATCH_NAME),
    service: word(serviceSchema),
    created_at: moment,
    code_type: optional(json(1000, generatedCodesSchema)),
  },
})

/** A moment as a text, which is how SQLite keeps it in a column of texts. */
const momentText = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
  .pipe(momentSchema)

export const operationChangeRules = tableRules<OperationChangeTable>({
  columns: { operation_id: id, code_id: id, before: optional(word(z.union([isoDateSchema, momentText]))) },
  misfits: [
    `(SELECT kind FROM operation WHERE operation.id = operation_id) NOT IN ('extend-codes', 'delete-codes', 'restore-codes')`,
    `(before IS NULL) <> ((SELECT kind FROM operation WHERE operation.id = operation_id) = 'delete-codes')`,
    `(before LIKE '%-%') <> ((SELECT kind FROM operation WHERE operation.id = operation_id) = 'extend-codes')`,
  ],
})

const CELLS: Readonly<Record<Editable, ColumnRule>> = { recipient: name, email: address, expires: day }

export const codeEditRules = tableRules<CodeEditTable>({
  columns: {
    operation_id: id,
    code_id: id,
    field: word(editableSchema),
    before: text(320),
    after: text(320),
  },
  together: (['before', 'after'] as const).map((column) => ({
    columns: ['field', column] as const,
    fits: (row: CodeEditTable) => CELLS[row.field].schema.safeParse(row[column]).success,
  })),
})
