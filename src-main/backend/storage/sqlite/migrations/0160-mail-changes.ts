import type { Migration } from './migration.ts'

/**
 * Keeps every operation of a person's that changed the state of a message, in place of the last one only: what several
 * operations did to the same message can then be undone and done again one by one.
 */
export const mailChanges: Migration = {
  number: 160,
  name: 'mail-changes',
  up(connection) {
    connection.exec(`
      CREATE TABLE mail_change (
        operation_id INTEGER NOT NULL REFERENCES operation (id),
        message_id INTEGER NOT NULL REFERENCES mail_message (id),
        PRIMARY KEY (operation_id, message_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX mail_change_by_message ON mail_change (message_id, operation_id);
      INSERT INTO mail_change SELECT changed_by, id FROM mail_message WHERE changed_by IS NOT NULL;

      DROP INDEX mail_message_changed_by;
      ALTER TABLE mail_message DROP COLUMN changed_by;
    `)
  },
}
