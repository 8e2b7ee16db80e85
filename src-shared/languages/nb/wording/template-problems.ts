import type { TemplateProblemWords } from '../../../wording/template-problems.ts'

export const templateProblems: TemplateProblemWords = {
  fields: { subject: 'emnet', text: 'teksten' },
  problems: {
    empty: ({ field }, words) => `${words} er ${field === 'text' ? 'tom' : 'tomt'}`,
    'too-long': (_, field, limit) => `${field} er lengre enn ${limit} tegn`,
    'line-break': (_, field) => `${field} har et linjeskift, men må stå på én linje`,
    'unknown-variable': ({ found, suggestion }, field) =>
      `${field} har ${found}, som ikke er en variabel${suggestion ? ` – kanskje ${suggestion}?` : '. Et prosenttegn foran et ord skrives %%'}`,
    'unclosed-variable': ({ found, suggestion }, field) =>
      `${field} har ${found}, som mangler % bak – skriv ${suggestion ?? ''}`,
  },
}
