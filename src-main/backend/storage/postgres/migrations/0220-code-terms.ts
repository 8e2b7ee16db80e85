import type { Migration } from './migration.ts'

const addTerms = (table: string) => `
  ALTER TABLE ${table}
    ADD COLUMN valid_from date,
    ADD COLUMN note text COLLATE "C" NOT NULL DEFAULT '';`

/**
 * Codes get a first day and a private note, and a batch keeps how its codes were made; cells of terms can be written in,
 * and changes of terms keep what was there.
 */
export const codeTerms: Migration = {
  number: 220,
  name: 'code-terms',
  sql: `
    ${addTerms('promo_code')}
    ${addTerms('withdrawn_code')}

    ALTER TABLE batch ADD COLUMN code_type text COLLATE "C" CHECK (code_type IS NULL OR code_type::json IS NOT NULL);

    ALTER TABLE code_edit DROP CONSTRAINT code_edit_field_check;
    ALTER TABLE code_edit ADD CONSTRAINT code_edit_field_check CHECK (field IN (
      'recipient', 'email', 'discount', 'used', 'appliesTo', 'note', 'validFrom', 'expires'));

    -- Of changes of terms, as the text of a cell.
    ALTER TABLE operation_change ADD COLUMN content_before text[] COLLATE "C"
      CHECK (cardinality(content_before) = cardinality(code_ids));
  `,
}
