import type { Encoding } from '#shared/contract/recipients.ts'

/** So few letters say nothing. */
const LEAST = 4
/** With so many letters of Korean, Chinese would have had one beyond the first bytes of Hangul. */
const ENOUGH_FOR_KOREAN = 10

/** The first and the second byte of a letter. */
type Pair = readonly [lead: number, trail: number]

/**
 * The East Asian encoding that the lines are certainly in. Letters of two bytes each come in rows of several; where
 * bytes beyond ASCII are by themselves between letters, they are one letter each.
 */
export function findSeveralBytes(lines: Uint8Array): Encoding | undefined {
  if (hasRows(lines, 'shift_jis')) return 'shift_jis'
  const pairs = pairsOf(lines)
  if (!pairs || pairs.length < LEAST) return undefined
  const found = likeliest(pairs)
  return found !== undefined && hasRows(lines, found) ? found : undefined
}

function likeliest(pairs: readonly Pair[]): Encoding | undefined {
  const share = (is: (lead: number, trail: number) => boolean): number =>
    pairs.filter(([lead, trail]) => is(lead, trail)).length / pairs.length
  const isEuc = share((lead, trail) => lead >= 0xa1 && trail >= 0xa1) === 1
  // Kana have rows of their own; Chinese has hardly any of them.
  if (isEuc && share((lead) => lead === 0xa4 || lead === 0xa5) >= 0.1) return 'euc-jp'
  const isHangul = isEuc && share((lead) => lead >= 0xb0 && lead <= 0xc8) === 1
  if (isHangul && pairs.length >= ENOUGH_FOR_KOREAN) return 'euc-kr'
  // The common letters of Big5; every third of them has a second byte among those of ASCII.
  if (share((lead) => lead >= 0xa4 && lead <= 0xc6) >= 0.8 && share((_, trail) => trail < 0x80) >= 0.15)
    return 'big5'
  // The common letters of Chinese. Cyrillic has such pairs as well, but no second byte under 0xC0.
  const common = share((lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1)
  return common >= 0.4 && share((_, trail) => trail < 0xc0) >= 0.1 ? 'gb18030' : undefined
}

/** Undefined where a byte beyond ASCII begins no pair. */
function pairsOf(lines: Uint8Array): Pair[] | undefined {
  const pairs: Pair[] = []
  for (let i = 0; i < lines.length; i += 1) {
    const lead = lines[i] ?? 0
    if (lead < 0x80) continue
    const trail = lines[i + 1] ?? 0
    if (lead === 0x80 || lead === 0xff || trail < 0x40 || trail === 0x7f || trail === 0xff) return undefined
    pairs.push([lead, trail])
    i += 1
  }
  return pairs
}

const LETTERS = String.raw`[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]`

/** Whether the lines can be read as that, and most of their letters are beside another. */
function hasRows(lines: Uint8Array, encoding: Encoding): boolean {
  const text = decodedStrictly(lines, encoding)
  // Letters of half width are single bytes, which Cyrillic and Greek code pages have as letters.
  if (text === undefined || /[\uff61-\uff9f\ue000-\uf8ff]/.test(text)) return false
  const count = (pattern: string): number => text.match(new RegExp(pattern, 'g'))?.join('').length ?? 0
  const letters = count(LETTERS)
  return (
    letters >= LEAST &&
    count(`${LETTERS}{2,}`) >= letters * 0.7 &&
    letters >= count('[^\\u0000-\\u007f]') * 0.8
  )
}

function decodedStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
