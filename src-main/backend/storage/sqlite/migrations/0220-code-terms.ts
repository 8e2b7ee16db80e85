import type { Migration } from './migration.ts'

/** The first day of a code and the private note, of codes in use and withdrawn ones. */
const addTerms = (table: string) => `
  ALTER TABLE ${table} ADD COLUMN valid_from TEXT CHECK (length(valid_from) = 10);
  ALTER TABLE ${table} ADD COLUMN note TEXT NOT NULL DEFAULT '';`

/**
 * Codes get a first day and a private note, a batch keeps how its codes were made, and cells of terms can be written in. Columns with a default are added
 * without a row being written. SQLite changes no rule of a column, so the table of edits is made again.
 */
export const codeTerms: Migration = {
  number: 220,
  name: 'code-terms',
  up(connection) {
    connection.exec(`
      ${addTerms('promo_code')}
      ${addTerms('withdrawn_code')}

      ALTER TABLE batch ADD COLUMN code_type TEXT CHECK (json_valid(code_type));

      CREATE TABLE code_edit_next (
        operation_id INTEGER NOT NULL REFERENCES operation (id),
        code_id INTEGER NOT NULL,
        field TEXT NOT NULL CHECK (field IN (
          'recipient', 'email', 'discount', 'used', 'appliesTo', 'note', 'validFrom', 'expires')),
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        PRIMARY KEY (operation_id, code_id, field)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO code_edit_next SELECT operation_id, code_id, field, before, after FROM code_edit;
      DROP TABLE code_edit;
      ALTER TABLE code_edit_next RENAME TO code_edit;
    `)
  },
}
