import type { Template } from '../domain/mail/template.ts'
import { readByLanguage } from './languages.ts'

/** What the backend alone says. */
export interface BackendTexts {
  /** What is sent until somebody words it otherwise; `access` is what the code gives access to. */
  readonly defaultTemplate: (access: string) => Template
  /** In place of the name of a person whose data were erased. */
  readonly erasedPerson: string
  readonly returnPages: ReturnPageWords
  readonly simulator: SimulatorWords
}

/** The pages that a browser meets on the way to PayPal and back. */
export type ReturnPage = 'start' | 'back' | 'cancelled' | 'gone'

type ReturnPageWords = Readonly<Record<ReturnPage, { readonly title: string; readonly text: string }>> & {
  readonly go: string
}

export interface SimulatorWords {
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
    readonly echeck: string
    readonly review: string
  }
  /** What PayPal has not completed. */
  readonly review: {
    readonly title: string
    readonly text: string
    readonly none: string
    readonly amount: string
    readonly reason: string
    readonly transaction: string
    readonly accept: string
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

export const BACKEND_TEXTS = await readByLanguage((language) => language.backend())
