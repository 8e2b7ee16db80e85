import type { RowProblemWords } from '../../../wording/row-problems.ts'

export const rowProblems: RowProblemWords = {
  problems: {
    missing: { reason: 'The email address is missing.', remedy: 'Enter the recipient’s email address.' },
    'no-at': { reason: 'The address has no @.', remedy: 'Write it as name@company.com.' },
    'no-domain': { reason: 'There is nothing after the @.', remedy: 'Add the rest, such as company.com.' },
    'no-local-part': { reason: 'There is nothing before the @.', remedy: 'Add what belongs before the @.' },
    'two-addresses': {
      reason: 'The row has more than one address.',
      remedy: 'Keep one, and give the other a row of its own.',
    },
    'space-inside': { reason: 'The address has a space in it.', remedy: 'Remove the space.' },
    'comma-for-point': {
      reason: 'The address has a comma after the @.',
      remedy: 'Replace the comma with a period.',
    },
    'bad-domain': {
      reason: 'What follows the @ is not a valid domain.',
      remedy: 'Change it to something like company.com.',
    },
    'too-long': {
      reason: 'The address is too long.',
      remedy: 'It can have 254 characters, 64 of them before the @.',
    },
    'not-an-address': {
      reason: 'The address has characters that an email address cannot have.',
      remedy: 'Change it to something like name@company.com.',
    },
    duplicate: {
      reason: 'The address is in the file already.',
      remedy: 'Skip the row, change the address, or keep both.',
    },
    'name-too-long': { reason: 'The name is too long.', remedy: 'Shorten it to 200 characters.' },
    'error-value': {
      reason: 'The spreadsheet has an error value in place of the address.',
      remedy: 'Enter the recipient’s email address.',
    },
    'no-result': {
      reason: 'The address is a formula that has not been calculated.',
      remedy: 'Open the file in Excel or LibreOffice, save it, and read it again.',
    },
    'code-missing': { reason: 'The code is missing.', remedy: 'Enter the code.' },
    'code-length': { reason: 'The code is too short or too long.', remedy: 'Enter 3 to 64 characters.' },
    'code-letters': {
      reason: 'The code has characters that a code cannot have.',
      remedy: 'Use the letters A–Z, digits, - and _.',
    },
    'code-duplicate': { reason: 'The file has the code already.', remedy: 'Skip the row, or fix the code.' },
  },
  codeDuplicateOf: (row) => `Row ${row} has the code already.`,
  duplicateOf: (row) => `The address is on row ${row} already.`,
  suggest: (address) => `Did you mean ${address}?`,
}
