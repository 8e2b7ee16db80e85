import { z } from 'zod'
import type { Variable } from './variables.ts'
import { readTemplate, type TemplatePart } from './read-template.ts'

/** A subject is one line that mail programs show; a text is a letter, not a book. */
export const TEMPLATE_LIMITS = { subject: 200, text: 20_000 } as const

export const templateFieldSchema = z.enum(['subject', 'text'])
export type TemplateField = z.output<typeof templateFieldSchema>

/** What is wrong with a template, and where: `offset` and `length` count UTF-16 units of the field, as a text box does. */
export const templateProblemSchema = z.object({
  field: templateFieldSchema,
  code: z.enum(['empty', 'too-long', 'line-break', 'unknown-variable', 'unclosed-variable']),
  offset: z.int(),
  length: z.int(),
  found: z.string().meta({ description: 'As it is written there, such as %promocode%' }),
  suggestion: z.string().nullable().meta({ description: 'What was probably meant, such as %PromoCode%' }),
})
export type TemplateProblem = z.output<typeof templateProblemSchema>

/** Subject and text as a person writes them, with variables. */
export interface Template {
  readonly subject: string
  readonly text: string
}

/** Every problem of the template, in the order of its places; empty for one that can be sent. */
export function templateProblems(template: Template): TemplateProblem[] {
  return [...fieldProblems('subject', template.subject), ...fieldProblems('text', template.text)]
}

function* fieldProblems(field: TemplateField, text: string): Generator<TemplateProblem> {
  const limit = TEMPLATE_LIMITS[field]
  const whole = { field, found: '', suggestion: null }
  if (text.trim() === '') yield { ...whole, code: 'empty', offset: 0, length: text.length }
  if (text.length > limit) yield { ...whole, code: 'too-long', offset: limit, length: text.length - limit }
  const lineBreak = field === 'subject' ? /[\r\n\u2028\u2029]/.exec(text) : null
  if (lineBreak) yield { ...whole, code: 'line-break', offset: lineBreak.index, length: 1 }
  for (const part of readTemplate(text))
    if (part.kind === 'problem') {
      const { code, offset, found, suggestion } = part
      yield { field, code, offset, length: found.length, found, suggestion }
    }
}

/** The variables that the template refers to. */
export function variablesIn({ subject, text }: Template): Set<Variable> {
  const parts: TemplatePart[] = [...readTemplate(subject), ...readTemplate(text)]
  return new Set(parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : [])))
}
