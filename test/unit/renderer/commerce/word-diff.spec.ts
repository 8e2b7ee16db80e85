import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Piece, wordDiff } from '../../../../src-renderer/components/differences/word-diff.ts'

const joined = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')
const changed = (pieces: readonly Piece[]) => pieces.filter((piece) => piece.changed).map(({ text }) => text)

describe('words that differ', () => {
  it('marks a phrase as one, and what was added at the end', () => {
    const { before, after } = wordDiff(
      'Avbestilling er gratis fram til 24 timer før start.',
      'Avbestilling er gratis fram til to døgn før start. Opptaket er tilgjengelig.',
    )
    expect(changed(before)).toEqual(['24 timer'])
    expect(changed(after).map((text) => text.trim())).toEqual(['to døgn', 'Opptaket er tilgjengelig.'])
  })

  it('marks nothing where nothing differs, and all where nothing is alike', () => {
    expect(changed(wordDiff('a b', 'a b').after)).toEqual([])
    expect(changed(wordDiff('', 'a b').after)).toEqual(['a b'])
    expect(changed(wordDiff('a b', '').before)).toEqual(['a b'])
  })

  it('always joins to the texts again, and leaves the same words plain on both sides', () => {
    const text = fc
      .array(fc.constantFrom('en', 'to', 'tre', ' ', '  ', '\n\n', 'ord.'))
      .map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { before, after } = wordDiff(a, b)
        expect(joined(before)).toBe(a)
        expect(joined(after)).toBe(b)
        const plain = (pieces: readonly Piece[]) =>
          pieces
            .filter((piece) => !piece.changed)
            .map(({ text }) => text)
            .join('')
            .match(/\S+/g) ?? []
        expect(plain(before)).toEqual(plain(after))
      }),
    )
  })

  it('does not compare beyond what would be felt while typing', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `ord${i}`).join(' ')
    expect(wordDiff(long, `${long} til`).after).toEqual([{ text: `${long} til`, changed: true }])
  })
})
