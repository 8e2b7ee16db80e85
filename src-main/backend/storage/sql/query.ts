import {
  type CompiledQuery,
  createQueryId,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type RawBuilder,
  type RootOperationNode,
} from 'kysely'
import type { Schema } from './schema.ts'

/**
 * Builds typed SQL as a tree; it runs nothing, and each engine's connection compiles the tree to its own SQL (the
 * compiler here is never asked).
 */
export const query = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** A query that gives rows of `Row`. */
export interface Query<Row = unknown> {
  /** Says the type of the rows; engines compile `toOperationNode()`. */
  compile(): CompiledQuery<Row>
  toOperationNode(): RootOperationNode
}

/** A piece of hand-written SQL as a query. */
export const raw = <Row>(builder: RawBuilder<Row>): Query<Row> => ({
  compile: () => builder.compile(query),
  toOperationNode: () => builder.toOperationNode() as RootOperationNode,
})

/** What turns queries into an engine's SQL with their parameters; those that are built once are compiled once. */
export function compileWith(compiler: QueryCompiler): <Row>(source: Query<Row>) => CompiledQuery<Row> {
  const compiled = new WeakMap<RootOperationNode, CompiledQuery>()
  return <Row>(source: Query<Row>) => {
    const node = source.toOperationNode()
    const known = compiled.get(node) ?? compiler.compileQuery(node, createQueryId())
    compiled.set(node, known)
    return known as CompiledQuery<Row>
  }
}
