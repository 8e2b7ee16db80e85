/** What is wrong with a text that should be Payflow's names and values. */
export type NvpProblem =
  /** Not UTF-8, or with control characters or quotation marks, which Payflow never allows. */
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
/** `NAME=` or `NAME[12]=`, from where the reader stands. */
const HEAD = /([^=&[\]]*)(\[[^\]=&]*\])?=/y
const TAG = /^\[(\d{1,6})\]$/
const FORBIDDEN = /["\u0000-\u001f\u007f]/

/**
 * Reads `NAME=value&NAME[4]=a&b=`: values are not URL-encoded, a length tag (in characters) lets one hold `&` and `=`,
 * and of a repeated name the last wins. One line end after the last value is allowed.
 */
export function parse(input: string | Uint8Array): NvpParsed {
  const text = typeof input === 'string' ? input : decode(input)
  if (text === null) return { problem: 'encoding' }
  const line = text.replace(/\r?\n$/, '')
  if (line === '') return { problem: 'empty' }
  if (FORBIDDEN.test(line)) return { problem: 'encoding' }
  const fields = new Map<string, string>()
  for (let at = 0; at <= line.length;) {
    const head = headAt(line, at)
    if ('problem' in head) return head
    const end = head.length === null ? ending(line, head.start) : head.start + head.length
    if (end > line.length || (end < line.length && line[end] !== '&')) return { problem: 'bad-tag' }
    fields.set(head.name, line.slice(head.start, end))
    at = end + 1
  }
  return { fields }
}

/**
 * Writes names and values as Payflow wants them, with a length tag where a value holds `&` or `=`.
 * Throws `NvpFormatError` for a name, or for quotation marks and control characters, that the syntax cannot say.
 */
export function format(pairs: Iterable<readonly [name: string, value: string]>): string {
  const parts: string[] = []
  for (const [name, value] of pairs) {
    if (!NAME.test(name)) throw new NvpFormatError('a name that Payflow cannot take')
    if (FORBIDDEN.test(value)) throw new NvpFormatError(`a character in ${name} that Payflow cannot take`)
    parts.push(`${name}${/[&=]/.test(value) ? `[${value.length}]` : ''}=${value}`)
  }
  return parts.join('&')
}

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

function ending(line: string, from: number): number {
  const end = line.indexOf('&', from)
  return end < 0 ? line.length : end
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
