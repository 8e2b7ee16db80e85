import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** What a file that is no recipient file can turn out to be; `found` of the refusal 'file.wrong-type'. */
export type FileKind =
  | 'picture'
  | 'media'
  | 'pdf'
  | 'web-page'
  | 'xml'
  | 'rtf'
  | 'document'
  | 'presentation'
  | 'archive'
  | 'program'
  | 'binary'

/** The kind in the person's language; a word that is not known is kept as it is. */
export function fileKindWord(found: string, language: Language): string {
  const { fileKinds } = WORDING[language]
  return Object.hasOwn(fileKinds, found) ? fileKinds[found as FileKind] : found
}
