import type { WriteConnection } from '../connection.ts'

/** One step of the database's shape. Numbers go by tens, so that a release that fixes another can put one between. */
export interface Migration {
  readonly number: number
  readonly name: string
  /** References are not followed while it runs; it leaves them as they were. */
  readonly withoutReferences?: boolean
  /** Runs inside the migration's transaction. */
  up(connection: MigrationConnection): void
}

export interface MigrationConnection extends WriteConnection {
  exec(sql: string): void
}
