import type { TemplateProblemWords } from '../../../wording/template-problems.ts'

export const templateProblems: TemplateProblemWords = {
  fields: { subject: 'the subject', text: 'the text' },
  problems: {
    empty: (_, field) => `${field} is empty`,
    'too-long': (_, field, limit) => `${field} is longer than ${limit} characters`,
    'line-break': (_, field) => `${field} has a line break, and must be one line`,
    'unknown-variable': ({ found, suggestion }, field) =>
      `${field} has ${found}, which is not a variable${suggestion ? ` – perhaps ${suggestion}?` : '. A percent sign before a word is written %%'}`,
    'unclosed-variable': ({ found, suggestion }, field) =>
      `${field} has ${found}, which needs a closing % – write ${suggestion ?? ''}`,
  },
}
