import { sql } from 'kysely'
import type { ReadConnection } from './connection.sqlite.ts'
import { raw } from './query.ts'

/** The largest id that an AUTOINCREMENT table has given out, removed rows included; 0 before the first. */
export const lastIssuedId = (connection: ReadConnection, table: 'report_view'): number =>
  connection.get(
    'ids.last-issued',
    raw(sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = ${table}`),
  )?.seq ?? 0
