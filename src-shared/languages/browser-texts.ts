import { readByLanguage } from './languages.ts'

/** What the browser host says in place of its page. */
export interface BrowserTexts {
  /** To a browser that has no session of the program that runs now. */
  readonly noSession: {
    readonly name: string
    readonly title: string
    readonly text: string
    readonly find: string
    /** `address` is markup. */
    readonly open: (address: string) => string
    readonly back: string
    readonly kept: string
  }
}

export const BROWSER_TEXTS = await readByLanguage((language) => language.browser())
