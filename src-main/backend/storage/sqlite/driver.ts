import { createRequire } from 'node:module'
import type { default as Sqlite } from 'better-sqlite3'

export type Database = Sqlite.Database
export type Statement = Sqlite.Statement

/** Below this Node-API version better-sqlite3 ends the process with a segmentation fault that nothing can catch. */
const NODE_API = 10

/** The driver, loaded only where it can run. */
export function loadSqlite(): typeof Sqlite {
  if (Number(process.versions.napi) < NODE_API)
    throw new Error(`SQLite needs Node-API ${NODE_API}; this runtime has ${process.versions.napi ?? 'none'}`)
  return createRequire(import.meta.url)('better-sqlite3') as typeof Sqlite
}
