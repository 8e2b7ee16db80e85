import { escapeMarkup } from '../../domain/escape-markup.ts'
import type { Language } from '../../preferences.ts'
import type { Line, Piece } from './lay-out.ts'
import type { CodeColumn, CodeTable } from './code-table.ts'
import type { Picture } from './render.ts'
import { MAIL_WORDS } from '../mail-words.ts'

const BODY = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f2328'
const CODE = 'font-family:Menlo,Consolas,monospace;font-size:18px;font-weight:bold;letter-spacing:1px'
const CELL = 'padding:6px 16px 6px 0;border-bottom:1px solid #d0d7de;text-align:start'

/** What is shown as more than text. */
interface Shown {
  readonly language: Language
  /** The value of the variables that are a link; null where they are words. */
  readonly link: string | null
  readonly picture: Picture | null
}

/** A whole HTML document with the message's lines: paragraphs, line breaks, highlighted codes. Only the links written. */
export function htmlPart(
  lines: readonly Line[],
  table: CodeTable,
  { subject, ...shown }: Shown & { subject: string },
): string {
  const blocks = blocksOf(lines).map((block) =>
    block.kind === 'codes'
      ? tableHtml(table)
      : `<p dir="auto">${block.lines.map((line) => lineHtml(line, shown)).join('<br>\n')}</p>`,
  )
  return [
    '<!doctype html>',
    `<html lang="${shown.language}"><head><meta charset="utf-8"><title>${escapeMarkup(subject)}</title></head>`,
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

const lineHtml = (pieces: readonly Piece[], shown: Shown): string =>
  pieces.map((piece) => pieceHtml(piece, shown)).join('')

function pieceHtml({ text, variable }: Piece, { language, link, picture }: Shown): string {
  switch (variable) {
    case undefined:
      return linked(text)
    case 'PromoCode':
      return `<strong style="${CODE}">${escapeMarkup(text)}</strong>`
    case 'PromoLink':
      return link === null ? escapeMarkup(text) : anchor(link)
    case 'PromoQrCode':
      return picture ? pictureHtml(picture, language) : escapeMarkup(text)
    default:
      // A name in another direction than the line leaves the rest of the line where it is.
      return `<bdi>${escapeMarkup(text)}</bdi>`
  }
}

/** Who cannot see the picture has its address: read out, and where it is not shown. */
const pictureHtml = ({ id, link }: Picture, language: Language): string =>
  `<img src="cid:${escapeMarkup(id)}" alt="${escapeMarkup(MAIL_WORDS[language].qrCode(link))}">`

const anchor = (address: string): string => `<a href="${escapeMarkup(address)}">${escapeMarkup(address)}</a>`

/** Addresses of pages become links; nothing else does. */
const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/)
    .map((part, i) => (i % 2 === 0 ? keepSpaces(escapeMarkup(part)) : anchor(part)))
    .join('')

const keepSpaces = (html: string): string =>
  html.replace(/ {2,}/g, (run) => '&nbsp;'.repeat(run.length - 1) + ' ')

function tableHtml(table: CodeTable): string {
  if (table.kind === 'attached') return `<p dir="auto">${escapeMarkup(table.sentence)}</p>`
  const row = (tag: 'th' | 'td', cells: readonly string[]) =>
    `<tr>${cells
      .map((cell, i) => {
        const shown = tag === 'td' ? cellHtml(cell, table.columns[i]) : escapeMarkup(cell)
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

function cellHtml(text: string, column: CodeColumn | undefined): string {
  if (column === 'code') return `<strong style="${CODE}">${escapeMarkup(text)}</strong>`
  return column === 'link' ? anchor(text) : escapeMarkup(text)
}
