import { formatCount, formatDate, formatDiscount } from '../format.ts'
import { MAIL_WORDS } from '../mail-words.ts'
import { layOut, type Line } from './lay-out.ts'
import { isAttached, type MessageContent, messageValues, oneLine } from './message-values.ts'
import { htmlPart } from './html-part.ts'
import { readTemplate } from '../../domain/mail/read-template.ts'

/** A message as its recipient reads it. */
export interface Rendered {
  readonly subject: string
  /** Lines end in `\n`. */
  readonly text: string
  readonly html: string
  /** The name of the file that the codes are attached as, where there are too many for a table. */
  readonly attachment: string | null
}

/** Puts the recipient's values into the template. The HTML part is made from the same lines as the text. */
export function renderMessage(content: MessageContent): Rendered {
  const lines = layOut(content)
  const table = codeTable(content)
  const subject = subjectOf(content)
  return {
    subject,
    text: lines.map((line) => textLine(line, table)).join('\n') + '\n',
    html: htmlPart(lines, table, { subject, language: content.language }),
    attachment: isAttached(content) ? MAIL_WORDS[content.language].attachment : null,
  }
}

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

/** The codes of a message as a table, or the sentence that says where they are. */
export type CodeTable =
  | {
      readonly kind: 'rows'
      readonly headings: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'attached'; readonly sentence: string }

function codeTable(content: MessageContent): CodeTable {
  const { codes, language } = content
  const words = MAIL_WORDS[language]
  if (isAttached(content))
    return {
      kind: 'attached',
      sentence: words.attached(words.attachment, formatCount(codes.length, language)),
    }
  return {
    kind: 'rows',
    headings: [words.columns.code, words.columns.discount, words.columns.expires],
    rows: codes.map(({ code, discount, expires }) => [
      code,
      formatDiscount(discount, language),
      formatDate(expires, language),
    ]),
  }
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
