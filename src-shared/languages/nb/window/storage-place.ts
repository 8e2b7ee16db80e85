/** Settings: where the site is stored. */
export const storagePlace = {
  title: 'Hvor nettstedet er lagret',
  what: 'Flere administratorer kan arbeide på samme nettsted når det ligger i en PostgreSQL-database.',
  ways: { folder: 'På denne maskinen', database: 'I en database' },
  inFolder: 'Nettstedet ligger på denne maskinen, i datamappen «{folder}».',
  inFolderBrowser: 'Nettstedet ligger på maskinen som kjører programmet, i datamappen «{folder}».',
  inDatabase:
    'Nettstedet ligger i databasen «{database}» på {host}, port {port}. Programmet logger på som {user}.',
  encrypted: 'Forbindelsen er kryptert.',
  local: 'Serveren er på samme maskin, og forbindelsen er ikke kryptert.',
  byEnvironment:
    'Databasen ble oppgitt da programmet ble startet, i ECOMMERCE_ADMIN_DATABASE. Start det uten for å velge her.',
  sample: 'Gå tilbake til ditt eget nettsted for å velge hvor det skal ligge.',
  password: {
    kept: 'Passordet til databasen er kryptert med nøkkelringen på denne maskinen.',
    willKeep: 'Passordet krypteres med nøkkelringen på denne maskinen.',
    notKept:
      'Maskinen har ingen nøkkelring, så passordet lagres ikke. Det må stå i ECOMMERCE_ADMIN_DATABASE_PASSWORD hver gang programmet startes.',
  },
  fields: {
    host: 'Server',
    port: 'Port',
    database: 'Database',
    user: 'Bruker',
    password: 'Passord',
    tls: 'Krypter forbindelsen (TLS)',
    certificate: 'Sertifikat fra utstederen',
  },
  wrong: {
    host: 'Skriv ett vertsnavn eller én IP-adresse, for eksempel db.example.com.',
    port: 'Skriv et tall fra 1 til 65 535. PostgreSQL bruker vanligvis 5432.',
    database: 'Skriv navnet på databasen.',
    user: 'Skriv navnet på brukeren i databasen.',
    password: 'Skriv passordet.',
  },
  showPassword: 'Vis passordet',
  hidePassword: 'Skjul passordet',
  tlsHint: 'Kan bare slås av når serveren er på samme maskin.',
  certificateHint:
    'Trengs bare når serverens sertifikat er fra en utsteder som maskinen ikke kjenner. En PEM-fil.',
  chooseCertificate: 'Velg fil',
  removeCertificate: 'Fjern',
  check: 'Kontroller forbindelsen',
  checking: 'Kontrollerer …',
  found: {
    empty: 'Forbindelsen er i orden, og databasen er tom.',
    emptyRest:
      'Flytt dette nettstedet dit med alt som er i det, eller begynn på et nytt. Det du har på denne maskinen, blir liggende her slik det er. Etter en flytting er det en kopi som ikke endres av de andre.',
    site: 'I databasen ligger nettstedet «{name}».',
    unnamed: 'I databasen ligger et nettsted uten navn.',
    siteRest:
      'Det har {codes}, {operations} og {messages}. Det du har på denne maskinen, blir liggende her og åpnes ikke før du kommer tilbake.',
    older:
      'Det er fra en eldre versjon og oppdateres når du blir med. Da må de andre også ha den nyeste versjonen.',
    readOnly: 'Denne brukeren kan bare lese: Du kan se på alt der og lagre det i filer, men ikke endre noe.',
  },
  join: 'Bli med på nettstedet',
  create: 'Begynn på et nytt nettsted der',
  move: 'Flytt dette nettstedet dit',
  moving: 'Flytter …',
  moved: 'Nettstedet ligger nå i databasen.',
  joining: 'Åpner …',
  joined: 'Du er med på nettstedet i databasen.',
  created: 'Det nye nettstedet ligger i databasen.',
  moveBack: {
    what: 'Når nettstedet flyttes til denne maskinen:',
    copied:
      'Alt som er i databasen, kopieres til datamappen «{folder}». Hver tabell sammenlignes før noe blir annerledes her.',
    stays:
      'Nettstedet i databasen blir liggende slik det er, og de andre kan fortsette der. Det de lagrer etter flyttingen, kommer ikke hit.',
    kept: 'Det som lå på denne maskinen fra før, blir en sikkerhetskopi.',
    secrets: 'Passordene åpnes fortsatt med den felles passfrasen.',
    mail: 'Meldinger i utboksen sendes ikke herfra før du har godkjent det. De andre kan sende dem fra databasen.',
    action: 'Flytt nettstedet hit',
    done: 'Nettstedet ligger nå på denne maskinen.',
    doneRest: 'Det i databasen ligger der som før.',
  },
  leaveWhat:
    'Eller åpne det som lå på denne maskinen fra før, slik det var da du forlot det. Det i databasen blir liggende der for de andre.',
  leave: 'Åpne det som lå her fra før',
  left: 'Nettstedet på denne maskinen er åpent.',
}
