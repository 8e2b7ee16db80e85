import type { Migration } from './migration.ts'

/**
 * Messages that wait follow the present names and addresses of their codes. `mail_code_home` says, for a code that goes
 * with another message than the one it was queued in, which one that was, so that a correction that is undone leaves each
 * code where it was. `divided` marks a message made because codes of one message
 * went to different recipients. An attempt keeps where it went.
 */
export const mailFollowing: Migration = {
  number: 140,
  name: 'mail-following',
  up(connection) {
    connection.exec(`
      ALTER TABLE mail_message ADD COLUMN divided INTEGER NOT NULL DEFAULT 0 CHECK (divided IN (0, 1));
      ALTER TABLE mail_attempt ADD COLUMN name TEXT;
      ALTER TABLE mail_attempt ADD COLUMN address TEXT;
      UPDATE mail_attempt SET (name, address) = (
        SELECT name, address FROM mail_message WHERE mail_message.id = mail_attempt.message_id);

      CREATE TABLE mail_code_home (
        code_id INTEGER PRIMARY KEY,
        message_id INTEGER NOT NULL REFERENCES mail_message (id)
      ) STRICT;
      CREATE INDEX mail_code_home_by_message ON mail_code_home (message_id);
      CREATE INDEX mail_message_parked ON mail_message (batch_id, address_key)
        WHERE problem IN ('with-another', 'recipient-has-one');
    `)
  },
}
