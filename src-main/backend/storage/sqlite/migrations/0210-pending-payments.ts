import type { Migration } from './migration.ts'

/**
 * A payment that PayPal has and has not completed keeps PayPal's word for the reason, a step can be pending, and what
 * costs nothing is paid with nothing. SQLite changes no rule of a column, so both tables are made again.
 */
export const pendingPayments: Migration = {
  number: 210,
  name: 'pending-payments',
  // Steps and redemptions point at the table that takes the old one's place.
  withoutReferences: true,
  up(connection) {
    connection.exec(`
      CREATE TABLE payment_next (
        id INTEGER PRIMARY KEY,
        request_id TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        at INTEGER NOT NULL,
        service TEXT NOT NULL CHECK (service IN ('events', 'training')),
        mode TEXT NOT NULL CHECK (mode IN ('test', 'production')),
        revision INTEGER NOT NULL REFERENCES commerce_revision (revision),
        provider TEXT NOT NULL,
        destination TEXT NOT NULL
          CHECK (destination IN ('simulator', 'sandbox', 'live') AND (destination = 'live') = (mode = 'production')),
        paid_with TEXT NOT NULL
          CHECK (paid_with IN ('card', 'express', 'hosted', 'free') AND (paid_with = 'free') = (pay = 0)),
        card_brand TEXT,
        card_last_four TEXT CHECK (length(card_last_four) = 4),
        item TEXT NOT NULL,
        description TEXT NOT NULL,
        full INTEGER NOT NULL CHECK (full > 0),
        off INTEGER NOT NULL CHECK (off >= 0),
        pay INTEGER NOT NULL CHECK (pay >= 0 AND pay = full - off),
        currency TEXT NOT NULL,
        code_id INTEGER,
        code TEXT CHECK ((code IS NULL) = (code_id IS NULL)),
        state TEXT NOT NULL,
        held INTEGER NOT NULL CHECK (held IN (0, 1) AND (held = 0 OR code_id IS NOT NULL)),
        open INTEGER NOT NULL CHECK (open IN (0, 1)),
        token TEXT,
        payable_until INTEGER,
        authorization_transaction TEXT,
        capture_transaction TEXT,
        pending_reason TEXT
      ) STRICT;
      INSERT INTO payment_next SELECT
        id, request_id, reference, at, service, mode, revision, provider, destination,
        iif(pay = 0, 'free', paid_with), iif(pay = 0, NULL, card_brand), iif(pay = 0, NULL, card_last_four),
        item, description, full, off, pay, currency, code_id, code, state, held, open, token, payable_until,
        authorization_transaction, capture_transaction, NULL
      FROM payment;
      DROP TABLE payment;
      ALTER TABLE payment_next RENAME TO payment;
      CREATE INDEX payment_holding ON payment (code_id) WHERE held = 1;
      CREATE INDEX payment_open ON payment (id) WHERE open = 1;

      CREATE TABLE payment_step_next (
        payment_id INTEGER NOT NULL REFERENCES payment (id),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'done', 'pending', 'refused', 'unknown')),
        code TEXT,
        pairs TEXT NOT NULL CHECK (json_valid(pairs)),
        at INTEGER NOT NULL,
        took_ms INTEGER,
        request_id TEXT,
        PRIMARY KEY (payment_id, number)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO payment_step_next
        SELECT payment_id, number, kind, state, code, pairs, at, took_ms, request_id FROM payment_step;
      DROP TABLE payment_step;
      ALTER TABLE payment_step_next RENAME TO payment_step;
    `)
  },
}
