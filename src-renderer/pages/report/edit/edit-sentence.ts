import type { EditProblem } from '#shared/contract/edits.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { rowProblemText } from '#shared/wording/row-problems.ts'
import type { Translator } from '#shared/wording/operations/operation-sentence.ts'

/** Why a cell was left as it was, and what would be right. */
export function editSentence(
  problem: EditProblem,
  { t, count, date }: Translator,
  language: Language,
  today: IsoDate,
): string {
  switch (problem.code) {
    case 'bad-address': {
      const { reason, remedy } = rowProblemText(
        { problem: problem.problem, suggestion: problem.suggestion ?? null, firstRow: null },
        language,
      )
      return `${reason} ${remedy}`
    }
    case 'name-too-long':
      return t('panels.edit.problems.name-too-long', { limit: count(problem.limit) })
    case 'bad-date':
      return t('panels.edit.problems.bad-date', { example: date(addDays(today, 30)) })
    case 'date-passed':
      return t('panels.edit.problems.date-passed', { today: date(problem.today) })
    case 'bad-limit':
    case 'note-too-long':
      return t(`panels.edit.problems.${problem.code}`, { limit: count(problem.limit) })
    case 'used-more':
      return t('panels.edit.problems.used-more', { used: count(problem.used) })
    case 'bad-item':
      return t('panels.edit.problems.bad-item', { example: REPORT_WORDS[language].appliesTo.everything })
    case 'expires-before':
      return t('panels.edit.problems.expires-before', { expires: date(problem.expires) })
    case 'starts-after':
      return t('panels.edit.problems.starts-after', { validFrom: date(problem.validFrom) })
    default:
      return t(`panels.edit.problems.${problem.code}`)
  }
}
