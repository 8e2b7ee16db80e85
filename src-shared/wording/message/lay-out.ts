import { type MessageContent, messageValues } from './message-values.ts'
import { readTemplate, type TemplatePart } from '../../domain/mail/read-template.ts'
import type { Variable } from '../../domain/mail/variables.ts'

/** A piece of a line: as it was written, or the value of a variable. */
export interface Piece {
  readonly text: string
  readonly variable?: Variable
}

/** A line of a message; `codes` is where the table of several codes goes. */
export type Line = { readonly kind: 'pieces'; readonly pieces: readonly Piece[] } | { readonly kind: 'codes' }

/** The message's text line by line: what the plain text and the HTML part are both made from. */
export function layOut(content: MessageContent): Line[] {
  const values = messageValues(content)
  const isSeveral = content.codes.length > 1
  const lines = content.template.text
    .trimEnd()
    .split(/\r\n?|\n/)
    .map(partsOf)
  // Where no line is for the codes alone, they follow the paragraph that first mentions them.
  const hasPlace = lines.some(isCodeAlone)
  const mention = lines.findIndex((parts) => parts.some(isCode))
  const after = isSeveral && !hasPlace && mention >= 0 ? endOfParagraph(lines, mention) : -1
  let placed = false
  return lines.flatMap((parts, i): Line[] => {
    if (isSeveral && !placed && isCodeAlone(parts)) {
      placed = true
      return [{ kind: 'codes' }]
    }
    const line: Line = { kind: 'pieces', pieces: parts.map((part) => pieceOf(part, values)) }
    return i === after ? [line, BLANK, { kind: 'codes' }] : [line]
  })
}

const BLANK: Line = { kind: 'pieces', pieces: [] }

const partsOf = (line: string): TemplatePart[] => [...readTemplate(line)]
const isCode = (part: TemplatePart): boolean => part.kind === 'variable' && part.name === 'PromoCode'
const isBlank = (part: TemplatePart): boolean => part.kind === 'text' && part.text.trim() === ''
const isCodeAlone = (parts: readonly TemplatePart[]): boolean =>
  parts.some(isCode) && parts.every((part) => isCode(part) || isBlank(part))

function endOfParagraph(lines: readonly TemplatePart[][], from: number): number {
  const blank = lines.findIndex((parts, i) => i > from && parts.every(isBlank))
  return blank < 0 ? lines.length - 1 : blank - 1
}

function pieceOf(part: TemplatePart, values: Record<Variable, string>): Piece {
  switch (part.kind) {
    case 'variable':
      return { text: values[part.name], variable: part.name }
    case 'text':
      return { text: part.text }
    case 'problem':
      return { text: part.found }
  }
}
