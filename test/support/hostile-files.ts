import { createWriteStream } from 'node:fs'
import { open, readFile, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as XLSX from 'xlsx'
import { ZipFile } from 'yazl'

const MEGABYTE = 1024 * 1024
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const CONTENT_TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
  '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
const relations = (type: string, target: string) =>
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  `<Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`

/** A workbook of one sheet made by hand, with whatever is in `sheetData`. */
export async function writeWorkbook(path: string, sheetData: Iterable<string>): Promise<void> {
  const zip = new ZipFile()
  const add = (part: string, text: string) => zip.addBuffer(Buffer.from(text), part)
  add('[Content_Types].xml', CONTENT_TYPES)
  add('_rels/.rels', relations('officeDocument', 'xl/workbook.xml'))
  add('xl/_rels/workbook.xml.rels', relations('worksheet', 'worksheets/sheet1.xml'))
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )
  const sheet = function* () {
    yield Buffer.from(`<worksheet xmlns="${MAIN}"><sheetData>`)
    for (const text of sheetData) yield Buffer.from(text)
    yield Buffer.from('</sheetData></worksheet>')
  }
  zip.addReadStream(Readable.from(sheet()), 'xl/worksheets/sheet1.xml', { compressionLevel: 1 })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

/** `megabytes` of `piece`, over and over. */
export function* repeated(piece: string, megabytes: number): Generator<string> {
  const chunk = piece.repeat(Math.ceil(MEGABYTE / piece.length))
  for (let i = 0; i < megabytes; i += 1) yield chunk
}

/** A zip whose directory says of every part that it is small. */
export async function writeLyingZip(path: string, honest: string): Promise<void> {
  const bytes = await readFile(honest)
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
    if (bytes.readUInt32LE(at + 24) > MEGABYTE) bytes.writeUInt32LE(1000, at + 24)
  await writeFile(path, bytes)
}

/** The outside of a workbook that Excel has encrypted: an OLE file with the two streams of MS-OFFCRYPTO. */
export async function writeEncryptedXlsx(path: string): Promise<void> {
  const info = Buffer.concat([Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]), Buffer.from('<encryption/>')])
  await writeOle(path, { '/EncryptionInfo': info, '/EncryptedPackage': Buffer.alloc(8192, 0x5a) })
}

/** An .xls whose first record after BOF is FilePass: all that follows is encrypted (MS-XLS 2.4.117). */
export async function writeEncryptedXls(path: string): Promise<void> {
  const record = (type: number, body: number[]) => [
    type & 255,
    type >> 8,
    body.length & 255,
    body.length >> 8,
    ...body,
  ]
  const bof = record(0x0809, [0, 6, 5, 0, 0xbb, 0x0d, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0])
  const filePass = record(0x002f, [1, 0, 1, 0, 1, 0, ...new Array<number>(48).fill(0x5a)])
  const rest = new Array<number>(6000).fill(0x5a)
  await writeOle(path, { '/Workbook': Buffer.from([...bof, ...filePass, ...rest]) })
}

async function writeOle(path: string, streams: Record<string, Buffer>): Promise<void> {
  const container = XLSX.CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) XLSX.CFB.utils.cfb_add(container, name, content)
  await writeFile(path, XLSX.CFB.write(container, { type: 'buffer' }) as Buffer)
}

/** A text file of `megabytes`: `head`, and then nothing but holes or `piece`. */
export async function writeLargeText(
  path: string,
  megabytes: number,
  head: string,
  piece?: string,
): Promise<void> {
  const file = await open(path, 'w')
  await file.writeFile(head)
  if (piece === undefined) await file.truncate(megabytes * MEGABYTE)
  else for (const chunk of repeated(piece, megabytes)) await file.writeFile(chunk)
  await file.close()
}

/** The same bytes every time that look like nothing (xorshift). */
export function randomBytes(count: number): Buffer {
  const bytes = Buffer.alloc(count)
  let state = 2463534242
  for (let i = 0; i < count; i += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[i] = state & 255
  }
  return bytes
}

/** A real picture of one dot. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
