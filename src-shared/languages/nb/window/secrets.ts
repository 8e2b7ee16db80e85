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
  missing: 'Skriv passfrasen.',
  wrong: 'Passfrasen stemmer ikke. Det er forskjell på store og små bokstaver.',
  lostNote: 'Glemmes passfrasen, må PayPal-passordene angis på nytt. Alt annet er uberørt.',

  locked: {
    title: 'Hemmelighetene er låst',
    what: 'Skriv passfrasen du valgte, så kan passordene brukes.',
    keychain: 'Passordene er låst. De låses opp med maskinens nøkkelring.',
    unlock: 'Lås opp',
    without: 'Fortsett uten',
    withoutWhat:
      'Uten passfrasen kan du lage koder, se rapporter og eksportere. Passord kan ikke lagres eller brukes. Er passfrasen glemt, kan passordene angis på nytt; alt annet er uberørt.',
    forgotten: 'Passfrasen er glemt',
    unlocked: 'Passordene er låst opp til programmet lukkes.',
  },
  lost: {
    title: 'Passordene kan ikke åpnes her',
    missing:
      'Passordene er forseglet med en nøkkelring som ikke svarer på denne maskinen. Slik blir det når datamappen er flyttet hit fra en annen maskin, eller nøkkelringen er låst eller slettet.',
    other:
      'Passordene er forseglet med en annen nøkkelring enn den på denne maskinen. Slik blir det når datamappen er flyttet hit fra en annen maskin, eller nøkkelringen er laget på nytt.',
    ways: 'Lås opp nøkkelringen hvis den er låst, og prøv igjen. Er den borte, kan passordene ikke åpnes lenger. Fjern dem, og angi dem på nytt.',
    again: 'Prøv igjen',
    remove: 'Fjern passordene …',
    withoutWhat:
      'Uten passordene kan du lage koder, se rapporter og eksportere. Betaling og e-post som trenger et passord, venter.',
  },
  choose: {
    title: 'Velg en passfrase for passordene',
    whatInstead:
      'Passfrasen verner passordene i stedet for maskinens nøkkelring. Den spørres om én gang hver gang programmet åpnes.',
    what: 'Denne maskinen har ingen nøkkelring som kan verne PayPal-passordene. En passfrase verner dem i stedet; den spørres om én gang hver gang programmet åpnes.',
    button: 'Velg passfrase',
    done: 'Passfrasen er valgt.',
  },
  forget: {
    title: 'Gi opp passfrasen?',
    what: 'Passfrasen og 1 lagret passord fjernes. Passordet må angis på nytt. Alt annet er uberørt. | Passfrasen og {n} lagrede passord fjernes. Passordene må angis på nytt. Alt annet er uberørt.',
    none: 'Passfrasen fjernes. Ingen passord er lagret. Alt annet er uberørt.',
    button: 'Fjern passordene',
    done: 'Passfrasen er gitt opp. Passordene må angis på nytt.',
    keychainTitle: 'Fjerne passordene?',
    keychainWhat:
      'Passordene er fjernet. | 1 lagret passord fjernes, og må angis på nytt. Alt annet er uberørt. | {n} lagrede passord fjernes, og må angis på nytt. Alt annet er uberørt.',
    keychainDone: 'Passordene er fjernet, og må angis på nytt.',
    backups: 'Eldre sikkerhetskopier inneholder fortsatt passordene, kryptert som før.',
    protect: 'Vern nye passord med',
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
    remove: 'Ta ny, og fjern de eldre',
    removing: 'Tar sikkerhetskopi …',
    done: 'En ny sikkerhetskopi er tatt.',
    doneRest: 'Ingen eldre er fjernet. | 1 eldre er fjernet. | {n} eldre er fjernet.',
  },
  card: {
    title: 'Vern av passord',
    keychain: 'Passordene er forseglet med maskinens nøkkelring. Bare du, på denne maskinen, kan bruke dem.',
    passphrase: 'Passordene er forseglet med en passfrase.',
    passphraseOpen: 'Låst opp til programmet lukkes.',
    passphraseLocked: 'Låst nå: passord kan ikke lagres eller brukes.',
    noneKeychain: 'Ingen passord er lagret ennå. De forsegles med maskinens nøkkelring.',
    none: 'Ingen passord er lagret ennå. Denne maskinen har ingen nøkkelring, så de vernes med en passfrase du velger.',
    stored: 'Ingen passord er lagret. | 1 passord er lagret. | {n} passord er lagret.',
    never:
      'Et passord vises aldri igjen, og er ikke med i eksporter, nettstedsfiler eller logger. I sikkerhetskopier er det kryptert.',
    set: 'Velg passfrase',
    setInstead: 'Bruk passfrase i stedet',
    change: 'Bytt passfrase',
    lock: 'Lås nå',
    unlock: 'Lås opp',
    locked: 'Passordene er låst.',
    changed: 'Passfrasen er byttet. Passordene er kryptert på nytt.',
  },
}
