import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

const NAMES = 'urn:oasis:names:tc:opendocument:xmlns'
const MIME = 'application/vnd.oasis.opendocument.spreadsheet'

/** An .ods with the parts that its format asks for, as small programs write it: nothing about styles. */
export async function writeMinimalOds(path: string, rows: readonly (readonly string[])[]): Promise<void> {
  const cell = (text: string) =>
    `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
  const table = rows.map((cells) => `<table:table-row>${cells.map(cell).join('')}</table:table-row>`).join('')
  const zip = new ZipFile()
  const add = (part: string, text: string) => zip.addBuffer(Buffer.from(text), part)
  add('mimetype', MIME)
  add(
    'META-INF/manifest.xml',
    `<manifest:manifest xmlns:manifest="${NAMES}:manifest:1.0">` +
      `<manifest:file-entry manifest:full-path="/" manifest:media-type="${MIME}"/>` +
      '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
  )
  add(
    'content.xml',
    `<office:document-content xmlns:office="${NAMES}:office:1.0" xmlns:table="${NAMES}:table:1.0" ` +
      `xmlns:text="${NAMES}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>` +
      `<table:table table:name="Ark1">${table}</table:table>` +
      '</office:spreadsheet></office:body></office:document-content>',
  )
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}
