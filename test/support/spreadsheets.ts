import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns'
const SPACES = `xmlns:office="${OASIS}:office:1.0" xmlns:table="${OASIS}:table:1.0" xmlns:text="${OASIS}:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"`

/** A sheet as LibreOffice saves it, its cells made by hand: `<table:table-cell …>` by row. */
export async function writeOds(path: string, rows: readonly (readonly string[])[]): Promise<void> {
  const zip = new ZipFile()
  const add = (part: string, text: string) => zip.addBuffer(Buffer.from(text), part, { compress: false })
  const table = rows.map((cells) => `<table:table-row>${cells.join('')}</table:table-row>`).join('')
  add('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')
  add(
    'content.xml',
    `<office:document-content ${SPACES} office:version="1.3"><office:body><office:spreadsheet><table:table table:name="A">${table}</table:table></office:spreadsheet></office:body></office:document-content>`,
  )
  add('styles.xml', `<office:document-styles ${SPACES}/>`)
  add('META-INF/manifest.xml', `<manifest:manifest xmlns:manifest="${OASIS}:manifest:1.0"/>`)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

const shown = (text: string) => `<text:p>${text}</text:p></table:table-cell>`

/** Cells as LibreOffice writes them. */
export const odsCell = {
  text: (text: string) => `<table:table-cell office:value-type="string">${shown(text)}`,
  /** The result of a formula that fails. */
  error: (text: string) =>
    `<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error">${shown(text)}`,
  /** The same as older versions write it: a number that shows an error. */
  numberError: (text: string) =>
    `<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">${shown(text)}`,
  boolean: (value: boolean, text: string) =>
    `<table:table-cell office:value-type="boolean" office:boolean-value="${value}">${shown(text)}`,
}
