import type { Language } from '../preferences.ts'

/** The headings and words of the recipient files that the product writes. */
export interface RecipientFileWords {
  readonly row: string
  readonly email: string
  readonly name: string
  readonly reason: string
  readonly remedy: string
  readonly takenOut: string
  readonly rejectedSheet: string
  readonly exampleSheet: string
  readonly example: readonly { readonly email: string; readonly name: string }[]
}

export const RECIPIENT_FILE_WORDS: Record<Language, RecipientFileWords> = {
  nb: {
    row: 'Rad',
    email: 'E-post',
    name: 'Navn',
    reason: 'Hva som er galt',
    remedy: 'Hva du kan gjøre',
    takenOut: 'Du tok ut raden.',
    rejectedSheet: 'Avviste rader',
    exampleSheet: 'Mottakere',
    example: [
      { email: 'kari.nordmann@example.com', name: 'Kari Nordmann' },
      { email: 'post@fjellheim.example', name: 'Fjellheim Kurs AS' },
      { email: 'ola@example.org', name: '' },
    ],
  },
  en: {
    row: 'Row',
    email: 'E-mail',
    name: 'Name',
    reason: 'What is wrong',
    remedy: 'What to do',
    takenOut: 'You took the row out.',
    rejectedSheet: 'Rejected rows',
    exampleSheet: 'Recipients',
    example: [
      { email: 'mary.smith@example.com', name: 'Mary Smith' },
      { email: 'office@hilltop.example', name: 'Hilltop Courses Ltd' },
      { email: 'john@example.org', name: '' },
    ],
  },
}
