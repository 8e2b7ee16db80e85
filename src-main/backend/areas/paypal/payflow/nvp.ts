import { isUtf8 } from 'node:buffer'

/** What is wrong with a text that should be Payflow's names and values. */
export type NvpProblem =
  /** Half a character of a text, or control characters. */
  | 'encoding'
  | 'empty'
  /** A part without `=`, or with a name that is none. */
  | 'bad-name'
  /** A length tag that is no number, or that does not end where a value ends. */
  | 'bad-tag'

export type NvpFields = ReadonlyMap<string, string>
export type NvpParsed = { readonly fields: NvpFields } | { readonly problem: NvpProblem }

/** A name or value that Payflow's syntax has no way to say. */
export class NvpFormatError extends Error {
  override readonly name = 'NvpFormatError'
}

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/
/** `NAME=` or `NAME[12]=`, from the reader's position. */
const HEAD = /([^=&[\]]*)(\[[^\]=&]*\])?=/y
const TAG = /^\[(\d{1,6})\]$/
/** One line end may follow the last value. */
const LINE_END = /^\r?\n$/
const CONTROL = /[\u0000-\u001f\u007f]/
/** A length tag says where a value ends, so it may hold lines, as the XML of the fraud filters does. */
const CONTROL_IN_TAGGED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
/** Not allowed in requests; answers hold quotation marks, too. */
const FORBIDDEN_IN_REQUESTS = /["\u0000-\u001f\u007f]/

/**
 * Reads `NAME=value&NAME[4]=a&b=`: values are not URL-encoded, a length tag (in bytes) lets one hold `&` and `=`, and
 * of a repeated name the last wins. One line end after the last value is allowed.
 */
export function parse(input: string | Uint8Array): NvpParsed {
  const bytes = bytesOf(input)
  if (bytes === null) return { problem: 'encoding' }
  // One character for each byte, because length tags count bytes.
  const line = bytes.toString('latin1')
  if (line.replace(/\r?\n$/, '') === '') return { problem: 'empty' }
  const fields = new Map<string, string>()
  for (let at = 0; at <= line.length;) {
    const head = headAt(line, at)
    if ('problem' in head) return head
    const end = head.length === null ? ending(line, head.start) : head.start + head.length
    const isLast = end === line.length || LINE_END.test(line.slice(end, end + 3))
    if (!isLast && line[end] !== '&') return { problem: 'bad-tag' }
    const value = line.slice(head.start, end)
    if ((head.length === null ? CONTROL : CONTROL_IN_TAGGED).test(value)) return { problem: 'encoding' }
    fields.set(head.name, textOf(Buffer.from(value, 'latin1')))
    if (isLast) break
    at = end + 1
  }
  return { fields }
}

/**
 * Writes names and values as Payflow wants them in requests, with a length tag where a value holds `&` or `=`.
 * Throws `NvpFormatError` for a name, or for quotation marks and control characters, that the syntax cannot say.
 */
export function format(pairs: Iterable<readonly [name: string, value: string]>): string {
  const parts: string[] = []
  for (const [name, value] of pairs) {
    if (!NAME.test(name)) throw new NvpFormatError('a name that Payflow cannot take')
    if (FORBIDDEN_IN_REQUESTS.test(value))
      throw new NvpFormatError(`a character in ${name} that Payflow cannot take`)
    parts.push(/[&=]/.test(value) ? tagged(name, value) : `${name}=${value}`)
  }
  return parts.join('&')
}

/** `NAME[4]=a&b=`, whatever the value holds. */
export const tagged = (name: string, value: string): string =>
  `${name}[${Buffer.byteLength(value, 'utf8')}]=${value}`

type Head =
  | { readonly problem: NvpProblem }
  | { readonly name: string; readonly start: number; readonly length: number | null }

function headAt(line: string, at: number): Head {
  HEAD.lastIndex = at
  const head = HEAD.exec(line)
  const [whole, name = '', tag] = head ?? []
  if (whole === undefined || !NAME.test(name)) return { problem: 'bad-name' }
  const length = tag === undefined ? null : Number(TAG.exec(tag)?.[1] ?? NaN)
  if (Number.isNaN(length)) return { problem: 'bad-tag' }
  return { name, start: at + whole.length, length }
}

/** Where a value without a tag ends: at the next `&`, or with the line. */
function ending(line: string, from: number): number {
  const end = line.indexOf('&', from)
  return end < 0 ? line.replace(/\r?\n$/, '').length : end
}

/** Null where it is half a character of a text. */
function bytesOf(input: string | Uint8Array): Buffer | null {
  if (typeof input === 'string') return input.isWellFormed() ? Buffer.from(input, 'utf8') : null
  return Buffer.from(input)
}

const SINGLE_BYTE = new TextDecoder('windows-1252')

/** Answers are in UTF-8, or hold names and addresses in a single-byte encoding, value by value. */
const textOf = (bytes: Buffer): string => (isUtf8(bytes) ? bytes.toString('utf8') : SINGLE_BYTE.decode(bytes))
