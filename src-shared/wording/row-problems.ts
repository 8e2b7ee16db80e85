import type { RowProblem } from '../contract/recipients.ts'
import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** Why a row cannot be used, and what would be right. */
export interface RowProblemText {
  readonly reason: string
  readonly remedy: string
}

export interface RowProblemWords {
  readonly problems: Readonly<Record<RowProblem, RowProblemText>>
  /** The reason of a duplicate whose first is on `row`. */
  readonly duplicateOf: (row: number) => string
  readonly codeDuplicateOf: (row: number) => string
  /** The remedy where one can be suggested. */
  readonly suggest: (address: string) => string
}

/** What a row's finding holds beside its kind. */
export interface RowFinding {
  readonly problem: RowProblem
  readonly suggestion: string | null
  /** For a duplicate: the row that has the address already. */
  readonly firstRow: number | null
}

/** The sentences for one row: a suggestion, and the row of a duplicate's first, are named. */
export function rowProblemText(
  { problem, suggestion, firstRow }: RowFinding,
  language: Language,
): RowProblemText {
  const { problems, duplicateOf, codeDuplicateOf, suggest } = WORDING[language].rowProblems
  const text = problems[problem]
  if (firstRow !== null)
    return {
      ...text,
      reason: problem === 'code-duplicate' ? codeDuplicateOf(firstRow) : duplicateOf(firstRow),
    }
  return suggestion === null ? text : { ...text, remedy: suggest(suggestion) }
}
