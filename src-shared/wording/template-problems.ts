import { TEMPLATE_LIMITS, type TemplateProblem } from '../domain/mail/template.ts'
import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'
import { formatCount } from './format.ts'

export interface TemplateProblemWords {
  readonly fields: Readonly<Record<TemplateProblem['field'], string>>
  readonly problems: Readonly<
    Record<TemplateProblem['code'], (problem: TemplateProblem, field: string, limit: string) => string>
  >
}

/** What is wrong at a place of a template, to be used within a sentence. */
export function templateProblemWords(problem: TemplateProblem, language: Language): string {
  const limit = formatCount(TEMPLATE_LIMITS[problem.field], language)
  const { fields, problems } = WORDING[language].templateProblems
  return problems[problem.code](problem, fields[problem.field], limit)
}
