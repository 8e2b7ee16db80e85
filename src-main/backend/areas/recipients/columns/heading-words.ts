/**
 * The words that headings are made of, in English, Norwegian, Danish, Swedish, German, French and Spanish: small letters
 * without marks (`ø` is `o`, `æ` is `ae`), compounds apart where the language writes them together.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Say that a column has addresses. */
export const EMAIL_WORDS = words(
  `email emails epost mail mails mel mejl epostadresse epostadresser epostadress epostadresser emailadresse emailadressen
  emailadress emailaddress emailaddresses mailadresse mailadressen mailadress mailaddress emailadres courriel courriels correo
  correos correoelectronico sahkoposti`,
)
/** A word that ends so is a compound of what comes before it. */
export const EMAIL_ENDINGS = /(?:epostadresse|emailadresse|mailadresse|epostadress|mailadress|epost|email)$/

/** Beside a word for mail: what the column has is about mail, and no address. */
export const ABOUT_MAIL = words(
  `type typ label etikett status sent sendt skickat gesendet envoye enviado optin optout opt consent samtykke samtykker
  subscribed verified bekreftet bounced bounce bounces format domain domene count antall marketing subject emne amne betreff
  template notification notifications varsel preference language permission accepts newsletter nyhetsbrev hash md5 sha256 clicks
  opens opened date dato datum time timezone reminder reminders client`,
)

/** Those whom a list of recipients is about. */
export const RECIPIENT_WORDS = words(
  `attendee attendees participant participants deltaker deltakere deltakeren deltager deltagere deltagare teilnehmer
  teilnehmers teilnehmerin teilnehmende teilnehmenden participante participantes asistente asistentes inscrit inscrite inscrits inscrito user bruker brukeren bruger
  anvandare anvandarens benutzer utilisateur usuario recipient recipients mottaker mottakere mottakeren modtager modtagere mottagare
  empfanger destinataire destinataires destinatario destinatarios registrant registrants pameldt pameldte tilmeldt tilmeldte anmald
  anmalda invitee invitees guest guests gjest gjester gaest gast invite invites invitado invitados member members medlem medlemmer
  medlemmar mitglied mitglieder membre membres miembro miembros subscriber subscribers abonnent abonne suscriptor student students elev
  elever eleve eleves schuler alumno alumna employee ansatt ansatte medarbeider medarbejder anstalld mitarbeiter empleado kursdeltaker`,
)

/** Anyone else, in the same row: who sold, paid, arranged or wrote it. */
export const OTHER_PERSON_WORDS = words(
  `owner eier ejer agare besitzer inhaber proprietaire propietario created creator creado opprettet oprettet skapad erstellt cree
  modified changed endret ndret andret geandert updated oppdatert buyer kjoper kober kopare kaufer acheteur comprador purchaser order orders ordre
  bestilling bestiller bestilleren bestallare bestellung besteller commande pedido billing faktura fakturaepost fakturering invoice rechnung rechnungs facturation
  facturacion payer betaler zahler payeur pagador host hosts vert vart gastgeber hote anfitrion organizer organizers organiser arrangor arrangoren veranstalter
  organisateur organizador manager leder sjef chef vorgesetzter vorgesetzte superviseur supervisor assistant assistent referrer
  referred selger saelger saljare verkaufer vendeur vendedor seller salesperson sales salesrep rep representative agent ansvarlig
  ansvarig verantwortlich verantwortlicher responsable parent parents foresatt foresatte forelder guardian parorende emergency nodkontakt cc bcc
  reply replyto sender avsender afsender absender expediteur remitente inviter inviterer approver godkjenner teacher laerer larare
  instructor instruktor coach partner spouse sponsor shipping shipto billto delivery leveranse vendor leverandor supplier
  reporter assignee assigned tildelt submitter panelist panelists presenter panelister referer konsulent saksbehandler`,
)

/** The same person's other address. */
export const SECOND_WORDS = words(
  `2 3 4 5 second secondary third sekundaer sekundar alternate alternative alternativ annen andre anden zweite zweit autre otro otra
  other additional backup ekstra extra old gammel gammal previous tidligere tidigere former recovery reserve upn`,
)

export const FIRST_NAME_WORDS = words(
  `first firstname given givenname forename fornavn fornavnet fornamn tilltalsnamn prenom prenoms vor vorname vornamen voornaam nombres`,
)
export const LAST_NAME_WORDS = words(
  `last lastname surname family familyname etternavn etternavnet efternavn efternamn slektsnavn familienavn familienavnet nachname familienname
  zuname apellido apellidos famille familia achternaam`,
)
/** "Name", which beside a first name may be the last name. */
export const NAME_WORDS = words(`name names navn navnet namn nom noms nombre naam nome nimi`)
export const FULL_WORDS = words(
  `full fullt fulde fulla fullstendig hele whole complete complet completo fullname fulltnavn vollstandiger voller`,
)
/** A person, when it is the whole heading. */
export const PERSON_WORDS = words(
  `contact kontakt kontaktperson kontaktpersoner kontaktnavn contacto person personne persona kunde kunden kund customer client cliente ansprechpartner
  personen`,
)
export const USER_WORDS = words('user bruker bruger anvandare benutzer utilisateur usuario')
export const DISPLAY_WORDS = words(
  `display visningsnavn visningsnamn anzeigename anzeigenamen vist vises affiche affichage mostrar nickname nick kallenavn kaldenavn
  spitzname surnom apodo alias username brukernavn brugernavn anvandarnamn benutzername screenname login screen`,
)
export const ORGANISATION_WORDS = words(
  `company companies firma firmaet firmanavn bedrift bedriften bedriftsnavn selskap selskapet selskapsnavn organisasjon organisasjonen organisation
  organisationen organization organizacion org employer arbeidsgiver arbejdsgiver arbetsgivare arbeitgeber virksomhet virksomheden virksomhed foretag forening forbund
  unternehmen societe entreprise empresa business account konto arbeidssted arbeidsplass arbejdsplads institution institusjon school skole schule ecole escuela
  employeur empleador foretagsnamn firmenname`,
)

/** What else columns are about: never a name. */
export const OTHER_WORDS = words(
  `city town by byen sted stedet poststed stad ort ortsname ville ciudad localidad municipality kommune fylke county country land landet pays pais state delstat
  region zip postal postcode postnummer postnr postleitzahl plz codigo street gate gateadresse vei veien adresse adressen address adress strasse rue calle
  direccion postadresse phone phones telefon telefonnummer telephone tel tlf mobil mobile mobiltelefon mobilnummer handy movil telefono portable date
  dates dato datoen datum fecha time tid tidspunkt tidpunkt zeit heure hora registered registration registrert status role rolle roll rol title tittel titel
  titre titulo stilling position funksjon funktion fonction job jobb jobtitle kurs kurset kursnavn course cursus cours curso event events arrangement veranstaltning
  veranstaltung evenement evento product produkt produit producto ticket tickets billett billet biljett eintrittskarte billets type types typ tipo id ids nr no num nummer
  number numero amount belop belob belopp betrag montant importe price pris preis prix precio total sum summe currency valuta wahrung
  note notes notat merknad merknader bemerkning kommentar kommentarer comment comments remarks anmerkung language sprak sprog sprache langue idioma gender kjonn
  kon geschlecht sexe sexo civilite anrede salutation birthday birthdate fodselsdato fodselsdag geburtsdatum age alder alter department
  avdeling afdeling avdelning abteilung departement departamento duration varighet varighed dauer duree duracion join joined leave left ip url website web
  nettside hjemmeside webseite source kilde kalla quelle tag tags group gruppe grupp groupe grupo paid betalt bezahlt paye pagado quantity
  antall antal anzahl quantite cantidad voucher coupon kupong code kode kod seat plass plads sete topic emne webinar meeting mote session okt list liste
  attended approval reason arsak score rank points poeng minutes attention consent terms middle mellomnavn mellemnavn prefix suffix
  original required paakrevd join-time address1 address2 seats method payment betaling fee gebyr device enhet browser timezone uid
  file filename filnavn domain domene host-key stage lead level niva class klasse team lag industry bransje branche`,
)

/** Words that only join the others. */
export const JOINING_WORDS = words(
  `of for the a an to and or in on at from with av av til pa i og eller for den det de der die das von vom zu und oder du des la le les l et ou y o del el los las
  para por par af fra din ditt dine your ditt deres ihre ihr votre su tu value primary primaer primar hoved main work arbeid arbeids arbeits arbeit trabajo
  travail professionnel professionnelle privat private privates private prive personal personlig personlich personnel home hjem mailing optional valgfritt beruflich geschaftlich 1 online e`,
)
