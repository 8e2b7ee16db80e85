import { compile, registerMessageCompiler } from '@intlify/core-base'
import { type Composer, createI18n, type MessageCompiler } from 'vue-i18n'
import { byLanguage, type Language, languages } from '#shared/languages/languages.ts'

/** The window's messages, those of the start page in every language. */
export function createMessages(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    messages: byLanguage(({ start }) => start),
    pluralRules: byLanguage(({ formats }) => formats.plural),
    missingWarn: true,
    fallbackWarn: false,
  })
}

/** Most messages have nothing to fill in or to choose between; compiling those took a fifth of the first paint. */
const messageCompiler: MessageCompiler = (message, context) =>
  typeof message === 'string' && !/[{}@|]/.test(message) ? () => message : compile(message, context)
// Not as an option, which is an experiment that vue-i18n warns of.
registerMessageCompiler(messageCompiler)

const read = new WeakMap<Composer, Set<Language>>()

/** Adds what the other pages say in `language`. The first page is there without it; every other one waits for it. */
export async function readMessages(messages: Composer, language: Language): Promise<void> {
  const pages = await languages[language].pages()
  const have = read.get(messages) ?? new Set()
  read.set(messages, have)
  if (!have.has(language)) messages.mergeLocaleMessage(language, pages)
  have.add(language)
}
