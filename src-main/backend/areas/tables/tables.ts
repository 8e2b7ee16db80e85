/** Tables from a person's files: delimited text, workbooks and lines of JSON, before anyone knows what is in their columns. */
export { LIMITS } from './import-limits.ts'
export { createPastedTexts } from './pasted-texts.ts'
export { readTable, type GivenFile } from './read-table.ts'
export { isAscii, isBlank, widthOf, type Table, type TableRow } from './table.ts'
export type { RowKnowledge } from './text/read-text.ts'
export { createWorkbookReader, type WorkbookReader } from './workbook/read-workbook.ts'
export {
  answerOfBytes,
  forkedWorkbookProcess,
  type StartWorkbookProcess,
  type WorkbookEnd,
  workbookEndBy,
} from './workbook/workbook-process.ts'
