import { CFB, type WorkBook } from 'xlsx'

/** The parts of a zipped workbook by their paths; none of an .xls. */
export type Parts = ReadonlyMap<string, Uint8Array>

/** What the parser keeps with `bookFiles`; of an .ods it keeps nothing, so that is unpacked once more. */
export function partsOf(workbook: WorkBook, bytes: Buffer): Parts {
  const { files } = workbook as { files?: Readonly<Record<string, { content?: Uint8Array } | undefined>> }
  const entries = files ? Object.entries(files) : isOle(bytes) ? [] : unpacked(bytes)
  return new Map(entries.flatMap(([path, part]) => (part?.content ? [[path, part.content]] : [])))
}

function unpacked(bytes: Buffer): [string, { content?: Uint8Array }][] {
  const box = CFB.read(bytes, { type: 'buffer' })
  return (box.FullPaths as readonly string[]).map((path, i) => [
    path.replace(/^Root Entry\//, ''),
    (box.FileIndex[i] ?? {}) as { content?: Uint8Array },
  ])
}

const EMPTY_STYLES =
  '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'

/** An .ods as the parser can read it: without a part for styles, which no format asks for, it gives up. */
export function withStyles(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x50 || bytes.includes('styles.xml') || !bytes.includes('content.xml')) return bytes
  const zip = CFB.read(bytes, { type: 'buffer' })
  CFB.utils.cfb_add(zip, '/styles.xml', Buffer.from(EMPTY_STYLES))
  return CFB.write(zip, { fileType: 'zip', type: 'buffer' } as object) as Buffer
}

const NOTHING = Buffer.alloc(0)

/**
 * The bytes of the part at `path`; none where it is missing. A sheet as one text would take half the memory that the process
 * may have, so tags are looked for in the bytes.
 */
export function bytesOf(parts: Parts, path: string): Buffer {
  const content = parts.get(path)
  return content ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : NOTHING
}

/** A small part as text, each byte one letter: enough for the tags, which are ASCII. */
export const partOf = (parts: Parts, path: string): string => bytesOf(parts, path).toString('latin1')

/** Each tag that begins so, such as with `<row`, from `start` on, in the order of the file. */
export function* tagsIn(xml: Buffer, beginning: string, start = 0): Generator<string> {
  for (let at = xml.indexOf(beginning, start); at !== -1; at = xml.indexOf(beginning, at + 1)) {
    const end = xml.indexOf('>', at)
    if (end === -1) return
    yield xml.toString('latin1', at, end + 1)
  }
}

/** True when a part of the workbook has `text`; nothing is converted for that. */
export const anyPartHas = (parts: Parts, path: RegExp, text: string): boolean =>
  [...parts.keys()].some((name) => path.test(name) && bytesOf(parts, name).includes(text))

/** Where each sheet of an .xlsx is, and what kind of sheet it is, in the order of the workbook. */
export function sheetParts(workbook: WorkBook, parts: Parts): { path: string; isTable: boolean }[] {
  const targets = new Map<string, { path: string; isTable: boolean }>()
  for (const [tag] of partOf(parts, 'xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)) {
    const target = attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/')
    targets.set(attribute(tag, 'Id'), { path: target, isTable: /\/worksheet$/.test(attribute(tag, 'Type')) })
  }
  const sheets = (workbook.Workbook?.Sheets ?? []) as readonly { id?: string }[]
  return sheets.map(({ id = '' }) => targets.get(id) ?? { path: '', isTable: true })
}

export const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((it) => it !== undefined) ?? ''

const BOUND_SHEETS_END = 0x000a
const WINDOW = 0x003d

/** The number of the sheet that is shown when the workbook opens, from 0. */
export function activeSheet(workbook: WorkBook, parts: Parts, bytes: Buffer): number {
  const settings = partOf(parts, 'settings.xml')
  if (settings !== '') {
    const name = /config:name="ActiveTable"[^>]*>([^<]*)</.exec(settings)?.[1] ?? ''
    const plain = unescaped(Buffer.from(name, 'latin1').toString('utf8'))
    return Math.max(0, workbook.SheetNames.indexOf(plain))
  }
  const [view] = (workbook.Workbook as { WBView?: readonly { activeTab?: string | number }[] }).WBView ?? []
  return Number(view?.activeTab ?? 0) || (isOle(bytes) ? activeInXls(bytes) : 0)
}

export const isOle = (bytes: Buffer): boolean => bytes.readUInt32BE(0) === 0xd0cf11e0

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** The parser does not keep it: it is in the record of the window, among those before the sheets. */
function activeInXls(bytes: Buffer): number {
  const box = CFB.read(bytes, { type: 'buffer' })
  const stream = CFB.find(box, 'Workbook') ?? CFB.find(box, 'Book')
  if (!stream) return 0
  const records = Buffer.from(stream.content as unknown as Uint8Array)
  for (let at = 0; at + 4 <= records.length;) {
    const [type, length] = [records.readUInt16LE(at), records.readUInt16LE(at + 2)]
    if (type === BOUND_SHEETS_END) return 0
    if (type === WINDOW && length >= 12 && at + 16 <= records.length) return records.readUInt16LE(at + 14)
    at += 4 + length
  }
  return 0
}
