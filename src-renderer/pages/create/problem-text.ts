import { type AddressProblem, addressProblemSchema } from '#shared/domain/email-address.ts'
import type { Language } from '#shared/preferences.ts'
import { formatDecimal } from '#shared/wording/format.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { rowProblemText } from '#shared/wording/row-problems.ts'
import type { Translator } from '#shared/wording/operations/operation-sentence.ts'
import type { FieldProblem } from './form.ts'

/** What is wrong with a field, and what would be right. */
export function problemText(problem: FieldProblem, translator: Translator, language: Language): string {
  const { t, count, date } = translator
  const say = (key: string, values: Record<string, string> = {}) => t(`create.problems.${key}`, values)
  switch (problem.code) {
    case 'whole-number':
      return say('wholeNumber', { min: count(problem.min), max: count(problem.max) })
    case 'amount-wrong':
      return say('amountWrong', { example: formatDecimal(9000, 2, language) })
    case 'expiry-passed':
      return say('expiryPassed', { today: date(problem.today) })
    case 'valid-from-after-expiry':
      return say('validFromAfterExpiry', { expires: date(problem.expires) })
    case 'address-refused':
      return addressText(problem.problem, language)
    case 'length-too-small':
      return problem.issued === undefined
        ? say('lengthTooSmall', { count: count(problem.count), smallest: count(problem.smallest) })
        : say('lengthTooSmallIssued', {
            count: count(problem.count),
            issued: count(problem.issued),
            smallest: count(problem.smallest),
          })
    case 'code-too-long':
      return say('codeTooLong', { length: count(problem.length), limit: count(problem.limit) })
    case 'too-many-codes':
      return say('tooManyCodes', { count: count(problem.count), limit: count(problem.limit) })
    case 'custom-code-length':
      return say('customCodeLength', { min: count(problem.min), max: count(problem.max) })
    case 'custom-code-letters':
      return say('customCodeLetters', { letters: [...problem.letters].map(visible).join(' ') })
    case 'custom-code-one-recipient':
      return say('customCodeOneRecipient', { n: count(problem.recipients) })
    case 'custom-code-taken':
      return say(problem.by === '' ? 'customCodeTakenByNobody' : 'customCodeTaken', {
        by: problem.by,
        status: REPORT_WORDS[language].statuses[problem.status].toLocaleLowerCase(),
      })
    case 'text-too-long':
      return say('textTooLong', { limit: count(problem.limit) })
    default:
      return say(PLAIN[problem.code])
  }
}

const PLAIN = {
  'applies-to-other-service': 'appliesToOtherService',
  'no-recipients': 'noRecipients',
  'file-without-codes': 'fileWithoutCodes',
  'file-without-recipients': 'fileWithoutRecipients',
  'name-missing': 'nameMissing',
  'percent-wrong': 'percentWrong',
  'expiry-missing': 'expiryMissing',
  'valid-from-unreadable': 'expiryMissing',
  'file-missing': 'fileMissing',
  'affix-letters': 'affixLetters',
  'column-unclear': 'columnUnclear',
} as const

/** White space cannot be seen in a sentence. */
const visible = (letter: string) => (/\s/.test(letter) ? '␣' : letter)

function addressText(problem: string, language: Language): string {
  const known = addressProblemSchema.safeParse(problem)
  const kind: AddressProblem = known.success ? known.data : 'not-an-address'
  const { reason, remedy } = rowProblemText({ problem: kind, suggestion: null, firstRow: null }, language)
  return `${reason} ${remedy}`
}
