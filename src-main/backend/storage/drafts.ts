/** What a person has typed in a form and not saved. */
export interface Draft {
  readonly key: string
  /** JSON of what the form holds. */
  readonly content: string
  /** When it was kept, in UTC milliseconds. */
  readonly savedAt: number
}

export interface DraftsReader {
  find(key: string): Promise<Draft | undefined>
  /** In the order of their keys. */
  list(): Promise<Omit<Draft, 'content'>[]>
}

export interface DraftsWriter {
  /** Keeps the draft in the place of an earlier one with its key. */
  write(draft: Draft): Promise<void>
  /** Answers whether there was one. */
  drop(key: string): Promise<boolean>
}
