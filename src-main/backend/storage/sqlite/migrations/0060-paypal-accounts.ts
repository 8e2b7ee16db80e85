import type { Migration } from './migration.ts'

const MODE = `TEXT NOT NULL CHECK (mode IN ('test', 'production'))`

/**
 * What is known of accounts at PayPal: the site's own API accounts, how accounts were last found, and where a
 * permission was given (null: it is a person's word). A check refers to the account that it was made
 * with, so an account that is changed has none, and one that comes back has its own again. Secrets are names in
 * `secret`: what is dropped there is not set here any more.
 */
export const paypalAccounts: Migration = {
  number: 60,
  name: 'paypal-accounts',
  up(connection) {
    connection.exec(`
      CREATE TABLE paypal_caller (
        mode ${MODE} PRIMARY KEY,
        user_name TEXT NOT NULL,
        application_id TEXT NOT NULL,
        password TEXT REFERENCES secret (name) ON DELETE SET NULL,
        signature TEXT REFERENCES secret (name) ON DELETE SET NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE account_check (
        mode ${MODE},
        provider TEXT NOT NULL,
        destination TEXT NOT NULL
          CHECK (destination IN ('simulator', 'sandbox', 'live') AND (destination = 'live') = (mode = 'production')),
        account TEXT NOT NULL,
        at INTEGER NOT NULL,
        good INTEGER CHECK (good IN (0, 1)),
        code TEXT,
        pairs TEXT NOT NULL CHECK (json_valid(pairs)),
        PRIMARY KEY (mode, provider, destination, account)
      ) STRICT, WITHOUT ROWID;

      -- The token of a permission that was given through PayPal: to withdraw it there.
      CREATE TABLE paypal_grant_token (
        mode ${MODE},
        provider TEXT NOT NULL,
        account TEXT NOT NULL,
        destination TEXT NOT NULL
          CHECK (destination IN ('simulator', 'sandbox', 'live') AND (destination = 'live') = (mode = 'production')),
        secret TEXT NOT NULL REFERENCES secret (name) ON DELETE CASCADE,
        PRIMARY KEY (mode, provider, account)
      ) STRICT, WITHOUT ROWID;

      ALTER TABLE commerce_grant ADD COLUMN given_at TEXT
        CHECK (given_at IN ('simulator', 'sandbox', 'live') AND (given_at = 'live') = (mode = 'production'));
    `)
  },
}
