import { destination, json, MODE, TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

/**
 * What is known of accounts at PayPal: the site's own API accounts, and how accounts were last found. A check refers to
 * the account that it was made with, so an account that is changed has none, and one that comes back has its own again.
 * Secrets are names in `secret`: what is dropped there is not set here any more.
 */
export const paypal: Migration = {
  number: 320,
  name: 'paypal',
  sql: `
    CREATE TABLE paypal_api_account (
      mode ${MODE} PRIMARY KEY,
      user_name ${TEXT} NOT NULL,
      application_id ${TEXT} NOT NULL,
      password ${TEXT} REFERENCES secret (name) ON DELETE SET NULL,
      signature ${TEXT} REFERENCES secret (name) ON DELETE SET NULL
    );

    CREATE TABLE account_check (
      mode ${MODE},
      provider ${TEXT} NOT NULL,
      destination ${destination('destination')} NOT NULL,
      account ${TEXT} NOT NULL,
      at bigint NOT NULL,
      good bigint CHECK (good IN (0, 1)),
      code ${TEXT},
      pairs ${json('pairs')} NOT NULL,
      PRIMARY KEY (mode, provider, destination, account)
    );

    -- The token of a permission that was given through PayPal: to withdraw it there.
    CREATE TABLE paypal_grant_token (
      mode ${MODE},
      provider ${TEXT} NOT NULL,
      account ${TEXT} NOT NULL,
      destination ${destination('destination')} NOT NULL,
      secret ${TEXT} NOT NULL REFERENCES secret (name) ON DELETE CASCADE,
      PRIMARY KEY (mode, provider, account)
    );
  `,
}
