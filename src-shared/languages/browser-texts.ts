import { readByLanguage } from './languages.ts'

/** What the browser host says in place of its page. */
export interface BrowserTexts {
  readonly name: string
  /** To a tab that has no session of the program that runs now. `command` and `address` are markup. */
  readonly noSession: {
    readonly title: string
    readonly text: string
    readonly run: (command: string) => string
    readonly open: (address: string) => string
    readonly back: string
    readonly kept: string
  }
  /** To a tab whose requests another program's service worker could read. */
  readonly foreignWorker: {
    readonly title: string
    readonly text: string
    readonly close: (address: string) => string
    readonly run: (command: string) => string
    readonly open: string
    readonly kept: string
  }
  /** In the file that opens the browser. */
  readonly opening: string
}

export const BROWSER_TEXTS = await readByLanguage((language) => language.browser())
