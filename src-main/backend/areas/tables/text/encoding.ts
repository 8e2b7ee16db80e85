import { isUtf8 } from 'node:buffer'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { Encoding } from '#shared/contract/recipients.ts'
import { SNIFF_BYTES, wideness } from '../sniff.ts'
import { decodeCp850 } from './code-page-850.ts'
import { scoreOf, type CodePage, CODE_PAGES } from './letters.ts'
import { findSeveralBytes } from './several-bytes.ts'

/** How much text beyond ASCII is looked at. */
const SAMPLE = 64 * 1024

/**
 * The encoding that `bytes` are most likely in: by mark, as UTF-8, as UTF-16, as one of two bytes a letter, or by the
 * likeliest letters.
 */
export function findEncoding(bytes: Uint8Array): Encoding {
  const wide = wideness(bytes.subarray(0, SNIFF_BYTES))
  if (wide) return wide
  if (isUtf8(bytes)) return 'utf-8'
  const sample = linesBeyondAscii(bytes)
  if (isNearlyUtf8(sample)) return 'utf-8'
  const severalBytes = findSeveralBytes(sample)
  if (severalBytes) return severalBytes
  let best: { page: CodePage; score: number } = { page: 'windows-1252', score: -Infinity }
  for (const page of CODE_PAGES) {
    const score = scoreOf(decode(sample, page), page)
    if (score > best.score) best = { page, score }
  }
  return best.page
}

/**
 * A damaged byte does not make another encoding of a file: letters of several bytes that are right are hardly ever there
 * by chance.
 */
function isNearlyUtf8(sample: Uint8Array): boolean {
  const text = decode(sample, 'utf-8')
  const unreadable = countUnreadable(text)
  const letters = (text.match(/[^\0-\x7f]/g)?.length ?? 0) - unreadable
  return letters > 0 && letters >= unreadable
}

/** How many characters of a decoded text could not be read. */
export function countUnreadable(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count += 1
  return count
}

const MARK = 0xfeff

/** `bytes` as text, without a byte-order mark. What cannot be read in `encoding` becomes U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'cp850') return decodeCp850(bytes)
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes)
  // Twice as fast for the encoding that nearly all files are in; it leaves the mark.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  return text.charCodeAt(0) === MARK ? text.slice(1) : text
}

/** So much is decoded at once, which is faster; of more, a piece at a time, with turns for other calls in between. */
const AT_ONCE = 16 * 1024 * 1024
const PIECE = 1024 * 1024

/** As `decode`, for a text of any length. */
export async function decodeInPieces(
  bytes: Uint8Array,
  encoding: Encoding,
  atOnce: number = AT_ONCE,
): Promise<string> {
  if (bytes.length <= atOnce) return decode(bytes, encoding)
  const pieces: string[] = []
  for (let start = 0; start < bytes.length;) {
    const end = endOfPiece(bytes, start, encoding)
    // A mark is one at the beginning only.
    pieces.push(
      start === 0 ? decode(bytes.subarray(0, end), encoding) : decodeNext(bytes, start, end, encoding),
    )
    start = end
    if (end < bytes.length) await yieldToEventLoop()
  }
  return pieces.join('')
}

function decodeNext(bytes: Uint8Array, start: number, end: number, encoding: Encoding): string {
  const piece = bytes.subarray(start, end)
  if (encoding === 'utf-8')
    return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('utf8')
  if (encoding === 'cp850') return decodeCp850(piece)
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(piece)
}

/** Behind the end of a line, which is part of no other letter; in UTF-16 between two letters. */
function endOfPiece(bytes: Uint8Array, start: number, encoding: Encoding): number {
  const wanted = start + PIECE
  if (wanted >= bytes.length) return bytes.length
  if (!encoding.startsWith('utf-16')) {
    const end = bytes.indexOf(LINE_FEED, wanted)
    return end === -1 ? bytes.length : end + 1
  }
  const high = bytes[wanted + (encoding === 'utf-16le' ? 1 : 0)] ?? 0
  // The second half of a letter of four bytes
  return high >= 0xdc && high <= 0xdf ? wanted + 2 : wanted
}

const LINE_FEED = 10

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
