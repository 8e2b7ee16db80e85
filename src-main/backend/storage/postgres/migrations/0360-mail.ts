import { optionalJson, SERVICE, TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

/**
 * Templates, the connection to the mail server, and the outbox: the tables of SQLite's migrations 0070 to 0240, which say
 * what they are for. The batches of codes are found by their first and last codes for every queueing, so that the index of
 * batches holds the ids as well.
 */
export const mail: Migration = {
  number: 360,
  name: 'mail',
  sql: `
    DROP INDEX promo_code_by_batch;
    CREATE INDEX promo_code_by_batch ON promo_code (batch_id, id);

    CREATE TABLE mail_template (
      service ${SERVICE},
      language ${TEXT} NOT NULL,
      subject ${TEXT} NOT NULL,
      text ${TEXT} NOT NULL,
      changed_at bigint NOT NULL,
      PRIMARY KEY (service, language)
    );

    -- Both contents of each change, JSON or null for the default: what undo and redo put back.
    CREATE TABLE mail_template_change (
      operation_id bigint PRIMARY KEY REFERENCES operation (id),
      service ${SERVICE},
      language ${TEXT} NOT NULL,
      before ${optionalJson('before')},
      after ${optionalJson('after')}
    );

    CREATE TABLE mail_settings (
      id bigint PRIMARY KEY CHECK (id = 1),
      host ${TEXT} NOT NULL,
      port bigint NOT NULL,
      security ${TEXT} NOT NULL CHECK (security IN ('starttls', 'tls', 'none')),
      user_name ${TEXT} NOT NULL,
      password ${TEXT} REFERENCES secret (name) ON DELETE SET NULL,
      sender_name ${TEXT} NOT NULL,
      sender_address ${TEXT} NOT NULL,
      reply_to ${TEXT} NOT NULL,
      per_minute bigint CHECK (per_minute > 0),
      changed_at bigint NOT NULL
    );

    -- What the messages of one queueing say, before the values of each are put in.
    CREATE TABLE mail_wording (
      id bigint PRIMARY KEY,
      service ${SERVICE},
      language ${TEXT} NOT NULL,
      subject ${TEXT} NOT NULL,
      text ${TEXT} NOT NULL,
      merchant ${TEXT} NOT NULL,
      support ${TEXT} NOT NULL,
      promo_link ${TEXT} NOT NULL
    );

    CREATE TABLE mail_message (
      id bigint PRIMARY KEY,
      operation_id bigint NOT NULL REFERENCES operation (id),
      batch_id bigint NOT NULL,
      wording_id bigint NOT NULL REFERENCES mail_wording (id),
      resend_of bigint REFERENCES mail_message (id),
      queued_at bigint NOT NULL,
      state_at bigint NOT NULL,
      next_try bigint NOT NULL,
      tries bigint NOT NULL,
      divided bigint NOT NULL DEFAULT 0 CHECK (divided IN (0, 1)),
      name ${TEXT} NOT NULL,
      address ${TEXT} NOT NULL,
      address_key ${TEXT} NOT NULL,
      message_id ${TEXT} NOT NULL UNIQUE,
      state ${TEXT} NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
      problem ${TEXT},
      answer ${TEXT} NOT NULL
    );
    CREATE UNIQUE INDEX mail_one_each ON mail_message (batch_id, address_key)
      WHERE resend_of IS NULL AND state <> 'cancelled';
    CREATE INDEX mail_message_by_batch ON mail_message (batch_id, address_key);
    CREATE INDEX mail_message_due ON mail_message (next_try, id) WHERE state = 'queued';
    CREATE INDEX mail_message_by_state ON mail_message (state, id);
    CREATE INDEX mail_message_by_operation ON mail_message (operation_id);
    CREATE INDEX mail_message_resends ON mail_message (resend_of) WHERE resend_of IS NOT NULL;
    CREATE INDEX mail_message_queued_wording ON mail_message (wording_id) WHERE state = 'queued';
    CREATE INDEX mail_message_parked ON mail_message (batch_id, address_key)
      WHERE problem IN ('with-another', 'recipient-has-one');

    CREATE TABLE mail_message_code (
      code_id bigint NOT NULL,
      message_id bigint NOT NULL REFERENCES mail_message (id),
      discount_value bigint NOT NULL,
      expires date NOT NULL,
      code ${TEXT} NOT NULL,
      discount_kind ${TEXT} NOT NULL,
      discount_currency ${TEXT},
      applies_to ${TEXT} NOT NULL,
      PRIMARY KEY (code_id, message_id)
    );
    CREATE INDEX mail_code_by_message ON mail_message_code (message_id);

    CREATE TABLE mail_attempt (
      message_id bigint NOT NULL REFERENCES mail_message (id),
      number bigint NOT NULL,
      at bigint NOT NULL,
      ended_at bigint,
      "end" ${TEXT} NOT NULL CHECK ("end" IN ('under-way', 'sent', 'temporary', 'refused', 'lost')),
      problem ${TEXT},
      answer ${TEXT} NOT NULL,
      name ${TEXT},
      address ${TEXT},
      PRIMARY KEY (message_id, number)
    );

    CREATE TABLE mail_code_home (
      code_id bigint PRIMARY KEY,
      message_id bigint NOT NULL REFERENCES mail_message (id)
    );
    CREATE INDEX mail_code_home_by_message ON mail_code_home (message_id);

    CREATE TABLE mail_change (
      operation_id bigint NOT NULL REFERENCES operation (id),
      message_id bigint NOT NULL REFERENCES mail_message (id),
      PRIMARY KEY (operation_id, message_id)
    );
    CREATE INDEX mail_change_by_message ON mail_change (message_id, operation_id);
  `,
}
