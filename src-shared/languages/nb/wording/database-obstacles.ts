import type { DatabaseObstacle } from '../../../contract/database-obstacles.ts'
import type { ErrorText } from '../../../wording/error-texts.ts'

/** Why the site cannot be in a database, and what to do about it. */
export const databaseObstacles: Readonly<Record<DatabaseObstacle, ErrorText>> = {
  unreachable: {
    fact: 'Programmet får ikke kontakt med serveren.',
    remedy: 'Kontroller navnet på serveren og nettet. En brannmur eller manglende VPN kan også være årsaken.',
  },
  refused: {
    fact: 'Maskinen svarer, men det er ingen PostgreSQL på denne porten.',
    remedy: 'Kontroller porten, og at serveren kjører og tar imot forbindelser fra andre maskiner.',
  },
  'not-postgres': {
    fact: 'Det som svarer på denne porten, er ikke PostgreSQL, eller det brøt forbindelsen.',
    remedy: 'Kontroller navnet på serveren og porten.',
  },
  'wrong-login': {
    fact: 'Serveren godtar ikke brukeren eller passordet.',
    remedy: 'Kontroller begge, og at brukeren har lov til å logge på.',
  },
  'not-allowed': {
    fact: 'Serveren slipper ikke denne brukeren inn i databasen fra denne maskinen.',
    remedy: 'Den som driver serveren, kan tillate det i pg_hba.conf. Det kan også hende at den krever TLS.',
  },
  'no-database': {
    fact: 'Serveren har ingen database med dette navnet.',
    remedy: 'Kontroller navnet. Den som driver serveren, kan opprette databasen.',
  },
  'no-rights': {
    fact: 'Brukeren har ikke lov til å lese, skrive eller opprette tabeller i denne databasen.',
    remedy: 'Den som driver serveren, kan gjøre brukeren til eier av databasen.',
  },
  'tls-needed': {
    fact: 'Krypteringen (TLS) er slått av, og serveren er på en annen maskin.',
    remedy: 'Slå den på. Ellers kan passord og data leses av andre underveis.',
  },
  'no-tls': {
    fact: 'Serveren tilbyr ikke kryptering (TLS).',
    remedy:
      'Den som driver serveren, kan slå det på (ssl = on). Bare en server på denne maskinen kan klare seg uten.',
  },
  'certificate-unknown': {
    fact: 'Denne maskinen kjenner ikke den som har utstedt sertifikatet til serveren.',
    remedy: 'Be den som driver serveren, om sertifikatet til utstederen (en PEM-fil), og velg det her.',
  },
  'certificate-name': {
    fact: 'Sertifikatet til serveren gjelder et annet navn.',
    remedy:
      'Oppgi serveren med navnet som står i sertifikatet. Er det riktig fra før, kan noen utgi seg for å være serveren.',
  },
  'certificate-expired': {
    fact: 'Sertifikatet til serveren er utløpt eller gjelder ikke ennå.',
    remedy: 'Kontroller datoen på denne maskinen. Den som driver serveren, kan fornye sertifikatet.',
  },
  'tls-failed': {
    fact: 'Det gikk ikke å få en kryptert forbindelse (TLS) til serveren.',
    remedy: 'Serveren må tilby TLS 1.2 eller nyere. Den som driver den, finner mer i loggen dens.',
  },
  'no-certificate': {
    fact: 'Det er ikke noe sertifikat i filen du valgte.',
    remedy: 'Velg sertifikatet til serverens utsteder, som tekst (PEM).',
  },
  'server-full': {
    fact: 'Serveren har ingen ledige forbindelser.',
    remedy: 'Prøv igjen senere. Den som driver serveren, kan tillate flere forbindelser.',
  },
  'server-read-only': {
    fact: 'Serveren tar ikke imot endringer. Den kan være en kopi av en annen.',
    remedy: 'Oppgi serveren som kopien er laget av.',
  },
  'server-too-old': {
    fact: 'Serveren har en for gammel versjon av PostgreSQL.',
    remedy: 'Programmet trenger PostgreSQL 14 eller nyere.',
  },
  'not-utf8': {
    fact: 'Databasen lagrer ikke tekst som UTF-8.',
    remedy: 'Opprett en database med tegnkodingen UTF8, og oppgi den.',
  },
  'not-a-site': {
    fact: 'Databasen inneholder tabeller som hører til noe annet.',
    remedy: 'Velg en tom database, eller en som inneholder et nettsted.',
  },
  'newer-site': {
    fact: 'Nettstedet i databasen er fra en nyere versjon av programmet.',
    remedy: 'Installer den nyeste versjonen på denne maskinen, og bli med på nettstedet etterpå.',
  },
  'older-site': {
    fact: 'Nettstedet i databasen er fra en eldre versjon av programmet, og denne brukeren kan ikke oppdatere det.',
    remedy: 'La en som kan endre nettstedet og har denne versjonen, åpne det én gang. Kontroller så på nytt.',
  },
  other: {
    fact: 'Serveren svarte med en feil.',
    remedy: 'Prøv igjen. Det står mer i loggen til programmet og i serverens logg.',
  },
}
