import {
  createQueryId,
  type CompiledQuery,
  PostgresQueryCompiler,
  type RawBuilder,
  type RootOperationNode,
} from 'kysely'
import pg from 'pg'
import type { Query } from '../sql/query.ts'
import { storable } from './storable.ts'

const compiler = new PostgresQueryCompiler()
/** Queries that are built once are compiled once. */
const compiled = new WeakMap<RootOperationNode, CompiledQuery>()

/** The query as PostgreSQL's SQL with its parameters. */
export function compile<Row>(source: Query<Row>): CompiledQuery<Row> {
  const node = source.toOperationNode()
  const known = compiled.get(node) ?? compiler.compileQuery(node, createQueryId())
  compiled.set(node, known)
  return known as CompiledQuery<Row>
}

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
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(',')}]`
  throw new TypeError(`no literal for a ${typeof value}`)
}
