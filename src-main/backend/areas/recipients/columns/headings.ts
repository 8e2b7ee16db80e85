import { isAscii } from '../table.ts'

/** What a heading says that its column holds. */
export type Meaning = 'email' | 'name' | 'first-name' | 'last-name' | 'organisation'

/** Headings of the address books and lists that people have, in the languages of the product and its neighbours. */
const HEADINGS: Record<Meaning, string> = {
  email:
    'e-post epost e-postadresse epostadresse e-postadresser mail mailadresse e-mail email e-mail-address email-address emailaddress ' +
    'e-mail-1-value mottakers-e-post mottaker-e-post recipient-e-mail recipient-email sähköposti e-postadress e-mailadresse correo courriel adresse',
  name:
    'navn name mottakernavn mottaker recipient-name recipient fullt-navn full-name fullname kontakt kontaktperson contact contact-name ' +
    'visningsnavn display-name deltaker deltakernavn attendee attendee-name kunde kundenavn customer customer-name person namn nimi nom nombre',
  'first-name': 'fornavn first-name firstname given-name forename förnamn prénom vorname nombre-de-pila',
  'last-name':
    'etternavn last-name lastname surname family-name efternamn familienavn slektsnavn nom-de-famille nachname',
  organisation:
    'firma firmanavn bedrift bedriftsnavn selskap organisasjon virksomhet company company-name organisation organization',
}

/** Made when the first file is read: what it takes would be felt at every start. */
let meanings: ReadonlyMap<string, Meaning> | null = null
const meaningsByHeading = (): ReadonlyMap<string, Meaning> =>
  (meanings ??= new Map(
    Object.entries(HEADINGS).flatMap(([meaning, words]) =>
      words.split(' ').map((word) => [normal(word), meaning as Meaning] as const),
    ),
  ))

/** The meaning of a heading, without regard to case, spaces and signs; undefined for any other text. */
export const meaningOf = (heading: string | undefined): Meaning | undefined =>
  heading === undefined || heading.length > 60 ? undefined : meaningsByHeading().get(normal(heading))

function normal(heading: string): string {
  const small = heading.toLowerCase()
  if (isAscii(small)) return small.replace(/[^a-z0-9]+/g, '')
  return heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
