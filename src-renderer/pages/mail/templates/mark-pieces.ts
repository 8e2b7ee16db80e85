import type { TemplateProblem } from '#shared/domain/mail/template.ts'
import { VARIABLES } from '#shared/domain/mail/variables.ts'

/** A stretch of a template as it is typed, to be drawn behind the text box. */
export interface MarkPiece {
  readonly text: string
  readonly kind: 'plain' | 'variable' | 'problem'
}

type Problem = Pick<TemplateProblem, 'code' | 'offset' | 'length'>
interface Mark {
  readonly from: number
  readonly to: number
  readonly kind: 'variable' | 'problem'
}

const SIGNS = new RegExp(`%%|%(?:${VARIABLES.join('|')})%`, 'g')

/** The text taken apart at its variables and at what is wrong in it; put together again it is the same text. */
export function markPieces(text: string, problems: readonly Problem[]): MarkPiece[] {
  const wrong: Mark[] = problems
    .filter(({ code, length }) => length > 0 && code !== 'empty')
    .map(({ offset, length }) => ({
      from: offset,
      to: Math.min(text.length, offset + length),
      kind: 'problem',
    }))
  const free = ({ from, to }: Mark) => wrong.every((one) => to <= one.from || from >= one.to)
  const variables = [...text.matchAll(SIGNS)]
    .filter(([sign]) => sign !== '%%')
    .map((match): Mark => ({ from: match.index, to: match.index + match[0].length, kind: 'variable' }))
    .filter(free)

  const pieces: MarkPiece[] = []
  let at = 0
  for (const { from, to, kind } of [...wrong, ...variables].sort((a, b) => a.from - b.from)) {
    if (from > at) pieces.push({ text: text.slice(at, from), kind: 'plain' })
    if (to > Math.max(at, from)) pieces.push({ text: text.slice(Math.max(at, from), to), kind })
    at = Math.max(at, to)
  }
  if (at < text.length) pieces.push({ text: text.slice(at), kind: 'plain' })
  return pieces
}

/** Where an offset is, as a person counts: lines and characters from one. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n?|\n/)
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 }
}
