import type { RowProblem } from '../contract/recipients.ts'
import type { Language } from '../preferences.ts'

/** Why a row cannot be used, and what would be right. */
export interface RowProblemText {
  readonly reason: string
  readonly remedy: string
}

const nb: Record<RowProblem, RowProblemText> = {
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
  'comma-for-point': { reason: 'Adressen har et komma etter @.', remedy: 'Bytt ut kommaet med et punktum.' },
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
    remedy: 'Ta ut raden, rett adressen, eller behold begge.',
  },
  'name-too-long': { reason: 'Navnet er for langt.', remedy: 'Kort det ned til 200 tegn.' },
  'error-value': {
    reason: 'Regnearket har en feilverdi i stedet for adressen.',
    remedy: 'Skriv inn mottakerens e-postadresse.',
  },
}

const en: Record<RowProblem, RowProblemText> = {
  missing: { reason: 'The e-mail address is missing.', remedy: 'Enter the recipient’s e-mail address.' },
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
    remedy: 'Replace the comma with a full stop.',
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
    reason: 'The address has characters that an e-mail address cannot have.',
    remedy: 'Change it to something like name@company.com.',
  },
  duplicate: {
    reason: 'The address is in the file already.',
    remedy: 'Take the row out, change the address, or keep both.',
  },
  'name-too-long': { reason: 'The name is too long.', remedy: 'Shorten it to 200 characters.' },
  'error-value': {
    reason: 'The spreadsheet has an error value in place of the address.',
    remedy: 'Enter the recipient’s email address.',
  },
}

const TEXTS: Record<Language, Record<RowProblem, RowProblemText>> = { nb, en }

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
  const text = TEXTS[language][problem]
  const nb = language === 'nb'
  if (firstRow !== null)
    return {
      ...text,
      reason: nb ? `Adressen står på rad ${firstRow} fra før.` : `The address is on row ${firstRow} already.`,
    }
  if (suggestion !== null)
    return { ...text, remedy: nb ? `Mente du ${suggestion}?` : `Did you mean ${suggestion}?` }
  return text
}
