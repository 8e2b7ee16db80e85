/** A made-up recipient file as a person may have it, with what has to come out of it. */
export interface MadeFile {
  /** What it was put together from, to be named where it is read wrongly. */
  readonly recipe: string
  readonly bytes: Buffer
  /** Every cell as it was written, by row from 1. */
  readonly rows: readonly (readonly string[])[]
  readonly recipients: readonly { readonly email: string; readonly name: string }[]
  readonly bad: number
  /** The column that has the recipients, to answer a question with; -1 for a list without columns. */
  readonly emailColumn: number
}

type Random = () => number
type Kind =
  | 'email'
  | 'name'
  | 'first'
  | 'last'
  | 'company'
  | 'city'
  | 'phone'
  | 'date'
  | 'owner'
  | 'ownerEmail'
  | 'private'
  | 'note'
/** Small and fast, the same numbers for the same seed (mulberry32). */
function randomOf(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const PEOPLE = [
  ['Kari', 'Nordmann'],
  ['Åse', 'Ødegård'],
  ['Bjørn', 'Sæther'],
  ['Jürgen', 'Müller'],
  ['Zoé', 'Lefèvre'],
  ['José', 'Muñoz'],
  ['Ola', 'Hansen'],
  ['Ida', 'Vik'],
  ['Göran', 'Åkesson'],
  ['Per', 'Li'],
  ['Mette', 'Kjær'],
  ['Anna', 'Bergström'],
] as const
const TOWNS = ['Oslo', 'Bergen', 'Bø', 'Tromsø', 'København']
const COMPANIES = ['Fjell AS', 'Dal & Sønn', 'Havbris', 'Kurs GmbH']

const HEADINGS: Record<string, Record<Kind, readonly string[]>> = {
  en: {
    email: [
      'Email',
      'E-mail address',
      'Attendee Email',
      'User Email',
      'Work Email',
      'Email Address',
      'Recipient e-mail',
      'EMAIL',
      'user_email',
    ],
    name: ['Name', 'Full Name', 'Attendee name', 'Participant', 'Recipient', 'Contact'],
    first: ['First Name', 'First name', 'Given Name', 'firstName'],
    last: ['Last Name', 'Surname', 'Family Name', 'lastName'],
    company: ['Company', 'Organization', 'Company Name', 'Account Name'],
    city: ['City', 'Town', 'Location City'],
    phone: ['Phone', 'Mobile phone', 'Telephone number'],
    date: ['Date', 'Registration date', 'Order date'],
    owner: ['Contact Owner', 'Account Owner', 'Created By'],
    ownerEmail: ['Owner Email', 'Created By: Email', 'Buyer Email', 'Organizer e-mail', 'Billing email'],
    private: ['Private Email', 'Home email'],
    note: ['Notes', 'Comment', 'Status'],
  },
  nb: {
    email: [
      'E-post',
      'Epost',
      'E-postadresse',
      'E-post jobb',
      'Deltakers e-post',
      'Mottakers e-post',
      'Mailadresse',
    ],
    name: ['Navn', 'Fullt navn', 'Deltaker', 'Mottaker', 'Navn på deltaker', 'Kontaktperson'],
    first: ['Fornavn'],
    last: ['Etternavn', 'Familienavn'],
    company: ['Firma', 'Bedrift', 'Organisasjon', 'Firmanavn'],
    city: ['By', 'Sted', 'Poststed'],
    phone: ['Telefon', 'Mobil', 'Telefonnummer'],
    date: ['Dato', 'Påmeldt dato'],
    owner: ['Ansvarlig', 'Opprettet av'],
    ownerEmail: ['Bestillers e-post', 'Kjøpers e-post', 'E-post arrangør', 'Faktura e-post'],
    private: ['E-post privat', 'Privat e-post'],
    note: ['Merknad', 'Kommentar', 'Status'],
  },
  da: {
    email: ['E-mail', 'E-mailadresse', 'Deltagers e-mail', 'Mailadresse'],
    name: ['Navn', 'Fulde navn', 'Deltager'],
    first: ['Fornavn'],
    last: ['Efternavn'],
    company: ['Firma', 'Virksomhed'],
    city: ['By'],
    phone: ['Telefon', 'Mobil'],
    date: ['Dato', 'Oprettet'],
    owner: ['Ansvarlig'],
    ownerEmail: ['Købers e-mail', 'Arrangør e-mail'],
    private: ['Privat e-mail'],
    note: ['Bemærkning', 'Kommentar'],
  },
  sv: {
    email: ['E-post', 'E-postadress', 'Deltagarens e-post', 'Mejl'],
    name: ['Namn', 'Deltagare', 'Fullständigt namn'],
    first: ['Förnamn'],
    last: ['Efternamn'],
    company: ['Företag', 'Organisation'],
    city: ['Ort', 'Stad'],
    phone: ['Telefon', 'Mobil'],
    date: ['Datum'],
    owner: ['Ägare', 'Ansvarig'],
    ownerEmail: ['Köparens e-post', 'Arrangör e-post'],
    private: ['E-post privat'],
    note: ['Kommentar'],
  },
  de: {
    email: ['E-Mail', 'E-Mail-Adresse', 'Teilnehmer-E-Mail', 'Mailadresse', 'E-Mail geschäftlich'],
    name: ['Name', 'Teilnehmer', 'Vollständiger Name', 'Vor- und Nachname', 'Ansprechpartner'],
    first: ['Vorname'],
    last: ['Nachname', 'Familienname'],
    company: ['Firma', 'Unternehmen'],
    city: ['Ort', 'Stadt'],
    phone: ['Telefon', 'Handy'],
    date: ['Datum'],
    owner: ['Besitzer', 'Verantwortlicher'],
    ownerEmail: ['E-Mail Besteller', 'Käufer E-Mail', 'Rechnung E-Mail'],
    private: ['E-Mail privat'],
    note: ['Anmerkung', 'Kommentar'],
  },
  fr: {
    email: [
      'Adresse e-mail',
      'Courriel',
      'E-mail du participant',
      'Adresse électronique',
      'Email professionnel',
    ],
    name: ['Nom', 'Nom complet', 'Participant', 'Nom et prénom'],
    first: ['Prénom'],
    last: ['Nom', 'Nom de famille'],
    company: ['Société', 'Entreprise'],
    city: ['Ville'],
    phone: ['Téléphone', 'Portable'],
    date: ['Date'],
    owner: ['Propriétaire', 'Responsable'],
    ownerEmail: ['E-mail acheteur', 'Courriel organisateur'],
    private: ['E-mail personnel'],
    note: ['Commentaire'],
  },
  es: {
    email: ['Correo electrónico', 'Correo', 'Email del asistente', 'Dirección de correo'],
    name: ['Nombre', 'Nombre completo', 'Asistente', 'Nombre y apellidos'],
    first: ['Nombre'],
    last: ['Apellidos', 'Apellido'],
    company: ['Empresa', 'Organización'],
    city: ['Ciudad', 'Localidad'],
    phone: ['Teléfono', 'Móvil'],
    date: ['Fecha'],
    owner: ['Propietario', 'Responsable'],
    ownerEmail: ['Correo del comprador', 'Correo organizador'],
    private: ['Correo personal'],
    note: ['Comentario'],
  },
}
const LAYOUTS: readonly (readonly Kind[])[] = [
  ['email'],
  ['email', 'name'],
  ['name', 'email'],
  ['first', 'last', 'email'],
  ['email', 'last', 'first'],
  ['date', 'city', 'name', 'email'],
  ['name', 'company', 'email', 'phone'],
  ['company', 'email', 'city'],
  ['owner', 'ownerEmail', 'first', 'last', 'email', 'company'],
  ['ownerEmail', 'date', 'name', 'email', 'note'],
  ['first', 'last', 'company', 'phone', 'email', 'city', 'note'],
]
/** Two addresses of the same person. */
const DOUBTFUL: readonly Kind[] = ['name', 'email', 'private']
/** Without headings only what people do without them. */
const PLAIN_LAYOUTS: readonly (readonly Kind[])[] = [
  ['email'],
  ['email', 'name'],
  ['name', 'email'],
  ['first', 'last', 'email'],
  ['name', 'email', 'phone'],
]
const FAULTS = [
  'none',
  'none',
  'none',
  'missing',
  'broken',
  'two',
  'invisible',
  'quotes',
  'equals',
  'blank lines',
  'repeated headings',
  'sum below',
  'duplicate',
] as const
const PREAMBLES = ['none', 'none', 'title', 'title and blank', 'contact', 'report'] as const
const ENCODINGS = ['utf-8', 'utf-8', 'utf-8 with mark', 'utf-16le', 'windows-1252'] as const
const DELIMITERS = [';', ',', '\t', '|'] as const
const ENDINGS = ['\r\n', '\n', '\r'] as const

/** Letters of an address from a name. */
const plain = (text: string): string =>
  text.toLowerCase().replaceAll('ø', 'o').replaceAll('æ', 'ae').normalize('NFD').replace(/\p{M}/gu, '')

export function makeRecipientFile(seed: number): MadeFile {
  const random = randomOf(seed)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return random() < 0.08 ? makeList(seed, random, one) : makeTable(seed, random, one)
}

type One = <T>(list: readonly T[]) => T

function makeTable(seed: number, random: Random, one: One): MadeFile {
  const language = one(Object.keys(HEADINGS))
  const hasHeadings = random() < 0.85
  const kinds = random() < 0.02 ? DOUBTFUL : one(hasHeadings ? LAYOUTS : PLAIN_LAYOUTS)
  const [fault, encoding, delimiter, ending] = [one(FAULTS), one(ENCODINGS), one(DELIMITERS), one(ENDINGS)]
  const preamble = hasHeadings ? one(PREAMBLES) : 'none'
  const always = random() < 0.3
  // Without headings, only an address says that a word is a name.
  const style = one(
    hasHeadings ? (['first.last', 'flast', 'first'] as const) : (['first.last', 'flast'] as const),
  )
  const headings = kinds.map((kind) => one(HEADINGS[language]?.[kind] ?? ['']))
  const recipe = JSON.stringify({
    seed,
    language,
    headings: hasHeadings ? headings : 'none',
    kinds,
    fault,
    encoding,
    delimiter,
    ending,
    preamble,
    always,
    style,
  })
  const emailColumn = kinds.indexOf('email')
  const rows: string[][] = preambleRows(preamble)
  if (hasHeadings) rows.push([...headings])
  const people = shuffled(PEOPLE, random).slice(0, 1 + Math.floor(random() * PEOPLE.length))
  const recipients: { email: string; name: string }[] = []
  let bad = 0
  const hit = Math.floor(random() * people.length)
  people.forEach(([first, last], i) => {
    const email = `${{ 'first.last': `${plain(first)}.${plain(last)}`, flast: plain(first).slice(0, 1) + plain(last), first: plain(first) }[style]}@${one(['example.com', 'fjell.example', 'havbris.example'])}`
    const company = one(COMPANIES)
    const values: Record<Kind, string> = {
      email,
      name: `${first} ${last}`,
      first,
      last,
      company,
      city: one(TOWNS),
      phone: `+47 9988776${i % 10}`,
      date: `${1 + (i % 28)}.3.2026`,
      owner: 'Per Sjef',
      ownerEmail: one(['sjef@kontor.example', 'sjef@kontor.example', 'innkjop@kontor.example']),
      private: `${plain(first)}@privat.example`,
      note: one(['betalt', 'venter', '']),
    }
    const name =
      kinds.includes('name') || kinds.includes('first')
        ? values.name
        : kinds.includes('company') && hasHeadings
          ? company
          : (email.split('@')[0] ?? '')
    const isHit = i === hit
    const row = kinds.map((kind) => values[kind])
    const set = (text: string): void => void (row[emailColumn] = text)
    if (isHit && fault === 'missing' && kinds.length > 1 && people.length > 1) {
      set('')
      bad += 1
    } else if (isHit && fault === 'broken' && people.length > 1) {
      set(email.replace('@', '(at)'))
      bad += 1
    } else {
      recipients.push({ email, name })
      if (isHit && fault === 'two' && (hasHeadings || people.length > 1)) {
        set(`${email}${delimiter === ';' ? ' ' : '; '}andre.${email}`)
        recipients.push({
          email: `andre.${email}`,
          name:
            kinds.includes('name') || kinds.includes('first') || (kinds.includes('company') && hasHeadings)
              ? name
              : `andre.${name}`,
        })
      }
      if (isHit && fault === 'invisible' && encoding !== 'windows-1252') set(`\u200e${email}\u00ad`)
      if (isHit && fault === 'quotes') set(`'${email}'`)
      if (fault === 'equals' && delimiter !== '|') set(`="${email}"`)
    }
    rows.push(row)
    if (isHit && fault === 'duplicate') {
      rows.push([...row])
      bad += 1
    }
    if (isHit && fault === 'blank lines') rows.push([], [])
    if (isHit && fault === 'repeated headings' && hasHeadings && i < people.length - 1)
      rows.push([...headings])
  })
  if (fault === 'sum below' && kinds.length > 1) {
    rows.push([`Antall: ${people.length}`])
    bad += 1
  }
  const text =
    rows
      .map((row) => row.map((cell) => written(cell, delimiter, always, fault === 'equals')).join(delimiter))
      .join(ending) + ending
  return { recipe, rows, recipients, bad, emailColumn, bytes: encoded(text, encoding) }
}

/** Lines as they are copied out of a mail program. */
function makeList(seed: number, random: Random, one: One): MadeFile {
  const people = shuffled(PEOPLE, random).slice(0, 2 + Math.floor(random() * 8))
  const form = one(['bare', 'named', 'last first', 'quoted'] as const)
  const between = one(['; ', ';', ', '] as const)
  const perLine = one([1, 3, 20])
  const encoding = one(ENCODINGS)
  const recipients = people.map(([first, last]) => {
    const email = `${plain(first)}.${plain(last)}@example.com`
    const name =
      form === 'bare'
        ? `${plain(first)}.${plain(last)}`
        : form === 'named'
          ? `${first} ${last}`
          : `${last}, ${first}`
    return { email, name }
  })
  const entries = recipients.map(({ email, name }) =>
    form === 'bare' ? email : form === 'quoted' ? `"${name}" <${email}>` : `${name} <${email}>`,
  )
  const lines: string[] = []
  for (let i = 0; i < entries.length; i += perLine) lines.push(entries.slice(i, i + perLine).join(between))
  const recipe = JSON.stringify({ seed, form, between, perLine, encoding })
  return {
    recipe,
    rows: lines.map((line) => [line]),
    recipients,
    bad: 0,
    emailColumn: -1,
    bytes: encoded(lines.join('\r\n'), encoding),
  }
}

function preambleRows(preamble: (typeof PREAMBLES)[number]): string[][] {
  switch (preamble) {
    case 'none':
      return []
    case 'title':
      return [['Deltakerliste']]
    case 'title and blank':
      return [['Deltakerliste våren 2026'], []]
    case 'contact':
      return [['Deltakerliste', 'kontakt@kurs.example'], []]
    case 'report':
      return [
        ['Attendee Report'],
        ['Topic', 'Webinar ID', 'Duration (minutes)'],
        ['Kurs', '123 456 789', '60'],
        ['Attendee Details'],
      ]
  }
}

function written(cell: string, delimiter: string, always: boolean, asIs: boolean): string {
  if (asIs && cell.startsWith('="')) return cell
  return always || cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function encoded(text: string, encoding: (typeof ENCODINGS)[number]): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text)
    case 'utf-8 with mark':
      return Buffer.from(`\ufeff${text}`)
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le')
    case 'windows-1252':
      return Buffer.from(text, 'latin1')
  }
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const rest = [...list]
  return list.map(() => rest.splice(Math.floor(random() * rest.length), 1)[0] as T)
}
