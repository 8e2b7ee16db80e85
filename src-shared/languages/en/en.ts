import type { LanguageDefinition } from '../language-definition.ts'
import { formats } from './formats.ts'
import { reportWords } from './report-words.ts'
import { start } from './window/start.ts'

export const en: LanguageDefinition = {
  name: 'English',
  shortName: 'EN',
  switchTo: 'Switch to English',
  locale: 'en-US',
  namedAs: 'en',
  direction: 'ltr',
  readBy: { languages: ['en'], countries: [] },
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
