/**
 * The letters that Norwegian puts after z, in its order, and those that it counts with them. They become the three
 * ASCII characters after z.
 */
const AFTER_Z: Readonly<Record<string, string>> = {
  æ: '{',
  ä: '{',
  ø: '|',
  ö: '|',
  ő: '|',
  å: '}',
}

/** Letters that are no base letter with a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  œ: '|',
  ü: 'y',
  ű: 'y',
}

const ONLY_ASCII = /^[\x20-\x7a]*$/

/**
 * `text` in a form whose plain byte order is the Norwegian alphabetical order, without regard to case: æ, ø, å (and aa)
 * last, accents as the letter without. SQLite's own orders know nothing of this, and better-sqlite3 offers no way to
 * add one; a stored key sorts as fast as any text.
 */
export function norwegianSortKey(text: string): string {
  const lower = text
    .normalize('NFC')
    .replace(/aa|Aa|AA/g, 'å')
    .toLowerCase()
  if (ONLY_ASCII.test(lower)) return lower
  let key = ''
  for (const letter of lower) key += AFTER_Z[letter] ?? PLAIN[letter] ?? plain(letter)
  return key
}

function plain(letter: string): string {
  if (letter >= '{' && letter <= '~') return '!'
  return letter.normalize('NFD').replace(/\p{M}/gu, '')
}
