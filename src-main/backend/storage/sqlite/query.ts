import { type CompiledQuery, createQueryId, type RootOperationNode, SqliteQueryCompiler } from 'kysely'
import type { Query } from '../sql/query.ts'

const compiler = new SqliteQueryCompiler()
/** Queries that are built once are compiled once. */
const compiled = new WeakMap<RootOperationNode, CompiledQuery>()

/** The query as SQLite's SQL with its parameters. */
export function compile<Row>(source: Query<Row>): CompiledQuery<Row> {
  const node = source.toOperationNode()
  const known = compiled.get(node) ?? compiler.compileQuery(node, createQueryId())
  compiled.set(node, known)
  return known as CompiledQuery<Row>
}
