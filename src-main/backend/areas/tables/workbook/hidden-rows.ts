import type { WorkBook, WorkSheet } from 'xlsx'
import { attribute, bytesOf, type Parts, sheetParts, tagsIn } from './workbook-parts.ts'

/** Rows from 0 that are hidden, by hand or by a filter: the files do not distinguish them for certain. */
export type HiddenRows = ReadonlySet<number>

const NONE: HiddenRows = new Set()

/**
 * The hidden rows of each sheet. The parser gives those of .xls; for .xlsx it would read all styles with them, which takes
 * longer than the rows, and for .ods it has none, so both are read from the parts.
 */
export function hiddenRows(workbook: WorkBook, parts: Parts): readonly HiddenRows[] {
  const content = bytesOf(parts, 'content.xml')
  if (content.length > 0) return inOds(content, workbook.SheetNames.length)
  const sheets = sheetParts(workbook, parts)
  return workbook.SheetNames.map((name, i) => {
    const known = inRowList(workbook.Sheets[name])
    return known.size > 0 ? known : inXlsx(bytesOf(parts, sheets[i]?.path ?? ''))
  })
}

function inRowList(sheet: WorkSheet | undefined): HiddenRows {
  const hidden = new Set<number>()
  sheet?.['!rows']?.forEach((row, i) => row?.hidden && hidden.add(i))
  return hidden
}

function inXlsx(xml: Buffer): HiddenRows {
  const start = xml.indexOf('sheetData')
  if (start === -1 || !xml.includes(' hidden=', start)) return NONE
  // The name may have a prefix, as in `<x:sheetData>`.
  const opening = xml.toString('latin1', xml.lastIndexOf('<', start), start)
  const hidden = new Set<number>()
  let row = -1
  for (const tag of tagsIn(xml, `${opening}row`, start)) {
    if (!/^<[\w:]*row[\s>/]/.test(tag)) continue
    const number = attribute(tag, 'r')
    row = number === '' ? row + 1 : Number(number) - 1
    if (/\shidden\s*=\s*["'](?:1|true)["']/.test(tag)) hidden.add(row)
  }
  return hidden
}

/** More repeated rows than this are the rest of the sheet, in which there is nothing. */
const REPEATED_AT_MOST = 10_000

function inOds(xml: Buffer, sheets: number): HiddenRows[] {
  const each: Set<number>[] = []
  if (xml.includes('table:visibility=')) {
    let row = 0
    for (const tag of tagsIn(xml, '<table:table')) {
      if (/^<table:table[\s>]/.test(tag)) {
        each.push(new Set())
        row = 0
      }
      if (!/^<table:table-row[\s>/]/.test(tag)) continue
      const repeated = Number(attribute(tag, 'table:number-rows-repeated')) || 1
      const isHidden = /^(?:collapse|filter)$/.test(attribute(tag, 'table:visibility'))
      if (isHidden)
        for (let i = 0; i < Math.min(repeated, REPEATED_AT_MOST); i += 1) each.at(-1)?.add(row + i)
      row += repeated
    }
  }
  return Array.from({ length: sheets }, (_, i) => each[i] ?? new Set())
}

/** The numbers of the hidden sheets of an .ods, which its tables say by a style; the parser does not read that. */
export function hiddenOdsSheets(parts: Parts): ReadonlySet<number> {
  const xml = bytesOf(parts, 'content.xml')
  const hidden = new Set<number>()
  if (!xml.includes('table:display="false"')) return hidden
  const styles = new Set<string>()
  const head = xml.toString('latin1', 0, Math.max(0, xml.indexOf('<office:body')))
  for (const [, tag = '', properties = ''] of head.matchAll(TABLE_STYLE))
    if (properties.includes('table:display="false"')) styles.add(attribute(tag, 'style:name'))
  let sheet = 0
  for (const tag of tagsIn(xml, '<table:table ')) {
    if (styles.has(attribute(tag, 'table:style-name'))) hidden.add(sheet)
    sheet += 1
  }
  return hidden
}

const TABLE_STYLE = /(<style:style\b[^>]*style:family="table"[^>]*>)\s*(<style:table-properties\b[^>]*>)/g
