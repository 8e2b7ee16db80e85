import { isUtf8 } from 'node:buffer'
import type { Encoding } from '#shared/contract/recipients.ts'
import { SNIFF_BYTES, wideness } from '../sniff.ts'
import { scoreOf, type CodePage, CODE_PAGES } from './letters.ts'

/** How much text beyond ASCII is looked at. */
const SAMPLE = 64 * 1024

/** The encoding that `bytes` are most likely in: by mark, as strict UTF-8, as UTF-16, or by the likeliest letters. */
export function findEncoding(bytes: Uint8Array): Encoding {
  const wide = wideness(bytes.subarray(0, SNIFF_BYTES))
  if (wide) return wide
  if (isUtf8(bytes)) return 'utf-8'
  const sample = linesBeyondAscii(bytes)
  let best: { page: CodePage; score: number } = { page: 'windows-1252', score: -Infinity }
  for (const page of CODE_PAGES) {
    const score = scoreOf(decode(sample, page), page)
    if (score > best.score) best = { page, score }
  }
  return best.page
}

const MARK = 0xfeff

/** `bytes` as text, without a byte-order mark. What cannot be read in `encoding` becomes U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes)
  // Twice as fast for the encoding that nearly all files are in; it leaves the mark.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  return text.charCodeAt(0) === MARK ? text.slice(1) : text
}

/** The lines with a byte beyond ASCII, since the others say nothing. */
function linesBeyondAscii(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = []
  let total = 0
  let start = 0
  let beyond = false
  for (let i = 0; i <= bytes.length && total < SAMPLE; i += 1) {
    const byte = bytes[i] ?? 10
    if (byte > 127) beyond = true
    if (byte !== 10 && byte !== 13 && i - start < 4096) continue
    if (beyond) lines.push(bytes.subarray(start, i + 1))
    if (beyond) total += i + 1 - start
    start = i + 1
    beyond = false
  }
  return Buffer.concat(lines)
}
