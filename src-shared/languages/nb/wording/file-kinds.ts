import type { FileKind } from '../../../wording/file-kinds.ts'

/** Put after “the content is”. */
export const fileKinds: Record<FileKind, string> = {
  picture: 'et bilde',
  media: 'lyd eller video',
  pdf: 'en PDF',
  'web-page': 'en nettside',
  xml: 'XML',
  rtf: 'et tekstdokument',
  document: 'et tekstdokument',
  presentation: 'en presentasjon',
  archive: 'et filarkiv',
  program: 'et program',
  binary: 'verken tekst eller en arbeidsbok',
}
