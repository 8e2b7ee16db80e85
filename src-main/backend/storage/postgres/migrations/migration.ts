/** One step of the schema. Numbers go by tens, so that a release that fixes another can put one between. */
export interface Migration {
  readonly number: number
  readonly name: string
  /** Statements that run inside the migration's transaction. */
  readonly sql: string
}
