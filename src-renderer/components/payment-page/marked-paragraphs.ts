import { paragraphs } from '#shared/domain/commerce/payment-page.ts'
import { type Piece, wordDiff } from '../differences/word-diff.ts'

/** One paragraph of plain text in pieces, so that what changed can be marked. */
export type Paragraph = readonly Piece[]

export const plain = (texts: readonly string[]): Paragraph[] =>
  texts.map((text) => [{ text, changed: false }])

/** The paragraphs of `after`, what is new since `before` marked. */
export function marked(before: string, after: string): Paragraph[] {
  const now = paragraphs(after)
  if (before === after) return plain(now)
  // Compared as one text, so that a paragraph that moved up is not marked; parted again where they were joined.
  const { after: pieces } = wordDiff(paragraphs(before).join('\n\n'), now.join('\n\n'))
  const list: Piece[][] = [[]]
  for (const { text, changed } of pieces)
    text.split('\n\n').forEach((part, i) => {
      if (i > 0) list.push([])
      if (part !== '') list.at(-1)?.push({ text: part, changed })
    })
  return list.filter((paragraph) => paragraph.length > 0)
}
