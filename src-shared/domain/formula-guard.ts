/**
 * Spreadsheets run a cell of a text file that begins like a formula. An apostrophe before it keeps them from that, and
 * is taken off again when the file is read. A value that already has apostrophes before such a beginning gets one more,
 * so that writing and reading give back every text as it was.
 *
 * The beginnings, also full-width ones and after white space, are those that Excel, LibreOffice and Google Sheets were
 * seen to run; a tab or a return is what some importers drop before they look.
 */
const BEGINNING = String.raw`(?:[\s\0]*[=+\-@＝＋－＠]|[\t\r])`
const WOULD_RUN = new RegExp(`^'*${BEGINNING}`)
const GUARDED = new RegExp(`^'+${BEGINNING}`)
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/

/** True for a text that a spreadsheet would run, or that looks like one that was guarded. */
export const isDangerous = (text: string): boolean => WOULD_RUN.test(text) && !PLAIN_NUMBER.test(text)

/** `text` as a cell of a text file: with an apostrophe where a spreadsheet would run it. */
export const guardFormula = (text: string): string => (isDangerous(text) ? `'${text}` : text)

/** What `guardFormula` was given. */
export const unguardFormula = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text)
