import type { Language } from '../preferences.ts'

/** What a file that is no recipient file can turn out to be; `found` of the refusal 'file.wrong-type'. */
export const FILE_KINDS = {
  picture: { nb: 'et bilde', en: 'a picture' },
  media: { nb: 'lyd eller video', en: 'sound or video' },
  pdf: { nb: 'en PDF', en: 'a PDF' },
  'web-page': { nb: 'en nettside', en: 'a web page' },
  xml: { nb: 'XML', en: 'XML' },
  rtf: { nb: 'et tekstdokument', en: 'a text document' },
  document: { nb: 'et tekstdokument', en: 'a text document' },
  presentation: { nb: 'en presentasjon', en: 'a presentation' },
  archive: { nb: 'et filarkiv', en: 'an archive of files' },
  program: { nb: 'et program', en: 'a program' },
  binary: { nb: 'verken tekst eller en arbeidsbok', en: 'neither text nor a workbook' },
} as const satisfies Record<string, Record<Language, string>>

export type FileKind = keyof typeof FILE_KINDS

/** The kind in the person's language; a word that is not known is kept as it is. */
export const fileKindWord = (found: string, language: Language): string =>
  Object.hasOwn(FILE_KINDS, found) ? FILE_KINDS[found as FileKind][language] : found
