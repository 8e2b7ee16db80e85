import type { Formats } from '../languages/formats.ts'
import { type Language, languageName, languages } from '../languages/languages.ts'
import { formatCount, formatDate } from './format.ts'
import { termText } from './term-text.ts'
import type { Translator } from './operations/operation-sentence.ts'

/** What the first page says in `language`, the sentences of operations among it, outside a window. */
export function createTranslator(language: Language): Translator {
  const { start, formats } = languages[language]
  const known = new Map<string, string | undefined>()
  const find = (key: string): string | undefined => {
    if (!known.has(key)) known.set(key, messageAt(start, key))
    return known.get(key)
  }
  return {
    t: (key, values = {}, plural) => filledIn(formOf(find(key) ?? key, plural, formats), values),
    has: (key) => find(key) !== undefined,
    count: (n) => formatCount(n, language),
    date: (day) => formatDate(day, language),
    term: (change) => termText(change, language),
    languageName: (other) => languageName(other, language),
  }
}

function messageAt(messages: unknown, key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, name)
          ? (part as Record<string, unknown>)[name]
          : undefined,
      messages,
    )
  return typeof found === 'string' ? found : undefined
}

/** The form of a message of vue-i18n for a number. */
function formOf(message: string, plural: number | undefined, formats: Formats): string {
  if (plural === undefined) return message
  const forms = message.split('|').map((form) => form.trim())
  return forms[formats.plural(plural, forms.length)] ?? message
}

const filledIn = (message: string, values: Readonly<Record<string, string>>): string =>
  message.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
