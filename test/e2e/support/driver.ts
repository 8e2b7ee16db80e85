import type { Page } from '@playwright/test'

/** One started application, in either host. */
export interface Driver {
  readonly page: Page
  /** A new window on the own site, as at a first start: nothing of the window before is left in it, and the data stays. */
  renew(): Promise<void>
  /** The next dialog for opening a file answers with `path`. */
  chooseFile(path: string): Promise<void>
  /** The next dialog for saving, or the next download, goes to `path`. */
  saveTo(path: string): Promise<void>
  /** Waits until the file of the last `saveTo` is there, whole. */
  saved(): Promise<void>
  /** Addresses that the app opened in the system's browser; none of them is loaded. */
  opened(): Promise<string[]>
  /** As a person would: waits for its safe end. */
  close(): Promise<void>
}

export interface StartOptions {
  dataFolder: string
  language: 'nb' | 'en'
  /** More in the environment of the program. */
  env?: Record<string, string>
}
