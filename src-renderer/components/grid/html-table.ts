import { escapeMarkup } from '#shared/domain/escape-markup.ts'
import type { GridColumn } from './columns.ts'

/**
 * A cell that stays the text that it is: Excel reads the style, LibreOffice the attribute. Without them a code like
 * 12E34567 becomes a number.
 */
const STYLE = ` style="mso-number-format:'\\@'"`
const AS_TEXT = `${STYLE} sdnum="1033;0;@"`

/** One row of a table; codes and texts say that they are text. */
export function htmlRow<Row>(cells: readonly string[], columns: readonly GridColumn<Row>[]): string {
  const tds = cells.map((text, i) => {
    const kind = columns[i]?.kind
    const asText = kind === 'code' || kind === 'text' ? AS_TEXT : ''
    return `<td${asText}>${escaped(text)}</td>`
  })
  return `<tr>${tds.join('')}</tr>`
}

export const htmlTable = (rows: readonly string[]): string =>
  `<meta charset="utf-8"><table>${rows.join('')}</table>`

/** For a clipboard that parses the table in the page, whose content policy forbids styles and says so for every cell. */
export const withoutStyles = (table: string): string => table.replaceAll(STYLE, '')

const escaped = (text: string): string => escapeMarkup(text).replaceAll('\n', '<br>')
