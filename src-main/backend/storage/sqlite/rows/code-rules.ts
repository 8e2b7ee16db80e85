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
import { discountSchema, WHOLE } from '#shared/domain/discount.ts'
import { CURRENCIES } from '#shared/domain/money.ts'
import { currencySchema } from '#shared/domain/money-schemas.ts'
import { CUSTOM_CODE, MAX_USES } from '#shared/domain/promo-code.ts'
import { appliesToSchema, serviceSchema } from '#shared/domain/service-schemas.ts'
import { contentSchemas, type Term } from '#shared/domain/term-change.ts'
import { APPLIES_TO } from '#shared/domain/services.ts'
import { discountOf, type PromoCodeTable } from '../../promo-code-table.ts'
import type { BatchTable, CodeEditTable, OperationChangeTable } from '../../sql/schema.ts'
import {
  type ColumnRules,
  count,
  free,
  id,
  json,
  moment,
  optional,
  tableRules,
  text,
  type Together,
  whole,
  word,
} from './column-rules.ts'
import { LAST_MOMENT } from '../../stored-values.ts'

export const name = text(MAX_NAME)
export const address = text(320, addressSchema)
/** Empty for a code that is handed out later. */
const addressOrNone = text(320, z.union([z.literal(''), addressSchema]))
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
  recipient_email: addressOrNone,
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

const KIND = '(SELECT kind FROM operation WHERE operation.id = operation_id)'
const TERM = `(SELECT details ->> '$.change.term' FROM operation WHERE operation.id = operation_id)`

/** A text that is a whole number as SQLite writes it. */
const isWhole = (text: string, least: number, most: number): string =>
  `(${text} = CAST(CAST(${text} AS INTEGER) AS TEXT) AND CAST(${text} AS INTEGER) BETWEEN ${least} AND ${most})`

/** What a change of a term keeps of it: the rule of `contentSchemas` in SQL, which knows the term from the operation. */
const TERM_CONTENTS: Readonly<Record<Term, string>> = {
  discount: `((substr(before, 1, 1) = '%' AND ${isWhole('substr(before, 2)', 1, WHOLE)})
    OR (substr(before, 1, 3) IN (${CURRENCIES.map((currency) => `'${currency}'`).join(', ')})
      AND ${isWhole('substr(before, 4)', 1, Number.MAX_SAFE_INTEGER)}))`,
  used: `(before = '' OR ${isWhole('before', 1, MAX_USES)})`,
  appliesTo: `before IN (${appliesToSchema.options.map((item) => `'${item}'`).join(', ')})`,
  validFrom: `(before = '' OR before IS date(before))`,
  expires: `(before IS date(before))`,
  note: '1',
}

export const operationChangeRules = tableRules<OperationChangeTable>({
  columns: { operation_id: id, code_id: id, before: optional(free(MAX_NOTE)) },
  misfits: [
    `${KIND} NOT IN ('extend-codes', 'delete-codes', 'restore-codes', 'change-terms')`,
    `(before IS NULL) <> (${KIND} = 'delete-codes')`,
    `${KIND} = 'extend-codes' AND before IS NOT date(before)`,
    `${KIND} = 'restore-codes' AND NOT ${isWhole('before', 0, LAST_MOMENT)}`,
    `${KIND} = 'change-terms' AND NOT coalesce(CASE ${TERM} ${Object.entries(TERM_CONTENTS)
      .map(([term, fits]) => `WHEN '${term}' THEN ${fits}`)
      .join(' ')} END, 0)`,
  ],
})

const CELLS: Readonly<Record<Editable, z.ZodType>> = {
  recipient: name.schema,
  email: addressOrNone.schema,
  ...contentSchemas,
}

export const codeEditRules = tableRules<CodeEditTable>({
  columns: {
    operation_id: id,
    code_id: id,
    field: word(editableSchema),
    before: free(MAX_NOTE),
    after: free(MAX_NOTE),
  },
  together: (['before', 'after'] as const).map((column) => ({
    columns: ['field', column] as const,
    fits: (row: CodeEditTable) => CELLS[row.field].safeParse(row[column]).success,
  })),
})
