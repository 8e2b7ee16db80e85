const TABLES = `SELECT oid FROM pg_class
  WHERE relkind = 'r' AND relnamespace = to_regnamespace(quote_ident(current_schema()))`

/** What the user may do with all tables in the schema where tables are made and found, as columns of a SELECT. */
export const TABLE_RIGHTS = `
  NOT EXISTS (SELECT FROM (${TABLES}) AS own WHERE NOT has_table_privilege(oid, 'SELECT')) AS "mayRead",
  NOT EXISTS (SELECT FROM (${TABLES}) AS own WHERE NOT (
    has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
    AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))) AS "mayWrite"`

/** As `TABLE_RIGHTS` answers. */
export interface TableRights {
  readonly mayRead: boolean
  /** And read. */
  readonly mayWrite: boolean
}
