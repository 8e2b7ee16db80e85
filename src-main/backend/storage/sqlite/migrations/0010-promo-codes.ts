import type { Migration } from './migration.ts'

/** The columns of a promo code, also of one whose creation was undone. */
const CODE_COLUMNS = `
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  service TEXT NOT NULL CHECK (service IN ('events', 'training')),
  applies_to TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  recipient_key TEXT NOT NULL,
  recipient_email TEXT NOT NULL,
  discount_kind TEXT NOT NULL CHECK (discount_kind IN ('percent', 'amount')),
  discount_value INTEGER NOT NULL CHECK (discount_value > 0),
  discount_currency TEXT CHECK ((discount_currency IS NULL) = (discount_kind = 'percent')),
  usage_limit INTEGER CHECK (usage_limit > 0),
  used INTEGER NOT NULL CHECK (used >= 0 AND (usage_limit IS NULL OR used <= usage_limit)),
  created_at INTEGER NOT NULL,
  expires TEXT NOT NULL CHECK (length(expires) = 10),
  deleted_at INTEGER`

/**
 * Indexes: the unique one on `code` is the rule itself; `batch_id` grows at its end only, so it costs next to nothing;
 * the one on the address serves "has such a code already", which is asked for every recipient of a file. There is none
 * on `expires`: every extension would have to move its entries, and a report reads the whole table anyway.
 */
export const promoCodes: Migration = {
  number: 10,
  name: 'promo-codes',
  up(connection) {
    connection.exec(`
      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE operation (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        deed TEXT NOT NULL CHECK (json_valid(deed)),
        undone_by INTEGER REFERENCES operation (id)
      ) STRICT;

      CREATE TABLE batch (
        id INTEGER PRIMARY KEY,
        operation_id INTEGER NOT NULL REFERENCES operation (id),
        name TEXT NOT NULL,
        service TEXT NOT NULL CHECK (service IN ('events', 'training')),
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX batch_by_operation ON batch (operation_id);

      CREATE TABLE promo_code (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE COLLATE NOCASE,
        ${CODE_COLUMNS}
      ) STRICT;
      CREATE INDEX promo_code_by_batch ON promo_code (batch_id);
      CREATE INDEX promo_code_by_email ON promo_code (recipient_email COLLATE NOCASE);

      -- Codes of undone creations: no generated code ever equals one of them. A custom code may be made and
      -- withdrawn more than once, so the code is not unique here.
      CREATE TABLE withdrawn_code (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL COLLATE NOCASE,
        ${CODE_COLUMNS},
        operation_id INTEGER NOT NULL REFERENCES operation (id)
      ) STRICT;
      CREATE INDEX withdrawn_code_by_code ON withdrawn_code (code);

      CREATE TABLE operation_change (
        operation_id INTEGER NOT NULL REFERENCES operation (id),
        code_id INTEGER NOT NULL,
        before TEXT,
        PRIMARY KEY (operation_id, code_id)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
