import type { SlashedFirst } from '#shared/languages/formats.ts'

/** What comes first in the dates of a column that can be read both ways. */
export interface DateOrderQuestion {
  /** One of them, as it was pasted. */
  readonly example: string
  /** What the language on screen has first. */
  readonly usual: SlashedFirst
  /** Null where nothing is to be pasted. */
  answer(first: SlashedFirst | null): void
}
