import { readByLanguage } from './languages.ts'

/** What a host says in the terminal, or in a box of the system, where it cannot begin: what is wrong, then what to do. */
export interface HostTexts {
  readonly noFolder: string
  readonly notAPort: (text: string) => string
  readonly portInUse: (port: number) => string
}

export const HOST_TEXTS = await readByLanguage((language) => language.host())
