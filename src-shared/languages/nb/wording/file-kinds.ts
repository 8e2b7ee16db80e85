import type { FileKind, FileKindWords } from '../../../wording/file-kinds.ts'

const CHOOSE = 'Velg en fil av typen .txt, .csv, .xlsx, .xls eller .ods.'
const SAVE_AS_WORKBOOK = 'Åpne den i Excel eller LibreOffice, lagre den som .xlsx, og velg den nye filen.'

/** `what` is put after “the content is”. */
export const fileKinds: Record<FileKind, FileKindWords> = {
  picture: { what: 'et bilde', remedy: CHOOSE },
  media: { what: 'lyd eller video', remedy: CHOOSE },
  pdf: { what: 'en PDF', remedy: CHOOSE },
  'web-page': { what: 'en nettside', remedy: SAVE_AS_WORKBOOK },
  'web-archive': { what: 'en lagret nettside (MHTML)', remedy: SAVE_AS_WORKBOOK },
  'xml-spreadsheet': { what: 'et regneark i XML-format', remedy: SAVE_AS_WORKBOOK },
  xml: { what: 'XML', remedy: CHOOSE },
  sylk: { what: 'et regneark i formatet SYLK', remedy: SAVE_AS_WORKBOOK },
  vcard: {
    what: 'visittkort (vCard)',
    remedy:
      'Åpne den i adresseboken den kommer fra, lagre kontaktene som .csv eller .xlsx, og velg den nye filen.',
  },
  message: { what: 'en e-postmelding', remedy: CHOOSE },
  rtf: { what: 'et tekstdokument', remedy: CHOOSE },
  document: { what: 'et tekstdokument', remedy: CHOOSE },
  presentation: { what: 'en presentasjon', remedy: CHOOSE },
  archive: { what: 'et filarkiv', remedy: CHOOSE },
  program: { what: 'et program', remedy: CHOOSE },
  'utf-32': {
    what: 'tekst i kodingen UTF-32',
    remedy: 'Lagre teksten med kodingen UTF-8, og velg den nye filen.',
  },
  binary: { what: 'verken tekst eller en arbeidsbok', remedy: CHOOSE },
}
