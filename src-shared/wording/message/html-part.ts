import { escapeMarkup } from '../../domain/escape-markup.ts'
import type { Language } from '../../preferences.ts'
import type { Line, Piece } from './lay-out.ts'
import type { CodeTable } from './render.ts'

/** Text as it may be written in HTML, also within an attribute. */

const BODY = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f2328'
const CODE = 'font-family:Menlo,Consolas,monospace;font-size:18px;font-weight:bold;letter-spacing:1px'
const CELL = 'padding:6px 16px 6px 0;border-bottom:1px solid #d0d7de;text-align:start'

/** A whole HTML document with the message's lines: paragraphs, line breaks, highlighted codes. Only the links written. */
export function htmlPart(
  lines: readonly Line[],
  table: CodeTable,
  { subject, language }: { subject: string; language: Language },
): string {
  const blocks = blocksOf(lines).map((block) =>
    block.kind === 'codes'
      ? tableHtml(table)
      : `<p dir="auto">${block.lines.map(lineHtml).join('<br>\n')}</p>`,
  )
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${escapeMarkup(subject)}</title></head>`,
    `<body style="${BODY}">`,
    ...blocks,
    '</body></html>',
    '',
  ].join('\n')
}

type Block = { kind: 'paragraph'; lines: (readonly Piece[])[] } | { kind: 'codes' }

/** Blank lines part paragraphs, as in the text. */
function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  let open: (readonly Piece[])[] | undefined
  for (const line of lines) {
    if (line.kind === 'codes') {
      open = undefined
      blocks.push(line)
    } else if (line.pieces.every(({ text }) => text.trim() === '')) open = undefined
    else if (open) open.push(line.pieces)
    else {
      open = [line.pieces]
      blocks.push({ kind: 'paragraph', lines: open })
    }
  }
  return blocks
}

const lineHtml = (pieces: readonly Piece[]): string => pieces.map(pieceHtml).join('')

function pieceHtml({ text, variable }: Piece): string {
  switch (variable) {
    case undefined:
      return linked(text)
    case 'PromoCode':
      return `<strong style="${CODE}">${escapeMarkup(text)}</strong>`
    default:
      // A name in another direction than the line leaves the rest of the line where it is.
      return `<bdi>${escapeMarkup(text)}</bdi>`
  }
}

/** Addresses of pages become links; nothing else does. */
const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/)
    .map((part, i) =>
      i % 2 === 0
        ? keepSpaces(escapeMarkup(part))
        : `<a href="${escapeMarkup(part)}">${escapeMarkup(part)}</a>`,
    )
    .join('')

const keepSpaces = (html: string): string =>
  html.replace(/ {2,}/g, (run) => '&nbsp;'.repeat(run.length - 1) + ' ')

function tableHtml(table: CodeTable): string {
  if (table.kind === 'attached') return `<p dir="auto">${escapeMarkup(table.sentence)}</p>`
  const row = (tag: 'th' | 'td', cells: readonly string[]) =>
    `<tr>${cells
      .map((cell, i) => {
        const text = escapeMarkup(cell)
        const shown = tag === 'td' && i === 0 ? `<strong style="${CODE}">${text}</strong>` : text
        return `<${tag} style="${CELL}">${shown}</${tag}>`
      })
      .join('')}</tr>`
  return [
    '<table cellspacing="0" style="border-collapse:collapse">',
    row('th', table.headings),
    ...table.rows.map((cells) => row('td', cells)),
    '</table>',
  ].join('\n')
}
