import type { Migration } from './migration.ts'

/**
 * Payments and the redemptions that they make. Before anything is sent to PayPal, the payment, the number of the call
 * and the held use of the code are committed; the answer comes with the redemption, or the end of the hold, in one
 * transaction. A code whose creation was undone leaves its payments, so nothing points at `promo_code`.
 */
export const payments: Migration = {
  number: 30,
  name: 'payments',
  up(connection) {
    connection.exec(`
      CREATE TABLE payment (
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
        paid_with TEXT NOT NULL CHECK (paid_with IN ('card', 'express', 'hosted')),
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
        capture_transaction TEXT
      ) STRICT;
      CREATE INDEX payment_holding ON payment (code_id) WHERE held = 1;
      CREATE INDEX payment_open ON payment (id) WHERE open = 1;

      CREATE TABLE payment_step (
        payment_id INTEGER NOT NULL REFERENCES payment (id),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'done', 'refused', 'unknown')),
        code TEXT,
        pairs TEXT NOT NULL CHECK (json_valid(pairs)),
        at INTEGER NOT NULL,
        took_ms INTEGER,
        request_id TEXT,
        PRIMARY KEY (payment_id, number)
      ) STRICT, WITHOUT ROWID;

      -- At most one for a payment, so that none can be counted twice.
      CREATE TABLE redemption (
        payment_id INTEGER PRIMARY KEY REFERENCES payment (id),
        code_id INTEGER NOT NULL,
        at INTEGER NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('test', 'production')),
        given_back_at INTEGER
      ) STRICT;
      CREATE INDEX redemption_by_code ON redemption (code_id);
    `)
  },
}
