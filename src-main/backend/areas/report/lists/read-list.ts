import { addressKey, cleanAddress, displayName } from '#shared/domain/email-address.ts'
import { codeKey, typedCode } from '#shared/domain/promo-code.ts'

/** A code or an address that somebody pasted; `key` is what makes two of them the same. */
export interface ListValue {
  readonly kind: 'code' | 'address'
  readonly text: string
  readonly key: string
}

/**
 * The codes and addresses in a pasted text, in their order, repeated ones as well: one a line, in cells of a table, or
 * with commas, semicolons or white space between. An address may be written as `Name <address>`.
 */
export function* readList(text: string): Generator<ListValue> {
  for (const cell of text.normalize('NFC').split(/[\r\n\t;,]+/)) {
    if (cell.includes('@') && displayName(cell) !== '') yield valueOf(cleanAddress(cell))
    else
      for (const word of cell.split(/\s+/)) {
        const value = bare(word)
        const text = value.includes('@') ? cleanAddress(value) : typedCode(value)
        if (text !== '') yield valueOf(text)
      }
  }
}

/** Without the quotes and brackets that text files and address books put around a value. */
const bare = (word: string): string =>
  word.replace(/^[<"'“”‘’([]+|[>"'“”‘’)\].]+$/g, '').replace(/^mailto:/i, '')

const valueOf = (text: string): ListValue =>
  text.includes('@')
    ? { kind: 'address', text, key: addressKey(text) }
    : { kind: 'code', text, key: codeKey(text) }
