import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'
import { storable } from './storable.ts'

const writing = (compiler: () => PostgresQueryCompiler) =>
  new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: compiler,
    },
  })

/** Writes typed SQL; it runs nothing itself. `connection.ts` runs what `compile()` gives. */
export const query = writing(() => new PostgresQueryCompiler())

/** A query that gives rows of `Row`. */
export interface Query<Row = unknown> {
  compile(): CompiledQuery<Row>
}

/** A piece of hand-written SQL as a query. */
export const raw = <Row>(builder: RawBuilder<Row>): Query<Row> => ({ compile: () => builder.compile(query) })

/** Writes values into the text, each escaped by the driver: COPY takes no parameters. */
class LiteralCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    this.append(literal(value))
  }
}
const literalQuery = writing(() => new LiteralCompiler())

/** The query as one text without parameters. */
export const asText = (builder: RawBuilder<unknown>): string => builder.compile(literalQuery).sql

function literal(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'string') return pg.escapeLiteral(storable(value))
  if (Array.isArray(value)) return `ARRAY[${value.map(literal).join(',')}]`
  throw new TypeError(`no literal for a ${typeof value}`)
}
