import { SqliteQueryCompiler } from 'kysely'
import { compileWith } from '../sql/query.ts'

/** The query as SQLite's SQL with its parameters. */
export const compile = compileWith(new SqliteQueryCompiler())
