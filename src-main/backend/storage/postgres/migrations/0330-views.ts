import { json, TEXT } from './columns.ts'
import type { Migration } from './migration.ts'

/**
 * Views of the report that were given a name; `name_key` makes them unique without regard to case. An id that was given
 * out once is never given to another view. A sequence of the server would also count what was taken back, and not what
 * comes with its id, so a table has the last one.
 */
export const views: Migration = {
  number: 330,
  name: 'views',
  sql: `
    CREATE TABLE last_issued_id (table_name ${TEXT} PRIMARY KEY, id bigint NOT NULL);

    CREATE TABLE report_view (
      id bigint PRIMARY KEY,
      name ${TEXT} NOT NULL,
      name_key ${TEXT} NOT NULL UNIQUE,
      content ${json('content')} NOT NULL
    );

    CREATE FUNCTION issue_id() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE issued bigint;
    BEGIN
      issued := coalesce((SELECT id FROM last_issued_id WHERE table_name = TG_TABLE_NAME), 0);
      NEW.id := coalesce(NEW.id, issued + 1);
      INSERT INTO last_issued_id VALUES (TG_TABLE_NAME, greatest(NEW.id, issued))
        ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
      RETURN NEW;
    END $$;
    CREATE TRIGGER issue_id BEFORE INSERT ON report_view FOR EACH ROW EXECUTE FUNCTION issue_id();
  `,
}
