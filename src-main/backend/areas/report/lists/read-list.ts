import { addressKey, cleanAddress, displayName } from '#shared/domain/email-address.ts'
import { codeKey, typedCode } from '#shared/domain/promo-code.ts'

/** A code or an address that somebody pasted; `key` is what makes two of them the same. */
export interface ListValue {
  readonly kind: 'code' | 'address'
  readonly text: string
  readonly key: string
}

/** Nothing longer is a code, or an address with its name: it is taken as it is, which takes no time. */
const LONGEST = 1000

/**
 * The codes and addresses in a pasted text, in their order, repeated ones as well: one a line, in cells of a table, or
 * with commas, semicolons or white space between. An address may be written as `Name <address>`. Reads as far as it is
 * asked, so that others have their turn while a long text is read.
 */
export function* readList(text: string): Generator<ListValue> {
  for (const [found] of text.matchAll(/[^\r\n\t;,]+/g)) {
    const cell = found.length > LONGEST ? found : found.normalize('NFC')
    if (cell.length <= LONGEST && cell.includes('@') && displayName(cell) !== '')
      yield valueOf(cleanAddress(cell))
    else
      for (const [word] of cell.matchAll(/\S+/g)) {
        const value = wordValue(word)
        if (value) yield value
      }
  }
}

function wordValue(word: string): ListValue | null {
  if (word.length > LONGEST) return { kind: 'code', text: word, key: word }
  const value = bare(word.normalize('NFC'))
  const text = value.includes('@') ? cleanAddress(value) : typedCode(value)
  return text === '' ? null : valueOf(text)
}

/** Without the quotes and brackets that text files and address books put around a value. */
const bare = (word: string): string =>
  word.replace(/^[<"'“”‘’([]+|[>"'“”‘’)\].]+$/g, '').replace(/^mailto:/i, '')

const valueOf = (text: string): ListValue =>
  text.includes('@')
    ? { kind: 'address', text, key: addressKey(text) }
    : { kind: 'code', text, key: codeKey(text) }
