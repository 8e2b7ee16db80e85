import type { Migration } from './migration.ts'

/**
 * Which calls were carried out, written in the same transaction as what they changed: a client whose answer was lost
 * looks its request id up here. A row for each operation of a call, or one without where it records none.
 */
export const requests: Migration = {
  number: 130,
  name: 'requests',
  up(connection) {
    connection.exec(`
      CREATE TABLE request (
        id TEXT NOT NULL,
        method TEXT NOT NULL,
        at INTEGER NOT NULL,
        operation_id INTEGER REFERENCES operation (id)
      ) STRICT;
      CREATE INDEX request_by_id ON request (id);
      CREATE INDEX request_by_at ON request (at);
      CREATE INDEX request_by_operation ON request (operation_id) WHERE operation_id IS NOT NULL;
    `)
  },
}
