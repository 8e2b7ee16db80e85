import type { Encoding } from '#shared/contract/recipients.ts'

/** So few letters say nothing. */
const LEAST = 4
/** Hangul ends there among the first bytes; Chinese has two fifths of its common letters beyond. */
const LAST_OF_HANGUL = 0xc8
/** With so many letters, Chinese would have had one beyond. */
const ENOUGH_FOR_KOREAN = 10

/**
 * The East Asian encoding that the lines are certainly in. Letters of two bytes each come in rows of several; where
 * bytes beyond ASCII are by themselves between letters, they are one letter each.
 */
export function findSeveralBytes(lines: Uint8Array): Encoding | undefined {
  return isShiftJis(lines) ? 'shift_jis' : findEuc(lines)
}

/** Kana and kanji, most of them beside another. */
function isShiftJis(lines: Uint8Array): boolean {
  const text = decodedStrictly(lines, 'shift_jis')
  // Letters of half width are single bytes, which Cyrillic and Greek code pages have as letters.
  if (text === undefined || /[\uff61-\uff9f\ue000-\uf8ff]/.test(text)) return false
  const letters = text.match(/[\u3005-\u30ff\u4e00-\u9fff]/g)?.length ?? 0
  const beside = text.match(/[\u3005-\u30ff\u4e00-\u9fff]{2,}/g)?.join('').length ?? 0
  return letters >= LEAST && beside >= letters * 0.7 && letters >= beyondAscii(text) * 0.8
}

/** Pairs of bytes from 0xA1 on; Cyrillic has such pairs as well, but none of the bytes that follow under 0xC0. */
function findEuc(lines: Uint8Array): Encoding | undefined {
  let pairs = 0
  let common = 0
  let low = 0
  let hangul = 0
  for (let i = 0; i < lines.length; i += 1) {
    const lead = lines[i] ?? 0
    if (lead < 0x80) continue
    const trail = lines[i + 1] ?? 0
    if (lead < 0xa1 || lead > 0xf7 || trail < 0xa1 || trail === 0xff) return undefined
    i += 1
    // Rows of signs
    if (lead < 0xb0) continue
    pairs += 1
    if (lead <= 0xd7) common += 1
    if (trail < 0xc0) low += 1
    if (lead <= LAST_OF_HANGUL) hangul += 1
  }
  if (pairs < LEAST || common < pairs * 0.8 || low < pairs * 0.1) return undefined
  if (hangul === pairs && pairs >= ENOUGH_FOR_KOREAN) return 'euc-kr'
  return 'gb18030'
}

function decodedStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const beyondAscii = (text: string): number => text.match(/[^\0-\x7f]/g)?.length ?? 0
