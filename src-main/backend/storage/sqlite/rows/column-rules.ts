import { z } from 'zod'
import { jsonSchema, momentSchema } from '../../stored-values.ts'

/** What may be in a column. */
export interface ColumnRule {
  readonly schema: z.ZodType
  /** The longest text, in UTF-16 units; 0 for a number. What is longer is not even read. */
  readonly longest: number
}

/** What may be in the columns of a table: each of them has a rule. */
export type ColumnRules<Row> = { readonly [C in keyof Row]-?: ColumnRule }

/** What several columns of a row must be together. */
export interface Together<Row> {
  readonly columns: readonly (keyof Row & string)[]
  /** Is handed rows whose columns are right by themselves. */
  fits(row: Row): boolean
}

export interface TableRules<Row> {
  readonly columns: ColumnRules<Row>
  readonly together?: readonly Together<Row>[]
  /** SQL of a row that does not fit what other tables hold. */
  readonly misfits?: readonly string[]
  /** How many rows there are, where that is known. */
  readonly rows?: number
}

export const tableRules = <Row>(rules: TableRules<Row>): TableRules<Row> => rules

const number = (schema: z.ZodType): ColumnRule => ({ schema, longest: 0 })

/**
 * Numbers of rows and of codes grow by one; below this there is room for as many again in 32 bits, which hold the ids of
 * a report.
 */
const LARGEST_ID = 2 ** 31 - 1
const idSchema = z.int().min(1).max(LARGEST_ID)
/** 0 where there was none. */
export const lastIdSchema = z.int().min(0).max(LARGEST_ID)

/** Whatever is summed up over millions of rows stays a whole number. */
const MOST = 100_000_000

export const id = number(idSchema)
/** In UTC milliseconds. */
export const moment = number(momentSchema)
export const count = number(z.int().min(0).max(MOST))
export const flag = number(z.union([z.literal(0), z.literal(1)]))
export const whole = number

/** A text that the schema takes. */
export const text = (longest: number, schema: z.ZodType = z.string()): ColumnRule => ({
  schema: z
    .string()
    .max(longest)
    .pipe(schema as z.ZodType<unknown, string>),
  longest,
})

/**
 * A text of a person's, of so many letters at the most as it is typed: what takes the place of an erased person's name in
 * it can be longer.
 */
export const free = (longest: number): ColumnRule => text(10 * longest)

/** One of a closed set of words. */
export const word = (schema: z.ZodType): ColumnRule => text(64, schema)

/** JSON that is read by a schema. */
export const json = (longest: number, schema: z.ZodType): ColumnRule => text(longest, jsonSchema(schema))

export const optional = ({ schema, longest }: ColumnRule): ColumnRule => ({
  schema: schema.nullable(),
  longest,
})
