import type { Migration } from './migration.ts'

/**
 * Finds what refers to an operation: when all contents are replaced, the server looks for that before each row that goes,
 * and would read a whole table for it.
 */
export const references: Migration = {
  number: 380,
  name: 'references',
  sql: `
    CREATE INDEX operation_by_undone ON operation (undone_by) WHERE undone_by IS NOT NULL;
    CREATE INDEX request_by_operation ON request (operation_id) WHERE operation_id IS NOT NULL;
    CREATE INDEX site_order_by_return ON site_order (given_back_by) WHERE given_back_by IS NOT NULL;
  `,
}
