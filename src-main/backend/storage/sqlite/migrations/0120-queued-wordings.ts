import type { Migration } from './migration.ts'

/** Finds the services of what waits in the outbox without reading all of it: its status says which are in Test. */
export const queuedWordings: Migration = {
  number: 120,
  name: 'queued-wordings',
  up(connection) {
    connection.exec(
      `CREATE INDEX mail_message_queued_wording ON mail_message (wording_id) WHERE state = 'queued'`,
    )
  },
}
