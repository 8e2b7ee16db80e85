import type { Migration } from './migration.ts'

/** Records the person behind each operation, by name: several can work on one site. */
export const operationAuthor: Migration = {
  number: 250,
  name: 'operation-author',
  up(connection) {
    connection.exec(`
      ALTER TABLE operation ADD COLUMN author TEXT;
      CREATE INDEX operation_by_author ON operation (author, id) WHERE author IS NOT NULL;
    `)
  },
}
