import { json, TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

/** What was typed in a form and not saved. */
export const drafts: Migration = {
  number: 300,
  name: 'drafts',
  sql: `
    CREATE TABLE draft (
      key ${TEXT} PRIMARY KEY,
      content ${json('content')} NOT NULL,
      saved_at bigint NOT NULL
    );
  `,
}
