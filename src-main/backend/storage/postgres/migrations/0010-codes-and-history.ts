import { TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

/** The columns of a promo code, also of one whose creation was undone. What is wider comes first, without padding. */
const CODE_COLUMNS = `
  id bigint PRIMARY KEY CHECK (id BETWEEN 1 AND ${2 ** 32 - 1}),
  batch_id bigint NOT NULL REFERENCES batch (id),
  discount_value bigint NOT NULL CHECK (discount_value > 0),
  usage_limit bigint CHECK (usage_limit > 0),
  used bigint NOT NULL CHECK (used >= 0 AND (usage_limit IS NULL OR used <= usage_limit)),
  created_at bigint NOT NULL,
  deleted_at bigint,
  expires date NOT NULL,
  code ${TEXT} NOT NULL,
  service ${TEXT} NOT NULL CHECK (service IN ('events', 'training')),
  applies_to ${TEXT} NOT NULL,
  recipient_name ${TEXT} NOT NULL,
  recipient_key ${TEXT} NOT NULL,
  recipient_email ${TEXT} NOT NULL,
  discount_kind ${TEXT} NOT NULL CHECK (discount_kind IN ('percent', 'amount')),
  discount_currency ${TEXT} CHECK ((discount_currency IS NULL) = (discount_kind = 'percent'))`

/**
 * Pages of promo codes keep some room, so that a change of many writes the new row beside the old one and no index
 * moves: that takes a fifth of the time. There is no index on `expires` for the same reason, and a report reads the whole
 * table anyway.
 *
 * What a change of many found is kept in blocks of codes: a row for each code is twenty times as large.
 */
export const codesAndHistory: Migration = {
  number: 10,
  name: 'codes-and-history',
  sql: `
    CREATE TABLE setting (key ${TEXT} PRIMARY KEY, value ${TEXT} NOT NULL);

    CREATE TABLE operation (
      id bigint PRIMARY KEY,
      kind ${TEXT} NOT NULL,
      at bigint NOT NULL,
      details ${TEXT} NOT NULL CHECK (details::json IS NOT NULL),
      undone_by bigint REFERENCES operation (id)
    );

    CREATE TABLE request (
      id ${TEXT} NOT NULL,
      method ${TEXT} NOT NULL,
      at bigint NOT NULL,
      operation_id bigint REFERENCES operation (id)
    );
    CREATE INDEX request_by_id ON request (id);
    CREATE INDEX request_by_at ON request (at);

    CREATE TABLE batch (
      id bigint PRIMARY KEY,
      operation_id bigint NOT NULL REFERENCES operation (id),
      name ${TEXT} NOT NULL,
      service ${TEXT} NOT NULL CHECK (service IN ('events', 'training')),
      created_at bigint NOT NULL
    );
    CREATE INDEX batch_by_operation ON batch (operation_id);

    CREATE TABLE promo_code (${CODE_COLUMNS}) WITH (fillfactor = 85);
    CREATE UNIQUE INDEX promo_code_by_code ON promo_code (lower(code));
    CREATE INDEX promo_code_by_batch ON promo_code (batch_id);
    CREATE INDEX promo_code_by_email ON promo_code (lower(recipient_email));

    -- Codes of undone creations: no generated code ever equals one of them. A custom code may be made and
    -- withdrawn more than once, so the code is not unique here.
    CREATE TABLE withdrawn_code (${CODE_COLUMNS}, operation_id bigint NOT NULL REFERENCES operation (id));
    CREATE INDEX withdrawn_code_by_code ON withdrawn_code (lower(code));
    CREATE INDEX withdrawn_code_by_operation ON withdrawn_code (operation_id);

    CREATE TABLE operation_change (
      operation_id bigint NOT NULL REFERENCES operation (id),
      first_code_id bigint NOT NULL,
      code_ids bigint[] NOT NULL,
      -- Of extensions.
      expires_before date[] CHECK (cardinality(expires_before) = cardinality(code_ids)),
      -- Of restorations.
      deleted_at_before bigint[] CHECK (cardinality(deleted_at_before) = cardinality(code_ids)),
      PRIMARY KEY (operation_id, first_code_id)
    );

    CREATE TABLE code_edit (
      operation_id bigint NOT NULL REFERENCES operation (id),
      code_id bigint NOT NULL,
      field ${TEXT} NOT NULL CHECK (field IN ('recipient', 'email', 'expires')),
      before ${TEXT} NOT NULL,
      after ${TEXT} NOT NULL,
      PRIMARY KEY (operation_id, code_id, field)
    );
  `,
}
