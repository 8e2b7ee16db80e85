import { labels } from '../labels.ts'

/** Accounts at PayPal: connection, permission, the site's own API account, and the way over to PayPal Checkout (REST). */
export const accounts = {
  where: { simulator: 'Simulator', sandbox: 'PayPal Sandbox', live: 'PayPal Live' },
  atWhen: '{where}, {when}',

  connection: {
    check: 'Kontroller tilkobling',
    cancel: 'Avbryt kontrollen',
    checking: 'Spør {where}',
    good: 'Tilkoblet',
    old: 'Ikke kontrollert på {n} dager',
    bad: 'Ikke tilkoblet',
    unknown: 'Fikk ikke svar',
    unchecked: 'Ikke kontrollert',
    changed: 'Ikke kontrollert etter endringen',
    noMoney: 'Kontrollen flytter ingen penger.',
    answer: 'Svaret fra PayPal',
    missing: 'Fyll ut {fields} før tilkoblingen kan kontrolleres.',
    noCaller: 'Legg inn nettstedets API-konto før tilkoblingen kan kontrolleres.',
  },

  target: {
    label: 'Testen går til',
    simulator: 'Simulator',
    sandbox: 'PayPal Sandbox',
    what: {
      simulator:
        'Den innebygde simulatoren svarer som PayPals testsystemer, uten nett og uten konto. Gjelder hele nettstedet.',
      sandbox: 'PayPals eget testmiljø. Det trenger nett og en sandkassekonto. Gjelder hele nettstedet.',
    },
  },

  grant: {
    ask: labels.grantAtPaypal,
    askWhat:
      'PayPals side åpnes i nettleseren. Logg på som {login}, og godta. Tillatelsen registreres når du kommer tilbake.',
    askWhatNoLogin:
      'PayPals side åpnes i nettleseren. Logg på, og godta. Tillatelsen registreres når du kommer tilbake.',
    given: {
      simulator: 'Gitt i simulatoren {when}',
      sandbox: 'Gitt i PayPals sandkasse {when}',
      live: 'Gitt hos PayPal {when}',
    },
    givenInSimulator:
      'Simulatoren bekreftet tillatelsen for {account}. I PayPals sandkasse må den gis for seg.',
    givenFor: 'PayPal bekreftet tillatelsen for {account}.',
    other: 'Gitt for {account}, ikke for påloggingen i skjemaet',
    starting: 'Spør PayPal om en tillatelse.',
    waiting: 'Venter på PayPal',
    waitingWhat: 'Godta på siden som er åpnet i nettleseren. Forespørselen gjelder til {time}.',
    openAgain: 'Åpne siden igjen',
    cancel: 'Avbryt',
    ended: {
      cancelled: 'Tillatelsen ble ikke gitt hos PayPal. Ingenting er registrert.',
      expired: 'Ingen kom tilbake fra PayPal i tide. Ingenting er registrert.',
    },
    again: 'Be om tillatelsen på nytt når du vil.',
    done: 'PayPal har bekreftet tillatelsen for {services}.',
    doneRest: 'Nettstedet kan nå kjøre transaksjoner i forhandlerens navn.',
    withdrawnRest: 'Den er også trukket tilbake der den ble gitt.',
    withdrawnLive:
      'Den er også trukket tilbake hos PayPal. Produksjon er ikke komplett før den er gitt igjen.',
    self: 'Gi den selv hos PayPal',
    selfWhy: 'PayPal tar ikke imot nye nettsteder i tillatelsestjenesten. Da gis tillatelsen på denne måten.',
    obstacles: {
      'no-login': 'Skriv inn PayPal-e-postadressen for pålogging, og oppdater, før tillatelsen kan gis.',
      unsaved: 'Påloggingen er ikke lagret. Oppdater før tillatelsen kan gis.',
      live: 'En ny pålogging kan ikke få tillatelse mens tjenesten er i produksjon. Gå tilbake til test, lagre den som produksjonskonto, og gi tillatelsen der.',
      'no-caller': 'Nettstedet har ingen egen API-konto hos PayPal ennå.',
    },
  },

  api: {
    saving: 'passordet og signaturen til API-kontoen',
    label: labels.apiAccount,
    about: 'Kontoen som kjører transaksjonene i forhandlerens navn.',
    none: 'Ikke lagt inn',
    incomplete: '{name}, passord eller signatur mangler',
    simulator: 'Simulatoren har sin egen',
    add: 'Legg inn',
    change: 'Endre',
    title: { test: 'Nettstedets API-konto for test', production: 'Nettstedets API-konto for produksjon' },
    what: 'Ekspresskassen kjøres i forhandlerens navn av nettstedets egen API-konto. Opplysningene står hos PayPal under «API access».',
    userName: 'API-brukernavn',
    password: 'API-passord',
    signature: 'Signatur',
    applicationId: 'App-ID',
    applicationIdHint: {
      test: 'Trengs for å be om tillatelser. APP-80W284485P519543T er felles for alle i sandkassen.',
      production: 'Trengs for å be om tillatelser. PayPal gir den når appen er godkjent.',
    },
    required: 'Skriv API-brukernavnet.',
    save: 'Lagre API-kontoen',
    saved: 'API-kontoen er lagret for {mode}.',
    savedRest: 'Kontroller tilkoblingen for å se om PayPal godtar den.',
  },

  retiring: {
    express: 'PayPal avvikler den klassiske ekspresskassen innen utgangen av 2026.',
    payflow: 'PayPal avvikler eldre tjenester i løpet av 2026. Payflow har ingen dato.',
    uk: 'PayPal selger ikke produktet lenger, og avvikler eldre tjenester i løpet av 2026.',
    move: 'Flytt til PayPal Checkout (REST)',
    moved: 'Leverandøren i skjemaet er nå PayPal Checkout (REST).',
    movedRest:
      'Valuta, selgernavn og tekster er med. Fyll ut klient-ID og klienthemmelighet fra PayPal, og oppdater.',
  },
  rest: {
    where:
      'Klient-ID og klienthemmelighet står ved REST-appen din hos PayPal. I test brukes appen i sandkassen.',
    open: 'Åpne PayPals apper',
  },
}
