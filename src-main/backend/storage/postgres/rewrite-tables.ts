import type pg from 'pg'
import { translating } from './errors.ts'

/** The longest wait for those who read a table. */
const LOCK_MS = 30_000

/**
 * Writes the site's tables and indexes into new files, so that the server's hold nothing any more of what was changed or
 * deleted. Its log and its backups are a matter of whoever runs the server.
 */
export async function rewriteTables(client: pg.ClientBase): Promise<void> {
  await translating(async () => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename',
    )
    await client.query(`SET lock_timeout = ${LOCK_MS}`)
    try {
      for (const { name } of rows) await client.query(`VACUUM (FULL, ANALYZE) ${name}`)
    } finally {
      await client.query('RESET lock_timeout')
    }
  })
}
