/** A piece of a text; `changed` where it is only on this side. */
export interface Piece {
  readonly text: string
  readonly changed: boolean
}

/** Beyond this many word pairs a comparison would be felt while typing; the whole text is then marked. */
const MAX_PAIRS = 4_000_000

/** Words with the white space between them as pieces of their own, so that they join to the text again. */
const words = (text: string): string[] => text.match(/\s+|[^\s]+/gu) ?? []

/**
 * Both texts in pieces, the words that differ marked: the longest run of common words stays plain. White space
 * is marked only between two marked words, so that a changed phrase reads as one and begins with its first word.
 */
export function wordDiff(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const [a, b] = [words(before), words(after)]
  if (a.length * b.length > MAX_PAIRS)
    return { before: [{ text: before, changed: true }], after: [{ text: after, changed: true }] }
  const [keptA, keptB] = common(a, b)
  return { before: pieces(a, keptA), after: pieces(b, keptB) }
}

/** Which words of each side belong to the longest common subsequence. */
function common(a: readonly string[], b: readonly string[]): [boolean[], boolean[]] {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const keptA = a.map(() => false)
  const keptB = b.map(() => false)
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      keptA[i++] = true
      keptB[j++] = true
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return [keptA, keptB]
}

function pieces(list: readonly string[], kept: readonly boolean[]): Piece[] {
  const changed = kept.map((stays, i) =>
    isSpace(list[i]) ? kept[i - 1] === false && kept[i + 1] === false : !stays,
  )
  const joined: { text: string; changed: boolean }[] = []
  list.forEach((text, i) => {
    const last = joined.at(-1)
    if (last && last.changed === changed[i]) last.text += text
    else joined.push({ text, changed: changed[i] ?? false })
  })
  return joined
}

const isSpace = (text: string | undefined): boolean => text !== undefined && text.trim() === ''
