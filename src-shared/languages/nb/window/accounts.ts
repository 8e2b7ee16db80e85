import { labels } from '../labels.ts'
import { commerceWords } from '../wording/commerce-words.ts'

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
    label: 'Tester går til',
    simulator: 'Simulator',
    sandbox: 'PayPal Sandbox',
    what: {
      simulator:
        'Den innebygde simulatoren svarer som PayPals testsystemer, uten nett og uten konto. Gjelder hele nettstedet.',
      sandbox:
        'PayPals eget testmiljø. Det trenger nett og en konto i PayPal Sandbox. Gjelder hele nettstedet.',
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
      sandbox: 'Gitt i PayPal Sandbox {when}',
      live: 'Gitt hos PayPal {when}',
    },
    givenInSimulator: 'Simulatoren bekreftet tillatelsen for {account}. I PayPal Sandbox må den gis for seg.',
    givenFor: 'PayPal bekreftet tillatelsen for {account}.',
    other: 'Gitt for {account}, ikke for påloggingen i skjemaet',
    starting: 'Spør PayPal om en tillatelse.',
    waiting: 'Venter på PayPal',
    waitingWhat: 'Godta på siden som er åpnet i nettleseren. Forespørselen gjelder til {time}.',
    openAgain: 'Åpne siden igjen',
    cancel: 'Avbryt',
    ended: {
      cancelled: 'Tillatelsen ble ikke gitt hos PayPal. Ingenting er registrert.',
      expired: 'Forespørselen utløp før du kom tilbake fra PayPal. Ingenting er registrert.',
    },
    again: 'Be om tillatelsen på nytt når du vil.',
    done: {
      simulator: 'Simulatoren har bekreftet tillatelsen for {services}.',
      sandbox: 'PayPal Sandbox har bekreftet tillatelsen for {services}.',
      live: 'PayPal har bekreftet tillatelsen for {services}.',
    },
    doneRest: 'Nettstedet kan nå kjøre transaksjoner på vegne av selgeren.',
    withdrawnRest: 'Den er også trukket tilbake der den ble gitt.',
    withdrawnLive:
      'Den er også trukket tilbake hos PayPal. Produksjon er ikke komplett før den er gitt igjen.',
    self: 'Gi den selv hos PayPal',
    selfWhy:
      'Når PayPal ikke tar imot forespørsler om tillatelse fra nye nettsteder, gis den på denne måten.',
    obstacles: {
      'no-login': `Fyll ut «${commerceWords.fields.paypalEmail}», og velg «${labels.update}» før tillatelsen kan gis.`,
      unsaved: `Påloggingen er ikke lagret. Velg «${labels.update}» før tillatelsen kan gis.`,
      live: 'En ny pålogging kan ikke få tillatelse mens tjenesten er i produksjon. Gå tilbake til test, lagre den som produksjonskonto, og gi tillatelsen der.',
      'no-caller': 'Nettstedet har ingen egen API-konto hos PayPal ennå.',
    },
  },

  api: {
    saving: 'passordet og signaturen til API-kontoen',
    label: labels.apiAccount,
    about: 'Kontoen som kjører transaksjonene på vegne av selgeren.',
    none: 'Ikke lagt inn',
    incomplete: '{name}, passord eller signatur mangler',
    simulator: 'Simulatoren har sin egen',
    add: 'Legg inn',
    change: 'Endre',
    title: { test: 'Nettstedets API-konto for test', production: 'Nettstedets API-konto for produksjon' },
    what: 'Ekspresskassen kjøres på vegne av selgeren av nettstedets egen API-konto. Du finner opplysningene hos PayPal under «API access».',
    userName: 'API-brukernavn',
    password: 'API-passord',
    signature: 'Signatur',
    applicationId: 'App-ID',
    applicationIdHint: {
      test: 'Trengs for å be om tillatelser. APP-80W284485P519543T er felles for alle i PayPal Sandbox.',
      production: 'Trengs for å be om tillatelser. PayPal gir den når appen er godkjent.',
    },
    required: 'Skriv inn API-brukernavnet.',
    save: 'Lagre API-kontoen',
    saved: 'API-kontoen er lagret for {mode}.',
    savedRest: 'Kontroller tilkoblingen for å se om PayPal godtar den.',
  },

  /** What PayPal plans for its older products; `domain/commerce/phase-outs.ts` has the pages, and when they were read. */
  retiring: {
    express:
      'PayPal har ikke utviklet ekspresskassen videre siden 1. januar 2017, men støtter fortsatt selgerne som bruker den. Bare en generell side nevner slutten av 2026, og den nevner ingen produkter ved navn.',
    payflow:
      'PayPal oppgir ingen dato for Payflow. Bare en generell side nevner slutten av 2026 for eldre løsninger, og den nevner ingen produkter ved navn.',
    uk: 'PayPal tar ikke imot nye brukere av Website Payments Pro og krever at de som bruker det, går over til en løsning med EMV 3DS (PSD2): Advanced Credit and Debit Card Payments. Ingen dato er oppgitt.',
    read: 'Slik sto det hos PayPal i {month}.',
    page: 'PayPals side om produktet',
    general: 'PayPals generelle side',
    move: 'Flytt til PayPal Checkout (REST)',
    moved: 'Leverandøren i skjemaet er nå PayPal Checkout (REST).',
    movedRest: `Fyll ut «${commerceWords.fields.clientId}» og «${commerceWords.fields.clientSecret}», og velg «${labels.update}».`,
  },
  move: {
    title: 'Flytte til {successor}?',
    left: 'Følger ikke med',
    kept: 'Følger med',
    value: '{field}: {value}',
    currency: '{before} blir {after}',
    account: 'Kontoen: {fields}',
    cards: 'Kjøperne betaler hos PayPal, også med kort. Hvilke kort som tas imot, bestemmes der.',
    rest: `Valgene for {product} blir tatt vare på og gjelder igjen hvis du velger den leverandøren. Fyll ut «${commerceWords.fields.clientId}» og «${commerceWords.fields.clientSecret}» etter flyttingen. Ingenting gjelder før du velger «${labels.update}».`,
    button: 'Flytt',
  },
  rest: {
    where:
      'Du finner klient-ID og klienthemmelighet ved REST-appen din hos PayPal. I test brukes appen i PayPal Sandbox.',
    open: 'Åpne PayPals apper',
  },
}
