import type { Migration } from './migration.ts'

/**
 * What is written in cells of the report keeps both contents, for undo and redo. Saved views are the report's own, by
 * name; `name_key` makes them unique without regard to case. An extension is to a date or by days from here on, so the
 * details of those that are in effect say which they were.
 */
export const report: Migration = {
  number: 40,
  name: 'report',
  up(connection) {
    connection.exec(`
      CREATE TABLE code_edit (
        operation_id INTEGER NOT NULL REFERENCES operation (id),
        code_id INTEGER NOT NULL,
        field TEXT NOT NULL CHECK (field IN ('recipient', 'email', 'expires')),
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        PRIMARY KEY (operation_id, code_id, field)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE report_view (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL CHECK (json_valid(content))
      ) STRICT;

      UPDATE operation
      SET deed = json_set(
        json_remove(deed, '$.expires'), '$.to', json_object('kind', 'date', 'expires', deed ->> '$.expires'))
      WHERE kind = 'extend-codes' AND deed ->> '$.expires' IS NOT NULL;
    `)
  },
}
