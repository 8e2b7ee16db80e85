import { createQueryId, PostgresQueryCompiler, type RawBuilder, type RootOperationNode } from 'kysely'
import pg from 'pg'
import { compileWith } from '../sql/query.ts'
import { storable } from './storable.ts'

/** The query as PostgreSQL's SQL with its parameters. */
export const compile = compileWith(new PostgresQueryCompiler())

/** Writes values into the text, each escaped by the driver: COPY takes no parameters. */
class LiteralCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    this.append(literal(value))
  }
}
const literalCompiler = new LiteralCompiler()

/** The query as one text without parameters. */
export const asText = (builder: RawBuilder<unknown>): string =>
  literalCompiler.compileQuery(builder.toOperationNode() as RootOperationNode, createQueryId()).sql

function literal(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'string') return pg.escapeLiteral(storable(value))
  // To the server one constant, and not an expression of its own each.
  if (isNumbers(value)) return `'{${value.join(',')}}'`
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(',')}]`
  throw new TypeError(`no literal for a ${typeof value}`)
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isFinite(one))
