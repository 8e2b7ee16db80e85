import type { RecipientFileWords } from '../../../wording/recipient-file-words.ts'

export const recipientFileWords: RecipientFileWords = {
  row: 'Row',
  email: 'Email',
  name: 'Name',
  code: 'Code',
  reason: 'What is wrong',
  remedy: 'What to do',
  takenOut: 'You skipped the row.',
  rejectedSheet: 'Rejected rows',
  exampleSheet: 'Recipients',
  example: [
    { email: 'mary.smith@example.com', name: 'Mary Smith' },
    { email: 'office@hilltop.example', name: 'Hilltop Courses Ltd' },
    { email: 'john@example.org', name: '' },
  ],
}
