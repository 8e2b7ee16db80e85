import type { Language } from '#shared/preferences.ts'
import { nb } from './words.nb.ts'
import { en } from './words.en.ts'

export interface PageWords {
  readonly mark: string
  readonly foot: string
  readonly approval: {
    readonly title: string
    readonly text: string
    readonly shop: string
    readonly description: string
    readonly amount: string
    readonly approve: (amount: string) => string
    readonly cancel: string
    readonly decline: string
  }
  readonly grant: {
    readonly title: string
    readonly text: (application: string) => string
    readonly scopes: Readonly<Record<string, string>>
    readonly grant: string
    readonly deny: string
  }
  readonly card: {
    readonly title: string
    readonly text: string
    readonly number: string
    readonly expires: string
    readonly cvv: string
    readonly pay: (amount: string) => string
    readonly cancel: string
    readonly cards: string
    /** By RESULT: what the buyer can put right on the page. */
    readonly wrong: Readonly<Record<number, string>>
  }
  readonly over: Readonly<
    Record<'gone' | 'expired' | 'completed', { readonly title: string; readonly text: string }>
  >
  readonly home: {
    readonly title: string
    readonly text: string
    readonly amounts: string
    readonly accounts: string
    readonly amountRows: readonly (readonly [what: string, then: string])[]
    readonly accountRows: readonly (readonly [what: string, then: string])[]
  }
}

export const WORDS: Record<Language, PageWords> = { nb, en }
