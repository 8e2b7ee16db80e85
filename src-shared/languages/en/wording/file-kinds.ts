import type { FileKind } from '../../../wording/file-kinds.ts'

/** Put after “the content is”. */
export const fileKinds: Record<FileKind, string> = {
  picture: 'a picture',
  media: 'sound or video',
  pdf: 'a PDF',
  'web-page': 'a web page',
  xml: 'XML',
  rtf: 'a text document',
  document: 'a text document',
  presentation: 'a presentation',
  archive: 'an archive of files',
  program: 'a program',
  binary: 'neither text nor a workbook',
}
