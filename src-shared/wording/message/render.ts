import { MAIL_WORDS } from '../mail-words.ts'
import { type CodeTable, codeTable } from './code-table.ts'
import { layOut, type Line } from './lay-out.ts'
import { isAttached, linkOf, type MessageContent, messageValues, oneLine } from './message-values.ts'
import { htmlPart } from './html-part.ts'
import { readTemplate } from '../../domain/mail/read-template.ts'

/** A message as its recipient reads it. */
export interface Rendered {
  readonly subject: string
  /** Lines end in `\n`. */
  readonly text: string
  readonly html: string
  /** The QR code that the HTML part shows. */
  readonly picture: Picture | null
  /** The name of the file that the codes are attached as, where there are too many for a table. */
  readonly attachment: string | null
}

/** A QR code of an address. The HTML part refers to it by its Content-ID, which no other code's picture has. */
export interface Picture {
  readonly id: string
  readonly link: string
}

/** Puts the recipient's values into the template. The HTML part is made from the same lines as the text. */
export function renderMessage(content: MessageContent): Rendered {
  const lines = layOut(content)
  const table = codeTable(content)
  const subject = subjectOf(content)
  const link = linkOf(content)
  const picture = link === null ? null : pictureOf(lines, link, content)
  return {
    subject,
    text: lines.map((line) => textLine(line, table)).join('\n') + '\n',
    html: htmlPart(lines, table, { subject, language: content.language, link, picture }),
    picture,
    attachment: isAttached(content) ? MAIL_WORDS[content.language].attachment : null,
  }
}

/** The domain is reserved, so that nobody else's IDs end so (RFC 2606). */
const pictureOf = (lines: readonly Line[], link: string, { codes }: MessageContent): Picture | null =>
  lines.some(
    (line) => line.kind === 'pieces' && line.pieces.some(({ variable }) => variable === 'PromoQrCode'),
  )
    ? { id: `qr-${codes[0]?.code ?? ''}@promo-code.invalid`, link }
    : null

function subjectOf(content: MessageContent): string {
  const values = messageValues(content)
  const parts = [...readTemplate(oneLine(content.template.subject))]
  return oneLine(
    parts
      .map((part) =>
        part.kind === 'variable' ? values[part.name] : part.kind === 'text' ? part.text : part.found,
      )
      .join(''),
  )
}

function textLine(line: Line, table: CodeTable): string {
  if (line.kind === 'pieces')
    return line.pieces
      .map(({ text }) => text)
      .join('')
      .trimEnd()
  if (table.kind === 'attached') return table.sentence
  const rows = [table.headings, ...table.rows]
  const widths = table.headings.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
