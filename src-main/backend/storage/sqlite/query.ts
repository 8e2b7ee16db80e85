import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Schema } from './schema.ts'

/** Writes typed SQL; it runs nothing itself. `connection.ts` runs what `compile()` gives. */
export const query = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** A query that gives rows of `Row`. */
export interface Query<Row = unknown> {
  compile(): CompiledQuery<Row>
}

/** A piece of hand-written SQL as a query. */
export const raw = <Row>(builder: RawBuilder<Row>): Query<Row> => ({ compile: () => builder.compile(query) })
