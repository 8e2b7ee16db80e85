import { type Language, languageName } from '#shared/languages/languages.ts'
import { formatCount, formatDate } from '#shared/wording/format.ts'
import { termText } from '#shared/wording/term-text.ts'
import { allMessages } from './all-messages.ts'
import type { Translator } from '#shared/wording/operations/operation-sentence.ts'

/** The window's own messages, without a window. */
export function translatorOf(language: Language): Translator {
  const { t, te } = allMessages(language).global
  return {
    t: (key, values = {}, plural) => (plural === undefined ? t(key, values) : t(key, values, plural)),
    has: te,
    count: (n) => formatCount(n, language),
    date: (day) => formatDate(day, language),
    term: (change) => termText(change, language),
    languageName: (other) => languageName(other, language),
  }
}
