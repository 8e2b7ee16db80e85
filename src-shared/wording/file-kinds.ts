import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** What a file that is no recipient file can turn out to be; `found` of the refusal 'file.wrong-type'. */
export type FileKind =
  | 'picture'
  | 'media'
  | 'pdf'
  | 'web-page'
  | 'web-archive'
  | 'xml-spreadsheet'
  | 'xml'
  | 'sylk'
  | 'vcard'
  | 'message'
  | 'rtf'
  | 'document'
  | 'presentation'
  | 'archive'
  | 'program'
  | 'utf-32'
  | 'binary'

/** What a file is, and what would make a recipient file of it. */
export interface FileKindWords {
  readonly what: string
  readonly remedy: string
}

/** The kind in the person's language; a word that is not known is kept as it is. */
export function fileKindWords(found: string, language: Language): FileKindWords {
  const { fileKinds } = WORDING[language]
  return Object.hasOwn(fileKinds, found) ? fileKinds[found as FileKind] : { ...fileKinds.binary, what: found }
}
