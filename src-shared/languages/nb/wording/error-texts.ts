import { otherService } from '../../../domain/services.ts'
import { CARDS } from '../../../domain/commerce/cards.ts'
import { filledInAt } from '../../../domain/mail/variables.ts'
import type { BadRow } from '../../../contract/error-codes.ts'
import type { ErrorTexts } from '../../../wording/error-texts.ts'
import { groupDigits } from '../../formats.ts'
import { formats } from '../formats.ts'
import { labels } from '../labels.ts'
import { shell } from '../window/shell.ts'
import { siteFile } from '../window/site-file.ts'
import { siteSettingTexts } from '../window/site-settings.ts'
import { commerceWords } from './commerce-words.ts'
import { orderFileWords } from './order-file-words.ts'
import { databaseObstacles } from './database-obstacles.ts'
import { databaseProblems } from './database-problems.ts'
import { placeName, unavailableText, unwritableWords } from './storage-words.ts'

const formatNumber = (count: number) => groupDigits(count, formats.groupMark)
const megabytes = (bytes: number) => `${formatNumber(Math.max(1, Math.round(bytes / 1_000_000)))} MB`
const codes = (count: number) => (count === 1 ? '1 kode' : `${formatNumber(count)} koder`)
const listExamples = (examples: readonly string[], count: number) =>
  examples.length < count
    ? `${examples.join(', ')} og ${formatNumber(count - examples.length)} til`
    : examples.join(', ')

/** What is wrong in a database, where that is known. */
const placed = (at: BadRow | undefined): string => {
  if (!at) return ''
  const row = at.row > 0 ? `, rad ${formatNumber(at.row)}` : ''
  const column = at.column === null ? '' : `, kolonne ${at.column}`
  return ` (tabell ${at.table}${row}${column})`
}

export const errorTexts: ErrorTexts = {
  'input.invalid': ({ issues }) => ({
    fact: `Forespørselen har feil form: ${issues.map(({ path, message }) => `${path || 'innhold'}: ${message}`).join('; ')}.`,
    remedy: 'Ingenting er endret. Rett den, og send den på nytt.',
  }),
  'method.unknown': ({ method }) => ({
    fact: `Metoden «${method}» finnes ikke.`,
    remedy: 'GET /api/contract viser alle.',
  }),
  internal: ({ reference, stored }) => ({
    fact: 'Noe gikk galt i programmet.',
    remedy: `${
      {
        nothing: 'Ingenting er endret.',
        something: 'Endringen ble likevel lagret, helt eller delvis. Se i historikken før du prøver igjen.',
        unclear: 'Det er uklart om endringen ble lagret. Se i historikken før du prøver igjen.',
        unsaid: 'Historikken viser hva som er gjort.',
      }[stored ?? 'unsaid']
    }${reference === '' ? '' : ` Loggen har mer under ${reference}.`}`,
  }),
  'backend.restarting': () => ({
    fact: 'E-handel svarte ikke og starter på nytt i bakgrunnen.',
    remedy: 'Ingen data er endret. Prøv igjen om litt.',
  }),
  'backend.outcome-unknown': () => ({
    fact: 'E-handel stoppet før svaret kom. Det er uklart om det ble gjort.',
    remedy: 'Se i historikken om det ble gjort, før du prøver igjen.',
  }),
  'session.unknown': () => ({
    fact: 'Nøkkelen eller denne fanen er fra en tidligere start av programmet, eller nøkkelen mangler.',
    remedy:
      'Kjør npm start -- --browser på nytt, med samme mappe, og åpne adressen som skrives ut. Skript bruker nøkkelen som --print-token skriver ut.',
  }),
  'backend.shutting-down': () => ({
    fact: 'Programmet er i ferd med å lukkes.',
    remedy: 'Åpne det igjen for å fortsette.',
  }),
  'backend.start-failed': ({ cause, detail, reference }) => ({
    fact: {
      error: 'En feil i programmet hindrer det i å starte.',
      'program-files': 'Noen av programmets filer mangler eller er skadet.',
      resources: 'Maskinen har for lite minne, eller for mange åpne filer eller programmer.',
      ended: 'Systemet avsluttet programmet mens det startet.',
    }[cause],
    remedy: `${
      {
        error: 'Prøv igjen. Hvis det ikke hjelper, installerer du den nyeste versjonen.',
        'program-files': 'Installer programmet på nytt; dataene blir værende. Prøv så igjen.',
        resources: 'Lukk andre programmer, og prøv igjen.',
        ended: 'Prøv igjen. Hvis det ikke hjelper, starter du maskinen på nytt.',
      }[cause]
    } Ingenting er endret. Loggen i datamappen har mer under ${reference} (${detail}).`,
  }),

  'database.wrong-setting': ({ problem, found }) => {
    const { fact, remedy } = databaseProblems[problem](found)
    return { fact, remedy: `${remedy} Start så programmet på nytt. Ingenting er endret.` }
  },
  'database.no-password': () => ({
    fact: 'Denne maskinen kjenner ikke passordet til databasen som nettstedet ligger i.',
    remedy:
      'Ingenting er endret. Lås opp nøkkelringen og prøv igjen, eller start programmet med passordet i ECOMMERCE_ADMIN_DATABASE_PASSWORD.',
  }),
  'database.read-only-user': () => ({
    fact: 'Databasebrukeren din kan bare lese nettstedet.',
    remedy: 'Ingenting er endret. Den som driver databasen, kan gi deg rett til å endre det.',
  }),
  'database.older-site': () => ({
    fact: 'Nettstedet i databasen er fra en eldre versjon av programmet, og databasebrukeren din kan ikke oppdatere det.',
    remedy:
      'Ingenting er endret. La en som kan endre nettstedet og har denne versjonen, åpne det én gang, og prøv så igjen.',
  }),

  'storagePlace.refused': ({ obstacle }) => {
    const { fact, remedy } = databaseObstacles[obstacle]
    return { fact, remedy: `${remedy} Ingenting er endret.` }
  },
  'storagePlace.moved': () => ({
    fact: 'Databasen inneholder noe annet enn da den ble kontrollert.',
    remedy: 'Ingenting er endret. Kontroller forbindelsen på nytt.',
  }),
  'storagePlace.by-environment': () => ({
    fact: 'Hvor nettstedet er lagret, ble bestemt da programmet ble startet.',
    remedy: 'Ingenting er endret. Start det uten ECOMMERCE_ADMIN_DATABASE for å velge her.',
  }),
  'storagePlace.passphrase-needed': ({ passwords }) => ({
    fact: `${passwords === 1 ? 'Ett passord' : `${formatNumber(passwords)} passord`} er kryptert med nøkkelringen på denne maskinen, og den kan de andre ikke bruke.`,
    remedy: 'Ingenting er endret. Velg først en passfrase for passordene på denne siden, og prøv igjen.',
  }),
  'storagePlace.sample-open': () => ({
    fact: 'Eksempeldataene er åpne.',
    remedy: `Ingenting er endret. Velg «${shell.sample.back}» først. Det er ditt eget nettsted valget gjelder.`,
  }),

  'author.by-environment': () => ({
    fact: 'Navnet ditt ble bestemt da programmet ble startet.',
    remedy: 'Ingenting er endret. Start det uten ECOMMERCE_ADMIN_AUTHOR for å skrive et annet her.',
  }),

  'job.unknown': () => ({
    fact: 'Dette arbeidet er ikke kjent lenger.',
    remedy: 'Historikken viser om det ble gjort.',
  }),
  'job.cancelled': () => ({ fact: 'Avbrutt.', remedy: 'Ingenting er endret.' }),

  'file.unknown': () => ({
    fact: 'Filen som ble valgt, er ikke tilgjengelig lenger.',
    remedy: 'Velg den på nytt.',
  }),
  'file.unreadable': ({ name }) => ({
    fact: `${name} kunne ikke åpnes.`,
    remedy: 'Kontroller at filen fortsatt finnes og at du har tilgang til å lese den, og velg den på nytt.',
  }),
  'file.unwritable': ({ name, reason }) => ({
    fact: `${name} kunne ikke lagres: ${unwritableWords[reason]}.`,
    remedy:
      'En tidligere fil med samme navn er uendret. Velg et annet sted, eller rett feilen og prøv igjen.',
  }),
  'file.empty': ({ name }) => ({ fact: `${name} er tom.`, remedy: 'Velg en fil med minst én adresse.' }),
  'file.too-large': ({ name, bytes, limit }) => ({
    fact: `${name} er på ${megabytes(bytes)}. Grensen er ${megabytes(limit)}.`,
    remedy: 'Lagre bare mottakerne i en egen fil, og velg den.',
  }),
  'file.wrong-type': ({ name, found }, { fileKind }) => ({
    fact: `${name} er ikke en mottakerfil: innholdet er ${fileKind(found).what}.`,
    remedy: fileKind(found).remedy,
  }),
  'file.password-protected': ({ name }) => ({
    fact: `${name} er beskyttet med passord.`,
    remedy: 'Lagre en kopi uten passord, og velg den.',
  }),
  'file.damaged': ({ name, sheet }) => ({
    fact:
      sheet === undefined
        ? `${name} er skadet eller ufullstendig.`
        : `Arket «${sheet}» i ${name} er skadet eller ufullstendig.`,
    remedy: 'Åpne den i programmet den kommer fra, lagre den på nytt, og velg den nye filen.',
  }),
  'file.unpacks-too-large': ({ name, limit }) => ({
    fact: `${name} pakker ut til mer enn ${megabytes(limit)}.`,
    remedy: 'Kopier mottakerne til en ny arbeidsbok, eller lagre dem som .csv.',
  }),
  'file.too-many-columns': ({ name, columns, limit }) => ({
    fact: `${name} har ${formatNumber(columns)} kolonner. Grensen er ${formatNumber(limit)}.`,
    remedy: 'Behold kolonnene med e-post og navn, og velg filen på nytt.',
  }),
  'file.too-many-rows': ({ name, limit }) => ({
    fact: `${name} har mer enn ${formatNumber(limit)} rader.`,
    remedy: 'Del den i flere filer.',
  }),
  'file.took-too-long': ({ name, seconds }) => ({
    fact: `${name} lot seg ikke lese på ${formatNumber(seconds)} sekunder.`,
    remedy: 'Lagre mottakerne som .csv, og velg den filen.',
  }),
  'file.no-addresses': ({ name, rows, formulas }) =>
    formulas === undefined
      ? {
          fact: `${name} har ${formatNumber(rows)} rader, men ingen e-postadresse i noen av dem.`,
          remedy: 'Kontroller at riktig fil og ark er valgt, og at én kolonne inneholder adressene.',
        }
      : {
          fact: `${name} har formler som ikke er regnet ut, og ingen e-postadresser.`,
          remedy: 'Åpne den i Excel eller LibreOffice, lagre den, og velg den på nytt.',
        },

  'file.no-codes': ({ name, rows }) => ({
    fact: `${name} har ${formatNumber(rows)} rader, men ingen kampanjekode i noen av dem.`,
    remedy: 'Kontroller at riktig fil er valgt, og at én kolonne inneholder kodene.',
  }),

  'recipients.import-unknown': () => ({
    fact: 'Mottakerfilen som ble lest, er ikke tilgjengelig lenger.',
    remedy: 'Les filen på nytt. Alt annet i skjemaet er som før.',
  }),
  'recipients.row-unknown': ({ row }) => ({
    fact: `Rad ${formatNumber(row)} finnes ikke i filen som ble lest.`,
    remedy: 'Les filen på nytt.',
  }),
  'recipients.column-unclear': () => ({
    fact: 'Flere kolonner i filen har adresser.',
    remedy: 'Velg kolonnen med adressene til mottakerne.',
  }),
  'recipients.over-limit': ({ count, limit, row, email }) => ({
    fact: `Filen har ${formatNumber(count)} mottakere. Grensen er ${formatNumber(limit)}.`,
    remedy: `Ingenting er importert. Mottaker nummer ${formatNumber(limit + 1)} står på rad ${formatNumber(row)}: ${email}.`,
  }),

  'promo.refused': ({ problems }) => ({
    fact: `Ingen koder ble opprettet: ${problems.join(', ')}.`,
    remedy: 'Rett feltene som er merket.',
  }),
  'plan.moved': ({ planned, now, of = 'codes' }) => ({
    fact: {
      codes: `Kodene er endret siden du så på dem: ${formatNumber(planned)} skulle endres, nå ville det bli ${formatNumber(now)}.`,
      messages: `Utboksen er endret siden du så på den: ${formatNumber(planned)} meldinger skulle sendes, nå ville det bli ${formatNumber(now)}.`,
      person: `Opplysningene om personen er endret siden du så på dem: Da var det ${formatNumber(planned)} forekomster, nå er det ${formatNumber(now)}.`,
      operations: `Noe er gjort på nettstedet siden du så på det: Historikken hadde ${formatNumber(planned)} operasjoner, nå har den ${formatNumber(now)}.`,
      orders: `Nettstedet er endret siden du så på det: ${formatNumber(planned)} ordrer og refusjoner skulle telles, nå ville det blitt ${formatNumber(now)}.`,
      persons: `Opplysningene er endret siden du så på dem: ${formatNumber(planned)} personer skulle slettes, nå ville det bli ${formatNumber(now)}.`,
    }[of],
    remedy: 'Ingenting er gjort. Se på de nye tallene, og bestem deg på nytt.',
  }),
  'promo.nothing-to-change': ({ left }) => ({
    fact: `Ingen av de valgte kodene (${codes(left)}) ville bli endret.`,
    remedy: 'Merk andre koder, eller velg en annen dato.',
  }),

  'promo.unknown-batch': () => ({
    fact: 'Serien har ingen koder lenger.',
    remedy: 'Velg en annen serie.',
  }),

  'report.unknown-result-set': () => ({
    fact: 'Denne rapporten ble lukket i mellomtiden.',
    remedy: 'Vis rapporten på nytt.',
  }),
  'report.position-outside': ({ count }) => ({
    fact: `Rapporten har ${formatNumber(count)} rader, og utvalget går utenfor dem.`,
    remedy: 'Merk radene på nytt.',
  }),
  'report.too-many-rows': ({ rows, limit }) => ({
    fact: `${formatNumber(rows)} rader får ikke plass i et .xlsx-ark, som slutter på ${formatNumber(limit)}.`,
    remedy: 'Avgrens rapporten, eller lagre den som .csv.',
  }),

  'report.unknown-list': () => ({
    fact: 'Listen som ble limt inn, er ikke tilgjengelig lenger.',
    remedy: 'Lim den inn på nytt.',
  }),
  'report.list-too-long': ({ values, limit }) => ({
    fact: `Listen har ${formatNumber(values)} koder eller adresser. Grensen er ${formatNumber(limit)}.`,
    remedy: 'Del den opp, og finn én del om gangen.',
  }),
  'report.unknown-code': () => ({
    fact: 'Denne koden finnes ikke lenger.',
    remedy: 'Historikken viser om opprettelsen av den er angret.',
  }),

  'drafts.other-site': () => ({
    fact: 'Utkastet hører til et annet nettsted enn det som er åpent.',
    remedy: 'Åpne nettstedet det hører til.',
  }),
  'drafts.changed-meanwhile': () => ({
    fact: 'Et annet vindu har lagret et nyere utkast av dette skjemaet.',
    remedy: 'Velg hvilket av de to utkastene du vil fortsette med.',
  }),

  'views.unknown': () => ({
    fact: 'Denne visningen finnes ikke lenger.',
    remedy: 'Lagre den på nytt, eller velg en annen.',
  }),
  'views.name-taken': ({ name }) => ({
    fact: `Det finnes allerede en visning som heter «${name}».`,
    remedy: 'Velg et annet navn.',
  }),

  'history.unknown-operation': ({ operationId }) => ({
    fact: `Operasjon ${formatNumber(operationId)} finnes ikke.`,
    remedy: 'Historikken viser dem som finnes.',
  }),
  'history.already-undone': ({ operationId }) => ({
    fact: `Operasjon ${formatNumber(operationId)} er allerede angret.`,
    remedy: 'Ingenting er endret.',
  }),
  'history.of-somebody-else': ({ operationId, author }) => ({
    fact: `Operasjon ${formatNumber(operationId)} ble gjort av ${author}.`,
    remedy: 'Ingenting er endret. I historikken kan du angre også det andre har gjort.',
  }),
  'history.not-undoable': ({ operationId }) => ({
    fact: `Operasjon ${formatNumber(operationId)} kan ikke angres.`,
    remedy: 'Den endret ikke noe som kan settes tilbake.',
  }),
  'history.codes-used': ({ count, examples }) => ({
    fact: `${codes(count)} som ble opprettet her, er brukt: ${listExamples(examples, count)}.`,
    remedy: 'Ingenting er angret. Koder som ingen lenger skal bruke, kan slettes i rapporten.',
  }),
  'history.changed-since': ({ count, examples }) => ({
    fact: `${codes(count)} er endret på nytt siden: ${listExamples(examples, count)}.`,
    remedy: 'Ingenting er endret. Angre den senere operasjonen først.',
  }),
  'history.code-taken': ({ code }) => ({
    fact: `Koden ${code} er opprettet på nytt senere.`,
    remedy: 'Ingenting er endret.',
  }),

  'storage.newer': ({ found, known }) => ({
    fact: `Nettstedet ble sist åpnet av en nyere versjon av programmet (dataversjon ${found}, denne kjenner ${known}).`,
    remedy: 'Installer den nyeste versjonen. Ingenting i nettstedet er endret.',
  }),
  'storage.migration-failed': ({ migration, backup }) => ({
    fact: `Nettstedet kunne ikke oppdateres (trinn ${migration}).`,
    remedy: backup
      ? `Nettstedet er uendret, og det ble tatt en sikkerhetskopi på forhånd: ${backup}.`
      : 'Nettstedet er uendret. Programversjonen som åpnet det sist, åpner det fortsatt.',
  }),
  'storage.damaged': () => ({
    fact: 'Databasen til nettstedet er skadet.',
    remedy: 'Ingenting er endret. Gjenopprett en sikkerhetskopi, eller lagre det som fortsatt kan leses.',
  }),
  'storage.locked': () => ({
    fact: 'Nettstedet er åpent i et annet vindu eller program.',
    remedy: 'Lukk det der, og prøv igjen.',
  }),
  'storage.missing': ({ found }) => ({
    fact:
      found === 'empty'
        ? 'Databasen til nettstedet, site.sqlite, er tom, men noe av nettstedet er fortsatt der.'
        : 'Databasen til nettstedet, site.sqlite, ligger ikke i mappen sin, men noe av nettstedet er fortsatt der.',
    remedy: 'Det er ikke laget en ny. Gjenopprett en sikkerhetskopi, eller legg filen tilbake og prøv igjen.',
  }),
  'storage.unavailable': ({ reason, place }) => unavailableText(reason, place),
  'storage.full': ({ place }) => ({
    fact: `Disken ${place ? `med ${placeName(place)} ` : ''}er full.`,
    remedy: 'Ingenting er endret. Frigjør plass og prøv igjen.',
  }),
  'storage.gone': () => ({
    fact: 'Filene til nettstedet ble slettet, flyttet eller byttet ut mens programmet var åpent.',
    remedy:
      'Det siste du gjorde, er ikke lagret, og det er ikke laget et nytt nettsted. Legg mappen tilbake der den var, og prøv igjen.',
  }),
  'storage.lock-damaged': () => ({
    fact: 'Filen lock.sqlite i mappen til nettstedet er skadet og kunne ikke erstattes.',
    remedy:
      'Den inneholder ingen data, og selve nettstedet er uendret. Kontroller at du har skrivetilgang til mappen, eller slett bare denne filen, og prøv igjen.',
  }),
  'site.in-database': () => ({
    fact: 'Nettstedet ligger i en PostgreSQL-database, og filene der er det bare serveren som kan lese.',
    remedy:
      'Ingenting er endret. Gjenopprett en sikkerhetskopi, eller be om hjelp fra den som driver serveren.',
  }),
  'recovery.nothing-to-rescue': () => ({
    fact: 'Nettstedet er ikke skadet, så det er ingenting å redde.',
    remedy: 'Ingenting er endret.',
  }),
  'site.read-only': () => ({
    fact: 'Databasen til nettstedet er skadet, så nettstedet kan bare leses.',
    remedy:
      'Ingenting er endret. Gjenopprett en sikkerhetskopi, eller lagre det som kan leses, i et nytt nettsted og fortsett der.',
  }),
  'site.time-zone-unknown': ({ timeZone }) => ({
    fact: `«${timeZone}» er ikke en tidssone som denne maskinen kjenner.`,
    remedy: 'Velg en fra listen, for eksempel Europe/Oslo.',
  }),

  'commerce.changed-meanwhile': ({ revision, both }, { listed, field }) => ({
    fact: `Innstillingene ble endret i et annet vindu: Revisjon ${formatNumber(revision)} ble lagret i mellomtiden.`,
    remedy:
      both.length === 0
        ? 'Ingenting er lagret. Dine og deres endringer gjelder ulike felt, og begge kan beholdes.'
        : `Ingenting er lagret. Velg hva som skal gjelde: ${listed(both.map(({ key }) => field(key)))}.`,
  }),
  'commerce.incomplete': ({ missing, provider, mode }, { listed, missingField }) => ({
    fact: `${mode === 'test' ? 'Testinnstillingene er ikke komplette' : 'Produksjon er ikke komplett'}. Mangler: ${listed(missing.map((field) => missingField(field, provider)))}.`,
    remedy:
      mode === 'test'
        ? 'Ingenting er betalt. Fyll ut det som mangler, lagre, og prøv igjen.'
        : 'Ingenting er satt i produksjon. Fyll ut det som mangler, og prøv igjen.',
  }),
  'commerce.refused': ({ problems }, { listed, field }) => ({
    fact: `Ingenting er lagret. Må rettes: ${listed(problems.map(({ key }) => field(key)))}.`,
    remedy: 'Se merknaden ved hvert felt.',
  }),
  'commerce.plan-moved': () => ({
    fact: 'Innstillingene er endret siden du så på dem.',
    remedy: 'Ingenting er gjort. Se på forskjellene igjen, og bestem deg på nytt.',
  }),
  'commerce.other-mode': ({ mode }, { modeName }) => ({
    fact: `Tjenesten er i ${modeName(mode).toLowerCase()} nå.`,
    remedy: 'Ingenting er lagret. Bytt driftsmåte først.',
  }),
  'commerce.link-choice': () => ({
    fact: 'Begge tjenestene har innstillinger, og de er ulike.',
    remedy: 'Ingenting er endret. Velg hvilken tjeneste som skal beholde innstillingene sine.',
  }),
  'commerce.link-refused': ({ keep, reason }, { service }) => {
    const [name, other] = [service(keep), service(otherService(keep))]
    return reason === 'empty'
      ? {
          fact: `${name} har ingen innstillinger som kan gjelde for begge tjenestene.`,
          remedy: `Ingenting er endret. Behold innstillingene for ${other}.`,
        }
      : {
          fact: `${other} ville gått fra produksjon til test.`,
          remedy: `Ingenting er endret. Sett ${name} i produksjon først, eller gå tilbake til test for ${other}.`,
        }
  },
  'commerce.revision-unknown': ({ revision }) => ({
    fact: `Tjenesten har ingen revisjon ${formatNumber(revision)}.`,
    remedy: 'Historikken viser dem som finnes.',
  }),
  'commerce.no-account-to-grant': () => ({
    fact: 'Det er ingen PayPal-pålogging som kan ha gitt tillatelsen.',
    remedy: `Fyll ut «${commerceWords.fields.paypalEmail}», og velg «${labels.update}».`,
  }),
  'commerce.changed-since': () => ({
    fact: 'Innstillingene er endret på nytt siden.',
    remedy: 'Ingenting er angret. En tidligere revisjon kan gjenopprettes fra historikken.',
  }),

  'payments.price-moved': ({ expected, now, currency }, { payment }) => ({
    fact: `Prisen er ${payment(now, currency)} nå, ikke ${payment(expected, currency)}.`,
    remedy: 'Ingenting er betalt. Kontroller prisen, og betal på nytt hvis den er riktig.',
  }),
  'payments.code-refused': ({ code, refusal }, { codeRefusal }) => ({
    fact: `Kampanjekoden ${code} gjelder ikke for dette kjøpet: ${codeRefusal(refusal)}.`,
    remedy: `Ingenting er betalt. Velg «${labels.removeCode}», eller bruk en annen kode.`,
  }),
  'payments.way-not-offered': ({ with: way }, { payWith }) => ({
    fact: `Leverandøren tar ikke imot betaling ${payWith(way)}.`,
    remedy: 'Ingenting er betalt. Velg en annen måte å betale på.',
  }),
  'payments.card-not-offered': ({ brand }) => ({
    fact: `${CARDS[brand].name} tas ikke imot.`,
    remedy:
      'Ingenting er betalt. Bruk en korttype som tilbys, eller merk av for korttypen under leverandøren.',
  }),
  'payments.unknown': ({ id }) => ({
    fact: `Nettstedet har ingen betaling nummer ${formatNumber(id)}.`,
    remedy: 'Listen over testtransaksjoner viser dem som finnes.',
  }),
  'payments.not-reversible': ({ id, state }) =>
    state === 'pending' || state === 'under-review'
      ? {
          fact: `PayPal har ikke fullført betaling nummer ${formatNumber(id)}, og lar den ikke annulleres herfra.`,
          remedy: 'Ingenting er endret. Avslå den hos PayPal, eller vent til den er fullført.',
        }
      : {
          fact: `Betaling nummer ${formatNumber(id)} er ikke gjennomført, så det er ingenting å annullere.`,
          remedy: 'Ingenting er endret. Stegene viser hva som skjedde med den.',
        },

  'redemptions.other-order': ({ order, code }) => ({
    fact: `Ordre ${order} er meldt før, med koden ${code} og prisen for den.`,
    remedy: 'Meld et annet salg som en egen ordre.',
  }),
  'redemptions.given-back': ({ order }) => ({
    fact: `Bruken av koden i ordre ${order} er frigitt.`,
    remedy: 'Meld et nytt salg som en egen ordre.',
  }),
  'redemptions.order-unknown': ({ order }) => ({
    fact: `Ingen ordre ${order} har brukt en kode.`,
    remedy: 'Kontroller navnet på ordren.',
  }),
  'redemptions.import-unknown': () => ({
    fact: 'Filen som ble lest, er ikke tatt vare på lenger.',
    remedy: 'Velg den på nytt.',
  }),
  'redemptions.columns-missing': ({ columns }) => ({
    fact: `Det er uklart hvilken kolonne som har: ${columns.map((column) => orderFileWords.columns[column].toLowerCase()).join(', ')}.`,
    remedy: 'Velg kolonnene, og importer.',
  }),
  'redemptions.nothing-new': () => ({
    fact: 'Filen har ingenting som ikke alt er talt.',
    remedy: 'Ingenting er endret.',
  }),
  'handover.not-published': ({ service }, names) => ({
    fact: `Innstillingene for ${names.service(service)} er aldri satt i produksjon.`,
    remedy: 'Sett dem i produksjon først.',
  }),
  'handover.bad-key': () => ({
    fact: 'Dette er ikke en offentlig nøkkel for age.',
    remedy: 'Den begynner med age1. Spør dem som driver nettstedet.',
  }),
  'handover.other-key': () => ({
    fact: 'Nøkkelen er ikke den du sammenlignet.',
    remedy: 'Sammenlign fingeravtrykket på nytt.',
  }),
  'handover.no-secrets': () => ({
    fact: 'Ingen av kontoene har et passord her.',
    remedy: 'Overlever innstillingene uten passord.',
  }),
  'paypal.no-caller': ({ mode }, { modeName }) => ({
    fact: `Nettstedet har ingen egen API-konto hos PayPal for ${modeName(mode).toLowerCase()}.`,
    remedy: `PayPal er ikke spurt. Fyll ut «${labels.apiAccount}» først.`,
  }),
  'paypal.refused': ({ code, pairs }, { paypal }) => paypal(code, pairs),
  'paypal.unknown-grant': () => ({
    fact: 'Forespørselen om API-tillatelse er avsluttet.',
    remedy: 'Ingenting er registrert. Be om tillatelsen på nytt.',
  }),

  'mail.template-refused': ({ problems }, { listed, templateProblem }) => ({
    fact: `Malen kan ikke brukes slik den står: ${listed(problems.map((problem) => templateProblem(problem)))}.`,
    remedy: 'Rett det som er merket. Ingenting er lagret.',
  }),
  'mail.value-missing': ({ missing }, { listed }) => ({
    fact: `Malen bruker verdier som ikke er fylt ut: ${listed([...new Set(missing.map(({ variable }) => `%${variable}%`))])}.`,
    remedy: {
      service: `Fyll ut «${commerceWords.fields.merchantName}» og «${commerceWords.fields.support}» for tjenesten, eller ta dem ut av malen.`,
      site: `Fyll ut «${siteSettingTexts.promoLink.label}» i innstillingene, eller ta variabelen ut av malen.`,
      both: 'Fyll dem ut for tjenesten og i innstillingene, eller ta dem ut av malen.',
    }[filledInAt(missing.map(({ variable }) => variable))],
  }),
  'mail.unknown-message': () => ({
    fact: 'Denne meldingen finnes ikke.',
    remedy: 'Utboksen viser dem som finnes.',
  }),
  'mail.nothing-to-do': () => ({
    fact: 'Ingen av meldingene er i en tilstand der dette kan gjøres.',
    remedy: 'Ingenting er endret. Utboksen viser tilstanden de har nå.',
  }),
  'mail.too-many-files': ({ messages, limit }) => ({
    fact: `${formatNumber(messages)} meldinger får ikke plass i én .zip-fil, som slutter på ${formatNumber(limit)}.`,
    remedy: 'Lagre dem i en mappe, eller som en arbeidsbok for fletting.',
  }),
  'mail.unknown-hand-over': () => ({
    fact: 'Det er ikke lenger kjent hvilke meldinger som ble skrevet til fil.',
    remedy: 'Velg meldingene i utboksen, og merk dem som sendt der.',
  }),

  'privacy.under-way': ({ messages, payments }) => ({
    fact:
      messages > 0
        ? 'En melding til personen er under sending, så ingenting er slettet.'
        : payments === 1
          ? 'En betaling med personens kode er ikke avklart, så ingenting er slettet.'
          : 'Betalinger med personens koder er ikke avklart, så ingenting er slettet.',
    remedy:
      messages > 0
        ? 'Vent til meldingen er sendt, og prøv igjen.'
        : `Spør PayPal om betalingen på siden «${shell.pages['test-transaction']}», og prøv igjen.`,
  }),
  'privacy.nothing-found': () => ({
    fact: 'Det er ikke lagret noe om personen.',
    remedy: 'Kontroller adressen, eller søk på navnet.',
  }),

  'secrets.unprotected': () => ({
    fact: 'Denne maskinen har ingen nøkkelring som kan beskytte et passord.',
    remedy: 'Ingenting er lagret. Velg en passfrase først; den beskytter passordene.',
  }),
  'secrets.locked': ({ seal }) => ({
    fact: 'Passordene er låst.',
    remedy:
      seal === 'passphrase'
        ? 'Ingenting er lagret. Lås dem opp med passfrasen, og prøv igjen.'
        : `Ingenting er lagret. Lås dem opp på siden «${shell.pages.settings}», og prøv igjen. Hvis nøkkelringen ikke åpner dem, kan du fjerne dem der og skrive dem inn på nytt.`,
  }),
  'secrets.other-target': () => ({
    fact: 'Passordet er lagret for en annen tilkobling.',
    remedy: 'Skriv inn passordet for denne tilkoblingen.',
  }),
  'secrets.wrong-passphrase': () => ({
    fact: 'Passfrasen stemmer ikke.',
    remedy: 'Det er forskjell på store og små bokstaver.',
  }),
  'secrets.has-passphrase': () => ({
    fact: 'Det er allerede valgt en passfrase.',
    remedy: 'For å bytte den må du også skrive inn den du har nå.',
  }),
  'secrets.no-passphrase': () => ({
    fact: 'Det er ikke valgt noen passfrase.',
    remedy: 'Velg en først.',
  }),
  'secrets.keychain-unavailable': () => ({
    fact: 'Nøkkelringen på maskinen svarer ikke, eller det er ikke den som krypterte passordene.',
    remedy: `Lås opp nøkkelringen, og prøv igjen. Hvis den er borte, fjerner du passordene på siden «${shell.pages.settings}» og skriver dem inn på nytt.`,
  }),
  'secrets.count-moved': ({ planned, now }) => ({
    fact: `${formatNumber(planned)} passord skulle fjernes, nå er det ${formatNumber(now)}.`,
    remedy: 'Ingenting er gjort. Kontroller tallet, og bestem deg på nytt.',
  }),

  'siteFile.not-a-site': ({ name }) => ({
    fact: `${name} er ikke en nettstedsfil.`,
    remedy: `Velg en fil som er lagret med «${siteFile.save}». Ingenting er endret.`,
  }),
  'siteFile.damaged': ({ name, at }) => ({
    fact: `${name} er skadet eller endret og kan ikke åpnes${placed(at)}.`,
    remedy: 'Lagre nettstedet i en fil på nytt, og velg den. Ingenting er endret.',
  }),
  'siteFile.newer': ({ name, found, known }) => ({
    fact: `${name} er lagret av en nyere versjon av programmet (dataversjon ${formatNumber(found)}, denne kjenner ${formatNumber(known)}).`,
    remedy: 'Installer den nyeste versjonen, og åpne filen der. Ingenting er endret.',
  }),
  'siteFile.sample-open': () => ({
    fact: 'Eksempeldataene er åpne.',
    remedy: `Ingenting er endret. Velg «${shell.sample.back}» først. Det er det filen erstatter.`,
  }),

  'backups.unknown': () => ({
    fact: 'Sikkerhetskopien finnes ikke lenger.',
    remedy: 'Velg en annen fra listen. Ingenting er endret.',
  }),
  'backups.damaged': ({ backup, at }) => ({
    fact: `Sikkerhetskopien ${backup} er skadet eller endret og kan ikke gjenopprettes${placed(at)}.`,
    remedy: 'Velg en annen fra listen. Ingenting er endret.',
  }),
  'backups.newer': ({ backup, found, known }) => ({
    fact: `Sikkerhetskopien ${backup} er tatt av en nyere versjon av programmet (dataversjon ${formatNumber(found)}, denne kjenner ${formatNumber(known)}).`,
    remedy: 'Installer den nyeste versjonen, og gjenopprett den der. Ingenting er endret.',
  }),
  'backups.unreadable': ({ backup }) => ({
    fact: `Sikkerhetskopien ${backup} kan ikke leses nå.`,
    remedy: 'Kontroller at disken er tilkoblet, og prøv igjen. Ingenting er endret.',
  }),
  'backups.sealed-by-keychain': ({ passwords }) => ({
    fact: `${passwords === 1 ? 'Ett passord' : `${formatNumber(passwords)} passord`} i sikkerhetskopien er kryptert med nøkkelringen på maskinen der den ble tatt. Den kan ikke de andre som bruker databasen, åpne.`,
    remedy:
      'Ingenting er endret. Gjenopprett den mens nettstedet ligger på denne maskinen, velg en passfrase der, og flytt nettstedet til en tom database.',
  }),
  'backups.not-removable': ({ backup }) => ({
    fact: `Sikkerhetskopien ${backup} ligger i en mappe som programmet ikke rydder i, eller er tatt av et annet program.`,
    remedy: 'Fjern filen selv. Ingenting er endret.',
  }),
  'backups.folder-unusable': ({ reason }) => ({
    fact: `Mappen du har valgt for sikkerhetskopier, kan ikke brukes nå: ${reason === 'forgotten' ? 'Filen som sier hvilken det er, kan ikke leses' : unwritableWords[reason]}.`,
    remedy: `Sikkerhetskopiene legges ved siden av nettstedet så lenge. Koble til disken, eller velg en annen mappe på siden «${shell.pages.settings}».`,
  }),
  'backups.sample-open': () => ({
    fact: 'Eksempeldataene er åpne, og de sikkerhetskopieres ikke.',
    remedy: `Velg «${shell.sample.back}» først. Ingenting er endret.`,
  }),
  'backups.not-shown': () => ({
    fact: 'En nettleser kan ikke åpne mappen.',
    remedy: `Velg «${labels.downloadBackup}» i stedet.`,
  }),
}
