export const secrets = {
  passphrase: 'Passfrase',
  current: 'Passfrasen nå',
  next: 'Ny passfrase',
  repeat: 'Gjenta passfrasen',
  show: 'Vis passfrasen',
  hide: 'Skjul passfrasen',
  length: 'Minst {n} tegn. Tre–fire ord som ikke hører sammen, er lettere å huske og vanskeligere å gjette.',
  tooShort: 'Passfrasen har {n} tegn. Skriv minst {least}.',
  different: 'De to er ikke like.',
  missing: 'Skriv inn passfrasen.',
  wrong: 'Passfrasen stemmer ikke. Det er forskjell på store og små bokstaver.',
  lostNote: 'Hvis du glemmer passfrasen, må passordene skrives inn på nytt. Alt annet blir som før.',

  locked: {
    title: 'Passordene er låst',
    what: 'Skriv inn passfrasen du valgte, slik at passordene kan brukes.',
    toSave: 'Skriv inn passfrasen du valgte, slik at {what} kan lagres.',
    keychain: 'Passordene er låst. De låses opp med nøkkelringen på maskinen.',
    unlock: 'Lås opp',
    without: 'Fortsett uten',
    withoutWhat:
      'Uten passfrasen kan du opprette koder, se rapporter og eksportere. Passord kan ikke lagres eller brukes. Hvis passfrasen er glemt, kan passordene skrives inn på nytt. Alt annet blir som før.',
    forgotten: 'Passfrasen er glemt',
    unlocked: 'Passordene er låst opp til programmet lukkes.',
  },
  lost: {
    title: 'Passordene kan ikke åpnes her',
    missing:
      'Passordene er kryptert med en nøkkelring som ikke svarer på denne maskinen. Slik blir det når datamappen er flyttet hit fra en annen maskin, eller nøkkelringen er låst eller slettet.',
    other:
      'Passordene er kryptert med en annen nøkkelring enn den på denne maskinen. Slik blir det når datamappen er flyttet hit fra en annen maskin, eller nøkkelringen er laget på nytt.',
    ways: 'Lås opp nøkkelringen hvis den er låst, og prøv igjen. Hvis den er borte, kan passordene ikke åpnes lenger. Fjern dem, og skriv dem inn på nytt.',
    again: 'Prøv igjen',
    remove: 'Fjern passordene …',
    withoutWhat:
      'Uten passordene kan du opprette koder, se rapporter og eksportere. Betaling og e-post som trenger et passord, venter.',
  },
  choose: {
    title: 'Velg en passfrase for passordene',
    whatInstead:
      'Passfrasen beskytter passordene i stedet for nøkkelringen på maskinen. Du skriver den inn én gang hver gang programmet åpnes.',
    what: 'Maskinen har ingen nøkkelring som kan beskytte passordene. Det gjør en passfrase, som du skriver inn én gang hver gang programmet åpnes.',
    toSave: 'Før {what} lagres, velger du en passfrase som beskytter alle passord.',
    button: 'Velg passfrase',
    done: 'Passfrasen er valgt.',
  },
  forget: {
    title: 'Fjerne passfrasen?',
    what: 'Passfrasen og 1 lagret passord fjernes. Passordet må skrives inn på nytt. Alt annet blir som før. | Passfrasen og {n} lagrede passord fjernes. Passordene må skrives inn på nytt. Alt annet blir som før.',
    none: 'Passfrasen fjernes. Ingen passord er lagret. Alt annet blir som før.',
    button: 'Fjern passordene',
    done: 'Passfrasen er fjernet. Passordene må skrives inn på nytt.',
    keychainTitle: 'Fjerne passordene?',
    keychainWhat:
      'Passordene er fjernet. | 1 lagret passord fjernes og må skrives inn på nytt. Alt annet blir som før. | {n} lagrede passord fjernes og må skrives inn på nytt. Alt annet blir som før.',
    keychainDone: 'Passordene er fjernet og må skrives inn på nytt.',
    backups: 'Eldre sikkerhetskopier inneholder fortsatt passordene, kryptert som før.',
    protect: 'Beskytt nye passord med',
    byKeychain: 'Nøkkelringen på maskinen',
    byPassphrase: 'En passfrase',
  },
  backups: {
    title: 'Fjerne eldre sikkerhetskopier?',
    what: 'En eldre sikkerhetskopi inneholder passord fra tidligere, kryptert. | 1 eldre sikkerhetskopi, fra {newest}, inneholder passord slik de var, kryptert. | {n} eldre sikkerhetskopier, fra {oldest} til {newest}, inneholder passord slik de var, kryptert.',
    opened: 'De åpnes fortsatt med passfrasen eller nøkkelringen fra den gang.',
    instead:
      'Programmet tar først en ny sikkerhetskopi av nettstedet slik det er nå. Etterpå kan du ikke gjenopprette noe eldre enn den.',
    others:
      'De andre ligger i en mappe som programmet ikke rydder i. | 1 til ligger i en mappe som programmet ikke rydder i. Fjern den selv. | {n} til ligger i en mappe som programmet ikke rydder i. Fjern dem selv.',
    keep: 'Behold dem',
    remove: 'Ta ny, fjern eldre',
    removing: 'Tar sikkerhetskopi …',
    done: 'En ny sikkerhetskopi er tatt.',
    doneRest: 'Ingen eldre er fjernet. | 1 eldre er fjernet. | {n} eldre er fjernet.',
  },
  card: {
    title: 'Passordbeskyttelse',
    keychain:
      'Passordene er kryptert med nøkkelringen på maskinen. Bare du, på denne maskinen, kan bruke dem.',
    passphrase: 'Passordene er kryptert med en passfrase.',
    passphraseOpen: 'Låst opp til programmet lukkes.',
    passphraseLocked: 'Låst nå: passord kan ikke lagres eller brukes.',
    noneKeychain: 'Ingen passord er lagret ennå. De krypteres med nøkkelringen på maskinen.',
    none: 'Ingen passord er lagret ennå. Denne maskinen har ingen nøkkelring, så de beskyttes med en passfrase du velger.',
    stored: 'Ingen passord er lagret. | 1 passord er lagret. | {n} passord er lagret.',
    never:
      'Et passord vises aldri igjen og er ikke med i eksporter, nettstedsfiler eller logger. I sikkerhetskopier er det kryptert.',
    set: 'Velg passfrase',
    setInstead: 'Bruk passfrase i stedet',
    change: 'Bytt passfrase',
    lock: 'Lås nå',
    unlock: 'Lås opp',
    locked: 'Passordene er låst.',
    changed: 'Passfrasen er byttet. Passordene er kryptert på nytt.',
  },
}
