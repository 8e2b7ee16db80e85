import type { LanguageDefinition } from '../language-definition.ts'
import { formats } from './formats.ts'
import { reportWords } from './report-words.ts'
import { start } from './window/start.ts'

export const nb: LanguageDefinition = {
  name: 'Norsk',
  shortName: 'NO',
  switchTo: 'Bytt til norsk',
  locale: 'nb-NO',
  // Intl's name of nb is “norsk bokmål”.
  namedAs: 'no',
  direction: 'ltr',
  // Danes and Swedes read Norwegian more easily than English.
  readBy: { languages: ['nb', 'no', 'nn', 'da', 'sv'], countries: ['no'] },
  formats,
  report: reportWords,
  start,
  pages: async () => (await import('./window/pages.ts')).pages,
  help: async () => (await import('./window/help.ts')).help,
  finder: async () => (await import('./window/finder.ts')).finder,
  wording: async () => (await import('./wording/wording.ts')).wording,
  backend: async () => (await import('./backend.ts')).backend,
  desktop: async () => (await import('./desktop.ts')).desktop,
  browser: async () => (await import('./browser.ts')).browser,
  host: async () => (await import('./host.ts')).host,
}
