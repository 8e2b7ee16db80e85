import { TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

/**
 * Orders of the site's own shop, apart from the payments that are made here. An order is there once, unless an import of
 * it was undone: such rows are kept, so that the import can be done again. What an import gave back of earlier orders has
 * rows of its own for the same reason. Nothing points at `promo_code`: a creation can be undone once all uses are given back.
 */
export const redemptions: Migration = {
  number: 350,
  name: 'redemptions',
  sql: `
    CREATE TABLE site_order (
      id bigint PRIMARY KEY,
      order_id ${TEXT} NOT NULL,
      code_id bigint NOT NULL,
      code ${TEXT} NOT NULL,
      at bigint NOT NULL,
      item ${TEXT},
      off bigint CHECK (off >= 0),
      pay bigint NOT NULL CHECK (pay >= 0),
      currency ${TEXT} NOT NULL,
      given_back_at bigint,
      given_back_by bigint REFERENCES operation (id) CHECK (given_back_by IS NULL OR given_back_at IS NOT NULL),
      operation_id bigint REFERENCES operation (id),
      withdrawn bigint NOT NULL CHECK (withdrawn IN (0, 1) AND (withdrawn = 0 OR operation_id IS NOT NULL)),
      change bigint NOT NULL
    );
    CREATE UNIQUE INDEX site_order_by_order ON site_order (order_id) WHERE withdrawn = 0;
    CREATE INDEX site_order_by_code ON site_order (code_id);
    CREATE INDEX site_order_by_operation ON site_order (operation_id) WHERE operation_id IS NOT NULL;
    CREATE UNIQUE INDEX site_order_by_change ON site_order (change);

    CREATE TABLE site_order_return (
      operation_id bigint NOT NULL REFERENCES operation (id),
      site_order_id bigint NOT NULL REFERENCES site_order (id),
      at bigint NOT NULL,
      PRIMARY KEY (operation_id, site_order_id)
    );
  `,
}
