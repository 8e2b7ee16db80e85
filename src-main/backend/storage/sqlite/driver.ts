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

/**
 * Opens a database file. The driver itself looks whether the folder is there, and says it without a code where it is not.
 * @throws an error with SQLite's code
 */
export function openFile(path: string, options: Sqlite.Options): Database {
  const Opened = loadSqlite()
  try {
    return new Opened(path, options)
  } catch (error) {
    if (error instanceof TypeError && /directory does not exist/.test(error.message))
      throw Object.assign(new Error('no folder'), { code: 'SQLITE_CANTOPEN' })
    throw error
  }
}
