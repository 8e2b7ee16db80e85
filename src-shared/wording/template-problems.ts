import { TEMPLATE_LIMITS, type TemplateProblem } from '../domain/mail/template.ts'
import type { Language } from '../preferences.ts'
import { formatCount } from './format.ts'

type Write = (problem: TemplateProblem, field: string, limit: string) => string

const WORDS: Record<Language, Record<TemplateProblem['code'], Write>> = {
  nb: {
    empty: ({ field }, words) => `${words} er ${field === 'text' ? 'tom' : 'tomt'}`,
    'too-long': (_, field, limit) => `${field} er lengre enn ${limit} tegn`,
    'line-break': (_, field) => `${field} har et linjeskift, men må stå på én linje`,
    'unknown-variable': ({ found, suggestion }, field) =>
      `${field} har ${found}, som ikke er en variabel${suggestion ? ` – kanskje ${suggestion}?` : '. Et prosenttegn foran et ord skrives %%'}`,
    'unclosed-variable': ({ found, suggestion }, field) =>
      `${field} har ${found} uten % bak – skriv ${suggestion ?? ''}`,
  },
  en: {
    empty: (_, field) => `${field} is empty`,
    'too-long': (_, field, limit) => `${field} is longer than ${limit} characters`,
    'line-break': (_, field) => `${field} has a line break, and must be one line`,
    'unknown-variable': ({ found, suggestion }, field) =>
      `${field} has ${found}, which is no variable${suggestion ? ` – perhaps ${suggestion}?` : '. A percent sign before a word is written %%'}`,
    'unclosed-variable': ({ found, suggestion }, field) =>
      `${field} has ${found} without a % after it – write ${suggestion ?? ''}`,
  },
}

const FIELDS: Record<Language, Record<TemplateProblem['field'], string>> = {
  nb: { subject: 'emnet', text: 'teksten' },
  en: { subject: 'the subject', text: 'the text' },
}

/** What is wrong at a place of a template, to be used within a sentence. */
export function templateProblemWords(problem: TemplateProblem, language: Language): string {
  const limit = formatCount(TEMPLATE_LIMITS[problem.field], language)
  return WORDS[language][problem.code](problem, FIELDS[language][problem.field], limit)
}
