import type { RowProblemWords } from '../../../wording/row-problems.ts'

export const rowProblems: RowProblemWords = {
  problems: {
    missing: { reason: 'E-postadressen mangler.', remedy: 'Skriv inn mottakerens e-postadresse.' },
    'no-at': { reason: 'Adressen har ikke noe @-tegn.', remedy: 'Skriv adressen som navn@firma.no.' },
    'no-domain': {
      reason: 'Det står ikke noe etter @.',
      remedy: 'Skriv resten av adressen, for eksempel firma.no.',
    },
    'no-local-part': { reason: 'Det står ikke noe foran @.', remedy: 'Skriv det som skal stå foran @.' },
    'two-addresses': {
      reason: 'Raden har mer enn én adresse.',
      remedy: 'Behold én, og gi den andre en egen rad.',
    },
    'space-inside': { reason: 'Adressen har et mellomrom.', remedy: 'Fjern mellomrommet.' },
    'comma-for-point': {
      reason: 'Adressen har et komma etter @.',
      remedy: 'Bytt ut kommaet med et punktum.',
    },
    'bad-domain': {
      reason: 'Det som står etter @, er ikke et gyldig domene.',
      remedy: 'Rett det til noe som firma.no.',
    },
    'too-long': {
      reason: 'Adressen er for lang.',
      remedy: 'Den kan ha 254 tegn, og 64 av dem foran @.',
    },
    'not-an-address': {
      reason: 'Adressen har tegn som ikke kan stå i en e-postadresse.',
      remedy: 'Rett den til noe som navn@firma.no.',
    },
    duplicate: {
      reason: 'Adressen står i filen fra før.',
      remedy: 'Hopp over raden, rett adressen, eller behold begge.',
    },
    'name-too-long': { reason: 'Navnet er for langt.', remedy: 'Kort det ned til 200 tegn.' },
    'error-value': {
      reason: 'Regnearket har en feilverdi i stedet for adressen.',
      remedy: 'Skriv inn mottakerens e-postadresse.',
    },
    'no-result': {
      reason: 'Adressen er en formel som ikke er regnet ut.',
      remedy: 'Åpne filen i Excel eller LibreOffice, lagre den, og les den på nytt.',
    },
    'code-missing': { reason: 'Koden mangler.', remedy: 'Skriv inn koden.' },
    'code-length': { reason: 'Koden er for kort eller for lang.', remedy: 'Skriv 3 til 64 tegn.' },
    'code-letters': {
      reason: 'Koden har tegn som ikke kan stå i en kode.',
      remedy: 'Bruk bokstavene A–Z, sifre, - og _.',
    },
    'code-duplicate': { reason: 'Koden står i filen fra før.', remedy: 'Hopp over raden, eller rett koden.' },
  },
  codeDuplicateOf: (row) => `Koden står på rad ${row} fra før.`,
  duplicateOf: (row) => `Adressen står på rad ${row} fra før.`,
  suggest: (address) => `Mente du ${address}?`,
}
