import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { Delimiter } from '#shared/contract/recipients.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'

/** So many lines show how the others are. */
const LOOKED_AT = 200
/** A line that is one text in quotes, with what a spreadsheet adds for columns that are empty. */
const WRAPPED = /^[ \t]*"((?:[^"]|"")*)"[ \t;,]*$/
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']

/**
 * The text of a file whose rows are each in quotes, as a program writes a table that it has opened as one column, without
 * them; any other text as it is. Lines stay where they are.
 */
export async function unwrapRows(text: string): Promise<string> {
  if (!text.includes('"')) return text
  const start = Math.max(0, text.search(/\S/))
  const lines = text.slice(start, start + 64 * 1024).split(/\r\n?|\n/, LOOKED_AT)
  const wrapped = lines.flatMap((line) => WRAPPED.exec(line)?.[1] ?? [])
  const filled = lines.filter((line) => line.trim() !== '').length
  if (wrapped.length < filled * 0.6 || !wrapped.some(isRow)) return text
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from + PIECE)
    const to = end === -1 ? text.length : end
    pieces.push(text.slice(from, to).replace(/[^\r\n]+/g, unwrapped))
    from = to
    await yieldToEventLoop()
  }
  return pieces.join('')
}

/** Lines of about so many characters are looked at before other calls have their turn. */
const PIECE = 64 * 1024

const unwrapped = (line: string): string => WRAPPED.exec(line)?.[1]?.replaceAll('""', '"') ?? line

/** Cells with delimiters between, of which one is an address. */
function isRow(line: string): boolean {
  if (!line.includes('@') || isAddress(cleanAddress(line))) return false
  const cells = (delimiter: Delimiter) => line.replaceAll('""', '').split(delimiter)
  return DELIMITERS.some(
    (delimiter) => line.includes(delimiter) && cells(delimiter).some((cell) => isAddress(cleanAddress(cell))),
  )
}
