import { destination, json, MODE, SERVICE, TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

/**
 * Payments and the redemptions that they make. Before anything is sent to PayPal, the payment, the number of the call
 * and the held use of the code are committed; the answer comes with the redemption, or the end of the hold, in one
 * transaction. A code whose creation was undone leaves its payments, so nothing points at `promo_code`.
 */
export const payments: Migration = {
  number: 340,
  name: 'payments',
  sql: `
    CREATE TABLE payment (
      id bigint PRIMARY KEY,
      request_id ${TEXT} NOT NULL UNIQUE,
      reference ${TEXT} NOT NULL UNIQUE,
      at bigint NOT NULL,
      service ${SERVICE},
      mode ${MODE},
      revision bigint NOT NULL REFERENCES commerce_revision (revision),
      provider ${TEXT} NOT NULL,
      destination ${destination('destination')} NOT NULL,
      paid_with ${TEXT} NOT NULL
        CHECK (paid_with IN ('card', 'express', 'hosted', 'free') AND (paid_with = 'free') = (pay = 0)),
      card_brand ${TEXT},
      card_last_four ${TEXT} CHECK (length(card_last_four) = 4),
      item ${TEXT} NOT NULL,
      description ${TEXT} NOT NULL,
      "full" bigint NOT NULL CHECK ("full" > 0),
      off bigint NOT NULL CHECK (off >= 0),
      pay bigint NOT NULL CHECK (pay >= 0 AND pay = "full" - off),
      currency ${TEXT} NOT NULL,
      code_id bigint,
      code ${TEXT} CHECK ((code IS NULL) = (code_id IS NULL)),
      state ${TEXT} NOT NULL,
      held bigint NOT NULL CHECK (held IN (0, 1) AND (held = 0 OR code_id IS NOT NULL)),
      open bigint NOT NULL CHECK (open IN (0, 1)),
      token ${TEXT},
      payable_until bigint,
      authorization_transaction ${TEXT},
      capture_transaction ${TEXT},
      pending_reason ${TEXT}
    );
    CREATE INDEX payment_holding ON payment (code_id) WHERE held = 1;
    CREATE INDEX payment_open ON payment (id) WHERE open = 1;

    CREATE TABLE payment_step (
      payment_id bigint NOT NULL REFERENCES payment (id),
      number bigint NOT NULL,
      kind ${TEXT} NOT NULL,
      state ${TEXT} NOT NULL CHECK (state IN ('running', 'done', 'pending', 'refused', 'unknown')),
      code ${TEXT},
      pairs ${json('pairs')} NOT NULL,
      at bigint NOT NULL,
      took_ms bigint,
      request_id ${TEXT},
      PRIMARY KEY (payment_id, number)
    );

    -- At most one for a payment, so that none can be counted twice.
    CREATE TABLE redemption (
      payment_id bigint PRIMARY KEY REFERENCES payment (id),
      code_id bigint NOT NULL,
      at bigint NOT NULL,
      mode ${MODE},
      given_back_at bigint
    );
    CREATE INDEX redemption_by_code ON redemption (code_id);
  `,
}
