import type { WriteConnection } from './connection.sqlite.ts'
import { query } from './query.ts'

/** Sets how often a code has been used. */
export async function setUses(connection: WriteConnection, id: number, used: number): Promise<void> {
  connection.run('codes.set-uses', query.updateTable('promo_code').set({ used }).where('id', '=', id))
}
