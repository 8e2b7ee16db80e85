import type { Migration } from './migration.ts'

/**
 * A message keeps the site's link for codes with its words, and of each code what it applies to. What was queued or sent
 * before says nothing of either; a code whose creation was undone is looked up where it is kept since.
 */
export const promoLink: Migration = {
  number: 240,
  name: 'promo-link',
  up(connection) {
    connection.exec(`
      ALTER TABLE mail_wording ADD COLUMN promo_link TEXT NOT NULL DEFAULT '';
      ALTER TABLE mail_message_code ADD COLUMN applies_to TEXT NOT NULL DEFAULT 'everything';
      UPDATE mail_message_code SET applies_to = coalesce(
        (SELECT applies_to FROM promo_code WHERE id = code_id),
        (SELECT applies_to FROM withdrawn_code WHERE id = code_id),
        'everything');
    `)
  },
}
