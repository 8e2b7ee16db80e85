import { escapeMarkup } from '#shared/domain/escape-markup.ts'

/** The most that a cell of a workbook holds. */
const MAX_TEXT = 32_767

/** Texts that need no escape, no `xml:space` and no quote prefix, which nearly all are. */
const HARMLESS = /^[A-Za-z0-9\u00c0-\u167f][A-Za-z0-9\u00c0-\u167f .,@()'-]*$/

export const isHarmless = (text: string): boolean =>
  HARMLESS.test(text) && !text.endsWith(' ') && !text.includes('  ')

/**
 * `text` as XML text for a cell: without what XML forbids (control characters, halves of surrogate pairs, U+FFFE, U+FFFF),
 * a return as a reference, since a bare one would be read as a line feed, and with `_x0041_` written so that Excel does not take it for an escape.
 */
export function escapeXml(text: string): string {
  if (isHarmless(text)) return text
  const allowed = text
    .slice(0, MAX_TEXT)
    .replace(/\p{Surrogate}|[\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return escapeMarkup(allowed).replaceAll('\r', '&#13;')
}

/** The `<t>` element; white space at the ends and line feeds must be asked for. */
export const textElement = (escaped: string): string =>
  /^\s|\s$|[\n\t]| {2}|&#13;/.test(escaped) ? `<t xml:space="preserve">${escaped}</t>` : `<t>${escaped}</t>`
