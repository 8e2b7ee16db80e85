import type { RecipientFileWords } from '../../../wording/recipient-file-words.ts'

export const recipientFileWords: RecipientFileWords = {
  row: 'Rad',
  email: 'E-post',
  name: 'Navn',
  code: 'Kode',
  reason: 'Hva som er galt',
  remedy: 'Hva du kan gjøre',
  takenOut: 'Du hoppet over raden.',
  rejectedSheet: 'Avviste rader',
  exampleSheet: 'Mottakere',
  example: [
    { email: 'kari.nordmann@example.com', name: 'Kari Nordmann' },
    { email: 'post@fjellheim.example', name: 'Fjellheim Kurs AS' },
    { email: 'ola@example.org', name: '' },
  ],
}
