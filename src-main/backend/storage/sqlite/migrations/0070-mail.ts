import type { Migration } from './migration.ts'

/**
 * Templates, the connection to the mail server, and the outbox. A message's state and its attempt are committed before
 * anything is sent, and again with the server's answer; `mail_one_each` is the rule that no recipient of a batch gets
 * two. What a message says follows from its wording and from the codes as they were when it was sent, which are kept
 * here. A code whose creation was undone leaves its messages, so nothing points at `promo_code`.
 */
export const mail: Migration = {
  number: 70,
  name: 'mail',
  up(connection) {
    connection.exec(`
      CREATE TABLE mail_template (
        service TEXT NOT NULL CHECK (service IN ('events', 'training')),
        language TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        PRIMARY KEY (service, language)
      ) STRICT, WITHOUT ROWID;

      -- Both contents of each change, JSON or null for the default: what undo and redo put back.
      CREATE TABLE mail_template_change (
        operation_id INTEGER PRIMARY KEY REFERENCES operation (id),
        service TEXT NOT NULL,
        language TEXT NOT NULL,
        before TEXT CHECK (json_valid(before)),
        after TEXT CHECK (json_valid(after))
      ) STRICT;

      CREATE TABLE mail_settings (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        host TEXT NOT NULL,
        port INTEGER NOT NULL,
        security TEXT NOT NULL CHECK (security IN ('starttls', 'tls', 'none')),
        user_name TEXT NOT NULL,
        password TEXT REFERENCES secret (name) ON DELETE SET NULL,
        sender_name TEXT NOT NULL,
        sender_address TEXT NOT NULL,
        reply_to TEXT NOT NULL,
        per_minute INTEGER CHECK (per_minute > 0),
        changed_at INTEGER NOT NULL
      ) STRICT;

      -- What the messages of one queueing say, before the values of each are put in.
      CREATE TABLE mail_wording (
        id INTEGER PRIMARY KEY,
        service TEXT NOT NULL CHECK (service IN ('events', 'training')),
        language TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        merchant TEXT NOT NULL,
        support TEXT NOT NULL
      ) STRICT;

      CREATE TABLE mail_message (
        id INTEGER PRIMARY KEY,
        operation_id INTEGER NOT NULL REFERENCES operation (id),
        batch_id INTEGER NOT NULL,
        wording_id INTEGER NOT NULL REFERENCES mail_wording (id),
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        address_key TEXT NOT NULL,
        message_id TEXT NOT NULL UNIQUE,
        resend_of INTEGER REFERENCES mail_message (id),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
        queued_at INTEGER NOT NULL,
        state_at INTEGER NOT NULL,
        next_try INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        problem TEXT,
        answer TEXT NOT NULL,
        changed_by INTEGER REFERENCES operation (id)
      ) STRICT;
      CREATE UNIQUE INDEX mail_one_each ON mail_message (batch_id, address_key)
        WHERE resend_of IS NULL AND state <> 'cancelled';
      CREATE INDEX mail_message_by_batch ON mail_message (batch_id, address_key);
      CREATE INDEX mail_message_due ON mail_message (next_try, id) WHERE state = 'queued';
      CREATE INDEX mail_message_by_state ON mail_message (state, id);
      CREATE INDEX mail_message_by_operation ON mail_message (operation_id);
      CREATE INDEX mail_message_changed_by ON mail_message (changed_by) WHERE changed_by IS NOT NULL;
      CREATE INDEX mail_message_resends ON mail_message (resend_of) WHERE resend_of IS NOT NULL;

      CREATE TABLE mail_message_code (
        code_id INTEGER NOT NULL,
        message_id INTEGER NOT NULL REFERENCES mail_message (id),
        code TEXT NOT NULL,
        discount_kind TEXT NOT NULL,
        discount_value INTEGER NOT NULL,
        discount_currency TEXT,
        expires TEXT NOT NULL,
        PRIMARY KEY (code_id, message_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX mail_code_by_message ON mail_message_code (message_id);

      CREATE TABLE mail_attempt (
        message_id INTEGER NOT NULL REFERENCES mail_message (id),
        number INTEGER NOT NULL,
        at INTEGER NOT NULL,
        ended_at INTEGER,
        end TEXT NOT NULL CHECK (end IN ('under-way', 'sent', 'temporary', 'refused', 'lost')),
        problem TEXT,
        answer TEXT NOT NULL,
        PRIMARY KEY (message_id, number)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
