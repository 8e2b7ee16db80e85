import { sql } from 'kysely'
import { raw } from '../../sql/query.ts'
import type { Migration, MigrationConnection } from './migration.ts'

/**
 * Fills with zeros what earlier versions left in unused space: passwords that were given up or replaced, the keys of
 * earlier passphrases, drafts that were discarded. From here on whoever writes deletes with `secure_delete`, and so does
 * this step.
 */
export const zeroedSpace: Migration = {
  number: 190,
  name: 'zeroed-space',
  // Otherwise passwords would go with their secrets, and pages be emptied row by row, which leaves what is between the rows.
  withoutReferences: true,
  up(connection) {
    for (const table of ['secret_box', 'secret', 'draft']) writeAgain(connection, table)
    fillFreePages(connection)
  },
}

/** Deleting every row at once zeroes whole pages. What is kept is in memory meanwhile. */
function writeAgain({ exec }: MigrationConnection, table: string): void {
  exec(`
    CREATE TEMP TABLE kept AS SELECT * FROM main.${table};
    DELETE FROM main.${table};
    INSERT INTO main.${table} SELECT * FROM temp.kept;
    DROP TABLE temp.kept;`)
}

const FILLED_AT_ONCE = 4096

/** Pages of the free list go to a table, and come back as zeros with its end. */
function fillFreePages(connection: MigrationConnection): void {
  const numberOf = (name: string, pragma: ReturnType<typeof raw>) =>
    connection.column<number>(name, pragma)[0] ?? 0
  const pageSize = numberOf('migrate.page-size', raw(sql`PRAGMA page_size`))
  connection.exec('CREATE TABLE filled (zeros BLOB)')
  for (;;) {
    const free = numberOf('migrate.free-pages', raw(sql`PRAGMA freelist_count`))
    if (free === 0) break
    const bytes = Math.min(free, FILLED_AT_ONCE) * pageSize
    connection.run('migrate.fill', raw(sql`INSERT INTO filled VALUES (zeroblob(${bytes}))`))
  }
  connection.exec('DROP TABLE filled')
}
