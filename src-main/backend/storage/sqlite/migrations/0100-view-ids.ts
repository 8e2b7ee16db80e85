import type { Migration } from './migration.ts'

/**
 * Earlier versions stored a view under any id that a caller sent; after the largest one no further id could be given.
 * Such views get the ids that follow the others. No site has given out a million ids by itself.
 */
export const viewIds: Migration = {
  number: 100,
  name: 'view-ids',
  up(connection) {
    connection.exec(`
      UPDATE sqlite_sequence
      SET seq = (SELECT coalesce(max(id), 0) FROM report_view WHERE id BETWEEN 1 AND 1000000)
      WHERE name = 'report_view' AND seq > 1000000;

      CREATE TEMP TABLE misplaced_view AS
        SELECT row_number() OVER (ORDER BY id) AS place, name, name_key, content
        FROM report_view WHERE id > 1000000;
      DELETE FROM report_view WHERE id > 1000000;
      INSERT INTO report_view (name, name_key, content)
        SELECT name, name_key, content FROM misplaced_view ORDER BY place;
      DROP TABLE misplaced_view;
    `)
  },
}
