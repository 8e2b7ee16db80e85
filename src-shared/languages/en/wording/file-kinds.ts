import type { FileKind, FileKindWords } from '../../../wording/file-kinds.ts'

const CHOOSE = 'Choose a .txt, .csv, .xlsx, .xls or .ods file.'
const SAVE_AS_WORKBOOK = 'Open it in Excel or LibreOffice, save it as .xlsx, and choose the new file.'

/** `what` is put after “the content is”. */
export const fileKinds: Record<FileKind, FileKindWords> = {
  picture: { what: 'a picture', remedy: CHOOSE },
  media: { what: 'sound or video', remedy: CHOOSE },
  pdf: { what: 'a PDF', remedy: CHOOSE },
  'web-page': { what: 'a web page', remedy: SAVE_AS_WORKBOOK },
  'web-archive': { what: 'a saved web page (MHTML)', remedy: SAVE_AS_WORKBOOK },
  'xml-spreadsheet': { what: 'a spreadsheet in XML format', remedy: SAVE_AS_WORKBOOK },
  xml: { what: 'XML', remedy: CHOOSE },
  sylk: { what: 'a spreadsheet in SYLK format', remedy: SAVE_AS_WORKBOOK },
  vcard: {
    what: 'contact cards (vCard)',
    remedy:
      'Open it in the address book it came from, save the contacts as .csv or .xlsx, and choose the new file.',
  },
  message: { what: 'an email message', remedy: CHOOSE },
  rtf: { what: 'a text document', remedy: CHOOSE },
  document: { what: 'a text document', remedy: CHOOSE },
  presentation: { what: 'a presentation', remedy: CHOOSE },
  archive: { what: 'an archive of files', remedy: CHOOSE },
  program: { what: 'a program', remedy: CHOOSE },
  'utf-32': {
    what: 'text in the encoding UTF-32',
    remedy: 'Save the text with the encoding UTF-8, and choose the new file.',
  },
  binary: { what: 'neither text nor a workbook', remedy: CHOOSE },
}
