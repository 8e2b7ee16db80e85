import { type MessageContent, messageValues } from './message-values.ts'
import { readTemplate, type TemplatePart } from '../../domain/mail/read-template.ts'
import { LINK_VARIABLES, type Variable } from '../../domain/mail/variables.ts'

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
  const toLine = (parts: Parts): Line => ({
    kind: 'pieces',
    pieces: parts.map((one) => pieceOf(one, values)),
  })
  const written = content.template.text
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line): Parts => [...readTemplate(line)])
  return content.codes.length > 1 ? withTable(written, toLine) : written.map(toLine)
}

/**
 * The table is where a line is for the codes alone, else where one is for their links alone, else after the paragraph
 * that first mentions them. Lines for a picture are left out: several codes have their links in the table.
 */
function withTable(written: readonly Parts[], toLine: (parts: Parts) => Line): Line[] {
  const place = written.find(isAlone(CODE)) ?? written.find(isAlone(LINK_VARIABLES))
  const isGone = (parts: Parts | undefined) => parts && parts !== place && isAlone(PICTURE)(parts)
  const lines = written.filter(
    (parts, i) => !isGone(parts) && !(isGone(written[i - 1]) && parts.every(isBlank)),
  )
  if (place) return lines.map((parts) => (parts === place ? TABLE : toLine(parts)))
  const mention = lines.findIndex((parts) =>
    parts.some((one) => isOneOf(CODE, one) || isOneOf(LINK_VARIABLES, one)),
  )
  const after = mention < 0 ? -1 : endOfParagraph(lines, mention)
  return lines.flatMap((parts, i) => (i === after ? [toLine(parts), BLANK, TABLE] : [toLine(parts)]))
}

type Parts = readonly TemplatePart[]
const CODE: readonly Variable[] = ['PromoCode']
const PICTURE: readonly Variable[] = ['PromoQrCode']

const TABLE: Line = { kind: 'codes' }
const BLANK: Line = { kind: 'pieces', pieces: [] }

const isOneOf = (names: readonly Variable[], part: TemplatePart): boolean =>
  part.kind === 'variable' && names.includes(part.name)
const isBlank = (part: TemplatePart): boolean => part.kind === 'text' && part.text.trim() === ''
/** The line is for one of these and for nothing else. */
const isAlone =
  (names: readonly Variable[]) =>
  (parts: Parts): boolean =>
    parts.some((part) => isOneOf(names, part)) && parts.every((part) => isOneOf(names, part) || isBlank(part))

function endOfParagraph(lines: readonly Parts[], from: number): number {
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
