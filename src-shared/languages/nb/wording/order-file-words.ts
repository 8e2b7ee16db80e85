import type { OrderFileWords } from '../../../wording/order-file-words.ts'

export const orderFileWords: OrderFileWords = {
  columns: {
    code: 'Kampanjekode',
    order: 'Ordre',
    time: 'Tidspunkt',
    amount: 'Beløp',
    currency: 'Valuta',
    kind: 'Salg eller refusjon',
  },
  headings: { row: 'Rad', code: 'Kampanjekode', order: 'Ordre', amount: 'Beløp', reason: 'Årsak' },
  problems: {
    'no-code': 'Koden mangler. Uten den kan ingen bruk telles.',
    'code-unknown': 'Nettstedet har ingen slik kode. Kontroller skrivemåten.',
    'no-order': 'Ordren mangler. Hver rad må ha navnet eller nummeret på ordren.',
    'order-too-long': 'Navnet på ordren er for langt. Det kan ha høyst 100 tegn.',
    'no-time': 'Tidspunktet mangler. Hvert salg må ha en dato.',
    'bad-time': 'Tidspunktet kan ikke leses. Skriv det som 12.03.2026 14:30.',
    'no-amount': 'Beløpet mangler. Skriv det kjøperen betalte, 0 for ingenting.',
    'bad-amount': 'Beløpet kan ikke leses. Skriv det som 120,00.',
    'no-currency': 'Valutaen mangler. Velg den for hele filen.',
    'bad-currency': 'Valutaen er ukjent. Skriv valutakoden, for eksempel USD.',
    'used-up': 'Koden har ingen bruk igjen. Øk grensen, og importer filen på nytt.',
    'other-code': 'Ordren har brukt en annen kode. En ordre telles én gang, med én kode.',
    'order-unknown': 'Ordren som er refundert, har ikke brukt noen kode. Kontroller navnet.',
    'partial-refund': 'Bare en del av prisen er refundert. Bruken blir stående.',
  },
  sheet: 'Ikke talt',
}
