import type { MailWords } from '../../../wording/mail-words.ts'
import { labels } from '../labels.ts'

export const mailWords: MailWords = {
  states: {
    none: 'Ingen melding',
    queued: 'I kø',
    sending: 'Sendes',
    sent: 'Sendt',
    failed: 'Mislyktes',
    uncertain: 'Uavklart',
    cancelled: 'Avbrutt',
    'sent-elsewhere': 'Sendt til annen adresse',
  },
  problems: {
    'no-settings': {
      fact: 'Det er ikke satt opp noen e-postserver.',
      remedy: `Fyll ut «${labels.mailServer}», eller lagre meldingene som filer.`,
    },
    'secrets-locked': {
      fact: 'Passordet til e-postserveren er låst.',
      remedy: 'Lås opp passordene for å sende.',
    },
    'password-not-for-server': {
      fact: 'Passordet er lagret for en annen server eller et annet brukernavn.',
      remedy: 'Skriv inn passordet på nytt for denne tilkoblingen.',
    },
    'plain-not-local': {
      fact: 'Uten kryptering kan passord og meldinger leses av andre på veien.',
      remedy: 'Velg STARTTLS eller TLS. Ukryptert sending er bare tillatt til en server på denne maskinen.',
    },
    'host-unknown': {
      fact: 'Det finnes ingen server med dette navnet.',
      remedy: 'Kontroller at servernavnet er riktig skrevet, og at maskinen er på nett.',
    },
    'connection-refused': {
      fact: 'Maskinen svarer, men ingen e-postserver tar imot på denne porten.',
      remedy: 'Kontroller porten: vanligvis 587 for STARTTLS og 465 for TLS.',
    },
    unreachable: {
      fact: 'Serveren kan ikke nås.',
      remedy: 'Kontroller at maskinen er på nett. Meldingene blir liggende i kø.',
      whenChecked: 'Kontroller at maskinen er på nett.',
    },
    'timed-out': {
      fact: 'Serveren svarte ikke i tide.',
      remedy: 'Kontroller servernavn og port. En brannmur kan også stoppe forbindelsen.',
    },
    'connection-closed': {
      fact: 'Serveren brøt forbindelsen.',
      remedy: 'Programmet prøver igjen av seg selv.',
      whenChecked: 'Prøv igjen om litt.',
    },
    'not-smtp': {
      fact: 'Det som svarer på denne porten, er ikke en e-postserver (SMTP), eller den forventer TLS fra start.',
      remedy: 'Kontroller porten. Port 465 bruker TLS, port 587 STARTTLS.',
    },
    'tls-not-spoken': {
      fact: 'Serveren bruker ikke TLS fra start på denne porten.',
      remedy: 'Velg STARTTLS, eller en annen port: vanligvis 465 for TLS.',
    },
    'starttls-not-offered': {
      fact: 'Serveren tilbyr ikke STARTTLS, så forbindelsen kan ikke krypteres.',
      remedy: 'Velg TLS og port 465, eller spør den som driver serveren.',
    },
    'tls-failed': {
      fact: 'Kunne ikke opprette en kryptert forbindelse.',
      remedy: 'Serveren er kanskje for gammel. Spør den som driver den.',
    },
    'certificate-self-signed': {
      fact: 'Serveren bruker et selvsignert sertifikat, så identiteten kan ikke bekreftes.',
      remedy: 'Be den som driver serveren, om et sertifikat fra en kjent utsteder.',
    },
    'certificate-untrusted': {
      fact: 'Serverens sertifikat kommer fra en utsteder som denne maskinen ikke kjenner.',
      remedy: 'Be den som driver serveren, om å sende hele sertifikatkjeden eller bytte sertifikat.',
    },
    'certificate-expired': {
      fact: 'Serverens sertifikat er utløpt.',
      remedy: 'Den som driver serveren, må fornye det. Kontroller også at klokken på maskinen går riktig.',
    },
    'certificate-not-yet-valid': {
      fact: 'Serverens sertifikat gjelder ikke ennå.',
      remedy: 'Kontroller at klokken på maskinen går riktig.',
    },
    'certificate-other-name': {
      fact: 'Serverens sertifikat gjelder et annet servernavn.',
      remedy: 'Bruk servernavnet som e-postleverandøren oppgir, ikke et annet navn eller en IP-adresse.',
    },
    'login-required': {
      fact: 'Serveren krever pålogging.',
      remedy: 'Fyll ut brukernavn og passord.',
    },
    'login-not-offered': {
      fact: 'Serveren tar ikke imot pålogging på denne måten.',
      remedy: 'La brukernavnet stå tomt hvis serveren ikke krever pålogging, eller velg en annen port.',
    },
    'login-refused': {
      fact: 'Serveren godtok ikke brukernavn og passord.',
      remedy: 'Skriv inn passordet på nytt. Noen e-postleverandører krever et eget app-passord.',
    },
    'sender-refused': {
      fact: 'Serveren godtok ikke avsenderadressen.',
      remedy: 'Bruk en avsenderadresse som hører til påloggingen.',
    },
    'recipient-refused': {
      fact: 'Serveren godtok ikke mottakeradressen.',
      remedy: 'Kontroller adressen, rett den i rapporten, og send på nytt.',
    },
    'message-refused': {
      fact: 'Serveren godtok ikke meldingen.',
      remedy: 'Svaret fra serveren sier hvorfor. Endre malen eller avsenderen, og send på nytt.',
    },
    'too-large': {
      fact: 'Meldingen er større enn serveren tillater.',
      remedy: 'Forkort teksten i malen.',
    },
    'no-internationalised-addresses': {
      fact: 'Serveren tar ikke imot adresser med andre bokstaver enn a–z foran @.',
      remedy: 'Bruk en annen adresse for mottakeren, eller en server som støtter SMTPUTF8.',
    },
    'server-busy': {
      fact: 'Serveren tar ikke imot e-post akkurat nå.',
      remedy: 'Programmet prøver igjen av seg selv.',
      whenChecked: 'Prøv igjen om litt.',
    },
    'answer-lost': {
      fact: 'Hele meldingen ble sendt, men programmet fikk ikke svar fra serveren.',
      remedy: 'Spør mottakeren eller serverens logg om den kom fram, og svar her.',
    },
    'codes-gone': {
      fact: 'Ingen av kodene i meldingen kan brukes lenger.',
      remedy: 'Meldingen ble ikke sendt.',
    },
    'gave-up': {
      fact: 'Serveren har utsatt meldingen så mange ganger at programmet sluttet å prøve.',
      remedy: 'Svaret fra serveren sier hvorfor. Send på nytt når feilen er rettet.',
    },
    'taken-back': {
      fact: 'Meldingen ble tatt ut av køen før den ble sendt.',
      remedy: 'Den kan sendes på nytt.',
    },
    'with-another': {
      fact: 'Kodene sendes i en annen melding til samme mottaker.',
      remedy: 'Denne meldingen ble derfor ikke sendt.',
    },
    'recipient-has-one': {
      fact: 'Mottakeren har allerede fått en melding fra denne serien, så denne ble ikke sendt.',
      remedy: 'Send på nytt hvis mottakeren skal ha en melding til.',
    },
    'recipient-erased': {
      fact: 'Mottakerens personopplysninger er slettet.',
      remedy: 'Meldingen ble ikke sendt.',
    },
  },
  several: { one: '1 kampanjekode', many: (n) => `${n} kampanjekoder` },
  inTable: 'se tabellen',
  inAttachment: 'se vedlegget',
  attached: (file, n) => `Kodene (${n}) ligger i vedlegget ${file}.`,
  attachment: 'kampanjekoder.csv',
  qrCode: (link) => `QR-kode med adressen ${link}`,
  qrFile: 'qr-kode.gif',
  folderFile: (n) => `melding-${n}.eml`,
  columns: {
    code: 'Kampanjekode',
    discount: 'Rabatt',
    appliesTo: 'Gjelder for',
    expires: 'Gyldig til og med',
    link: 'Lenke',
    email: 'E-post',
    name: 'Navn',
    merchant: 'Selgernavn',
    support: 'Kundestøtteinfo',
    subject: 'Emne',
    text: 'Tekst',
    codes: 'Antall koder',
  },
  sheet: 'Fletting',
  sample: { name: 'Kari Nordmann', email: 'kari.nordmann@example.com' },
}
