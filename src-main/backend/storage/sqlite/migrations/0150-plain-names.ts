import type { Migration } from './migration.ts'

/**
 * Renames columns and values of the history, and the table of API accounts, to what the contract calls them: `deed`
 * is `details`, `leave` is `skipped`, and `settle` is `resolve`, since settling means paying out in this trade. The
 * meaning of the history does not change.
 */
export const plainNames: Migration = {
  number: 150,
  name: 'plain-names',
  up(connection) {
    connection.exec(`
      ALTER TABLE operation RENAME COLUMN deed TO details;

      UPDATE operation
      SET details = json_set(json_remove(details, '$.leave'), '$.skipped', json_extract(details, '$.leave'))
      WHERE json_type(details, '$.leave') = 'array';

      UPDATE operation SET kind = 'resolve-payment', details = json_set(details, '$.kind', 'resolve-payment')
      WHERE kind = 'settle-payment';
      UPDATE operation SET kind = 'resolve-messages', details = json_set(details, '$.kind', 'resolve-messages')
      WHERE kind = 'settle-messages';
      UPDATE operation SET details = json_set(details, '$.undone', 'resolve-messages')
      WHERE kind = 'undo' AND json_extract(details, '$.undone') = 'settle-messages';
      UPDATE operation SET details = json_set(details, '$.redone', 'resolve-messages')
      WHERE kind = 'redo' AND json_extract(details, '$.redone') = 'settle-messages';

      UPDATE request SET method = 'payments.inquire' WHERE method = 'payments.settle';
      UPDATE request SET method = 'paypal.setApiAccount' WHERE method = 'paypal.setCaller';

      ALTER TABLE paypal_caller RENAME TO paypal_api_account;
    `)
  },
}
