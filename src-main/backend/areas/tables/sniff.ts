import type { FileKind } from '#shared/wording/file-kinds.ts'

/** What the first bytes of a file say that it is, whatever its name says. */
export type Sniffed =
  | { kind: 'text' }
  | { kind: 'zip' }
  | { kind: 'ole' }
  /** Something else; `found` is a word that the wording knows. */
  | { kind: 'other'; found: FileKind }

/** How many bytes `sniff` wants to see. */
export const SNIFF_BYTES = 4096

const MAGIC: readonly [start: number[] | string, found: FileKind, offset?: number][] = [
  ['\x89PNG', 'picture'],
  [[0xff, 0xd8, 0xff], 'picture'],
  ['GIF8', 'picture'],
  [[0x49, 0x49, 0x2a, 0x00], 'picture'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'picture'],
  ['8BPS', 'picture'],
  ['WEBPVP8', 'picture', 8],
  ['ftyphei', 'picture', 4],
  ['ftyp', 'media', 4],
  ['WAVEfmt', 'media', 8],
  ['OggS', 'media'],
  [[0x49, 0x44, 0x33, 0x03], 'media'],
  [[0x49, 0x44, 0x33, 0x04], 'media'],
  ['%PDF-', 'pdf'],
  ['{\\rtf', 'rtf'],
  [[0x1f, 0x8b], 'archive'],
  ['Rar!', 'archive'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'archive'],
  ['BZh91AY', 'archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'archive'],
  ['\x7fELF', 'program'],
  ['SQLite format 3', 'binary'],
]

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Looks at the beginning of a file, at most `SNIFF_BYTES`. */
export function sniff(head: Uint8Array): Sniffed {
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return { kind: 'zip' }
  if (startsWith(head, OLE)) return { kind: 'ole' }
  for (const [start, found, offset = 0] of MAGIC)
    if (startsWith(head.subarray(offset), start)) return { kind: 'other', found }
  return sniffText(head)
}

function startsWith(bytes: Uint8Array, start: number[] | string): boolean {
  const wanted = typeof start === 'string' ? Array.from(start, (letter) => letter.charCodeAt(0)) : start
  return wanted.every((byte, i) => bytes[i] === byte)
}

function sniffText(head: Uint8Array): Sniffed {
  if (isUtf32(head)) return { kind: 'other', found: 'utf-32' }
  const wide = wideness(head)
  if (!wide && tooManyControls(head)) return { kind: 'other', found: 'binary' }
  const beginning = Buffer.from(head)
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(ï»¿|ÿþ|þÿ)/, '')
    .trimStart()
  const found = TEXT_KINDS.find(([pattern]) => pattern.test(beginning))?.[1]
  return found === undefined ? { kind: 'text' } : { kind: 'other', found }
}

const SPREADSHEET_XML = String.raw`progid="Excel\.Sheet"|schemas-microsoft-com:office:spreadsheet|<office:document\b`
const HTML_TAGS =
  'html|head|body|title|meta|link|base|style|script|div|span|section|main|article|table|caption|colgroup|thead|tbody|' +
  'tr|td|th|p|br|hr|h[1-6]|ul|ol|li|a|b|i|font|center|img|form|pre'

/** Formats that are text, by how they begin. The first that suits counts. */
const TEXT_KINDS: readonly [RegExp, FileKind][] = [
  [new RegExp(`^<\\?xml\\b[^]*?(?:${SPREADSHEET_XML})`, 'i'), 'xml-spreadsheet'],
  [new RegExp(`^<(?:\\w+:)?Workbook\\b[^]*?(?:${SPREADSHEET_XML})`, 'i'), 'xml-spreadsheet'],
  [/^<\?xml\b[^]*?<html\b/i, 'web-page'],
  [/^<\?xml\b/i, 'xml'],
  [new RegExp(`^(?:<!doctype html|<!--|<(?:${HTML_TAGS})(?:[\\s>]|/>))`, 'i'), 'web-page'],
  // A title before the table
  [/^[^@;,\t]{0,200}<(?:html|table)\b[^>]*>/i, 'web-page'],
  // Heads of mail, as far as the blank line
  [/^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart\/related/i, 'web-archive'],
  [/^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?mime-version:/i, 'message'],
  [/^ID;P.*[\r\n]+(?:NU|NN|NE|[BCEFOPW]);/, 'sylk'],
  [/^BEGIN:VCARD\b/i, 'vcard'],
]

/** Four bytes a character, by its mark or by the zeros among them. `TextDecoder` cannot read it. */
function isUtf32(head: Uint8Array): boolean {
  const units = Math.floor(head.length / 4)
  if (units < 2) return false
  const little = startsWith(head, [0xff, 0xfe, 0, 0])
  if (little || startsWith(head, [0, 0, 0xfe, 0xff])) return true
  const zeros = [0, 0, 0, 0]
  for (let i = 0; i < units * 4; i += 1) if (head[i] === 0) zeros[i % 4] = (zeros[i % 4] ?? 0) + 1
  const all = (place: number) => zeros[place] === units
  const some = (place: number) => (zeros[place] ?? 0) < units * 0.5
  return (all(2) && all(3) && some(0)) || (all(0) && all(1) && some(3))
}

/** UTF-16 by its mark, or by the zero in every second byte that most scripts' line ends and signs give it. */
export function wideness(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(head.length / 2)
  if (pairs < 2) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even += 1
    if (head[i + 1] === 0) odd += 1
  }
  if (odd > pairs * 0.3 && even < pairs * 0.02) return 'utf-16le'
  if (even > pairs * 0.3 && odd < pairs * 0.02) return 'utf-16be'
  return undefined
}

/** Text has tabs and line ends and hardly any other control byte; random bytes have one in ten. */
function tooManyControls(head: Uint8Array): boolean {
  let controls = 0
  for (const byte of head)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27) || byte === 127) controls += 1
  return controls > head.length * 0.01 + 1
}
