import type { PaypalTexts } from '../../../wording/paypal-words.ts'
import { labels } from '../labels.ts'

export const paypalWords: PaypalTexts = {
  // The account
  'authentication-failed': {
    fact: 'PayPal kjente ikke igjen påloggingen.',
    remedy:
      'Kontroller ID-er og passord, der det er forskjell på store og små bokstaver, og om kontoen bare slipper inn bestemte IP-adresser.',
  },
  'account-unknown': {
    fact: 'PayPal finner ingen slik konto.',
    remedy: 'Kontroller partner-ID og påloggings-ID, og at kontoen er aktivert hos PayPal.',
  },
  'account-restricted': {
    fact: 'PayPal har begrenset eller stengt kontoen til selgeren.',
    remedy: 'Se hos PayPal hva som må gjøres før kontoen kan ta imot betalinger igjen.',
  },
  'account-not-verified': {
    fact: 'Selgeren har ikke bekreftet PayPal-kontoen.',
    remedy: 'Bekreft e-postadressen og bankkontoen hos PayPal, og prøv igjen.',
  },
  'permission-denied': {
    fact: 'PayPal lar ikke denne kontoen gjøre dette.',
    remedy: 'Gi brukeren rettigheten hos PayPal, eller be selgeren gi API-tillatelsen på nytt.',
  },
  'grant-missing': {
    fact: 'Selgeren har ikke gitt API-tillatelse.',
    remedy: `Velg «${labels.grantAtPaypal}» i skjemaet, og fullfør hos PayPal.`,
  },
  'grant-withdrawn': {
    fact: 'API-tillatelsen er trukket tilbake hos PayPal.',
    remedy: 'Be selgeren gi den på nytt.',
  },
  'feature-not-enabled': {
    fact: 'PayPal-kontoen har ikke denne funksjonen.',
    remedy: 'Bestill den hos PayPal, eller velg en annen PayPal-kontotype.',
  },
  'express-disabled': {
    fact: 'Ekspresskasse er slått av for PayPal-kontoen.',
    remedy: 'Be PayPal slå den på, eller tilby kjøperne en annen måte å betale på.',
  },
  'card-type-not-enabled': {
    fact: 'PayPal-kontoen tar ikke imot denne korttypen.',
    remedy: 'Slå den på hos PayPal, eller fjern merkingen av den i skjemaet.',
  },
  'currency-not-supported': {
    fact: 'PayPal-kontoen tar ikke imot denne valutaen.',
    remedy: 'Velg en annen valuta i skjemaet, eller legg til valutaen i kontoen hos PayPal.',
  },
  'test-account-on-live-host': {
    fact: 'Dette er en testkonto, og PayPals ekte system kjenner den ikke.',
    remedy: 'Skriv inn kontoen for produksjon, eller bruk denne i test.',
  },
  // The payment
  declined: {
    fact: 'Banken avslo betalingen.',
    remedy: 'Be kjøperen kontrollere opplysningene eller betale på en annen måte.',
    inTest:
      'Velg et annet beløp, for testsystemet svarer etter beløpet, og med Payflow avslår det alt over 1000.',
  },
  referral: {
    fact: 'Banken vil godkjenne betalingen over telefon.',
    remedy: 'Be kjøperen ringe banken sin eller betale på en annen måte.',
    inTest: 'Velg et annet beløp, for 1013 får dette svaret i testsystemet.',
  },
  'insufficient-funds': {
    fact: 'Det er ikke dekning på kontoen.',
    remedy: 'Be kjøperen betale på en annen måte.',
  },
  'over-limit': {
    fact: 'Beløpet er over grensen for kortet eller kontoen.',
    remedy: 'Be kjøperen betale på en annen måte.',
  },
  'invalid-card-number': {
    fact: 'Kortnummeret er ikke gyldig.',
    remedy: 'Kontroller sifrene.',
    inTest: 'Bruk et av testkortene, for testsystemet tar ikke imot andre kort.',
  },
  'invalid-card-expiry': {
    fact: 'Utløpsdatoen er feil, eller kortet er utløpt.',
    remedy: 'Kontroller måned og år.',
  },
  'card-detail-missing': {
    fact: 'Kortet trenger en startdato eller et utstedelsesnummer.',
    remedy: 'Be kjøperen bruke et annet kort.',
  },
  'avs-failed': {
    fact: 'Adressen stemmer ikke med den banken har.',
    remedy: 'Be kjøperen kontrollere adressen.',
    inTest: 'Bruk en gateadresse som begynner med et tall fra 000 til 333.',
  },
  'cvv-mismatch': {
    fact: 'Sikkerhetskoden (CVV) stemmer ikke.',
    remedy: 'Kontroller de siste sifrene bak på kortet, eller foran på et AMEX-kort.',
    inTest: 'Bruk en CVV fra 001 til 300, som stemmer i testsystemet.',
  },
  'fraud-declined': {
    fact: 'Svindelfilteret i PayPal-kontoen stoppet betalingen.',
    remedy: 'Kontroller filtrene hos PayPal.',
  },
  'held-for-review': {
    fact: 'PayPal holder betalingen tilbake til noen har sett på den.',
    remedy: 'Godta eller avslå den hos PayPal.',
  },
  'not-completed-yet': {
    fact: 'PayPal har ikke fullført betalingen ennå.',
    remedy: 'Vent litt: PayPal spørres igjen automatisk.',
  },
  'buyer-authentication-failed': {
    fact: 'Kjøperen ble ikke bekreftet av banken sin.',
    remedy: 'Be kjøperen prøve igjen eller betale på en annen måte.',
  },
  'address-invalid': {
    fact: 'PayPal godtar ikke adressen til kjøperen.',
    remedy: 'Be kjøperen rette adressen hos PayPal eller velge en annen.',
  },
  'invalid-amount': {
    fact: 'PayPal kan ikke bruke dette beløpet.',
    remedy: 'Velg et annet beløp.',
    inTest: 'Velg et beløp over null og høyst 1000.',
  },
  'amount-over-maximum': { fact: 'Beløpet er større enn PayPal tillater.', remedy: 'Velg et mindre beløp.' },
  'totals-mismatch': {
    fact: 'Summen stemmer ikke med delene av den.',
    remedy: 'Prøv igjen, eller velg et annet beløp hvis det skjer på nytt.',
  },
  duplicate: {
    fact: 'PayPal har fått denne betalingen før.',
    remedy: 'Se i listen om den er gjennomført, før du prøver på nytt.',
  },
  'in-progress': {
    fact: 'PayPal er ikke ferdig med dette ennå.',
    remedy: 'Vent litt, for PayPal blir spurt på nytt automatisk.',
  },
  // The buyer at PayPal
  'buyer-cancelled': {
    fact: 'Kjøperen avbrøt hos PayPal.',
    remedy: 'Ingenting er trukket, så du kan starte på nytt når du vil.',
  },
  'buyer-not-approved': {
    fact: 'Kjøperen har ikke godkjent betalingen hos PayPal.',
    remedy: 'Åpne PayPal-siden igjen og godkjenn, eller start på nytt.',
  },
  'buyer-other-method': {
    fact: 'PayPal kan ikke trekke pengene slik kjøperen valgte.',
    remedy: 'Be kjøperen velge et annet kort eller en annen konto hos PayPal.',
  },
  'token-invalid': { fact: 'PayPal kjenner ikke igjen denne økten.', remedy: 'Start betalingen på nytt.' },
  'token-expired': { fact: 'Økten hos PayPal er utløpt.', remedy: 'Start betalingen på nytt.' },
  'token-used': {
    fact: 'Økten hos PayPal er brukt fra før.',
    remedy: 'Se i listen om betalingen er gjennomført, før du starter på nytt.',
  },
  'payer-invalid': {
    fact: 'Det var en annen kjøper som godkjente hos PayPal.',
    remedy: 'Start betalingen på nytt.',
  },
  // What follows a payment
  'original-not-found': {
    fact: 'PayPal finner ikke betalingen det gjelder.',
    remedy: 'Let etter den hos PayPal.',
    inTest: 'Start en ny betaling, for simulatoren glemmer alt når programmet lukkes.',
  },
  'original-failed': {
    fact: 'Betalingen det gjelder, ble ikke gjennomført.',
    remedy: 'Det er ingenting å trekke, annullere eller refundere.',
  },
  'already-captured': { fact: 'Beløpet er trukket fra før.', remedy: 'Du trenger ikke gjøre noe mer.' },
  'cannot-capture': {
    fact: 'Det reserverte beløpet kan ikke trekkes.',
    remedy: 'Se hos PayPal om det er trukket fra før eller frigitt, og start ellers en ny betaling.',
  },
  'cannot-void': {
    fact: 'Betalingen kan ikke annulleres lenger.',
    remedy: 'Refunder beløpet i stedet.',
  },
  'cannot-refund': {
    fact: 'Beløpet kan ikke refunderes.',
    remedy: 'Se hos PayPal om det er refundert fra før.',
  },
  'payment-pending': {
    fact: 'PayPal har ikke mottatt pengene ennå, så de kan ikke refunderes.',
    remedy: 'Refunder når betalingen er gjennomført.',
  },
  'partly-refunded': {
    fact: 'En del av beløpet er refundert fra før, så det er mindre igjen.',
    remedy: 'Se hos PayPal hvor mye som er igjen, og refunder resten der.',
  },
  'refund-not-covered': {
    fact: 'Det er ikke nok penger på PayPal-kontoen til refusjonen.',
    remedy: 'Sett inn penger på PayPal-kontoen, og refunder på nytt.',
  },
  'refund-too-late': {
    fact: 'PayPals frist for å refundere denne betalingen er ute.',
    remedy: 'Bli enig med kjøperen om en annen måte å få pengene tilbake på.',
  },
  disputed: {
    fact: 'Kjøperen har klaget på betalingen hos PayPal eller i banken.',
    remedy: 'Løs saken i PayPals løsningssenter, der pengene også kan gis tilbake.',
  },
  // The call
  'invalid-request': {
    fact: 'PayPal forsto ikke en av opplysningene.',
    remedy: 'Se PayPals eget svar for hvilken det er, og rett den.',
  },
  'type-not-supported': {
    fact: 'PayPal-kontoen har ikke denne måten å betale på.',
    remedy: 'Velg en annen PayPal-kontotype eller en annen måte å betale på.',
  },
  'rate-limited': {
    fact: 'PayPal har fått for mange forespørsler på kort tid.',
    remedy: 'Vent et par minutter og prøv igjen.',
  },
  'processor-unavailable': { fact: 'Banken bak PayPal svarer ikke nå.', remedy: 'Prøv igjen om litt.' },
  'processor-timed-out': {
    fact: 'Banken svarte ikke PayPal i tide.',
    remedy: 'Spør PayPal hva som skjedde med betalingen før du prøver igjen.',
  },
  'internal-error': { fact: 'Noe gikk galt hos PayPal.', remedy: 'Prøv igjen om litt.' },
  'malformed-answer': {
    fact: 'Svaret fra PayPal kunne ikke leses.',
    remedy: 'Prøv igjen, og kontroller om noe på nettverket endrer trafikken.',
  },
  unrecognised: {
    fact: 'PayPal svarte noe som programmet ikke kjenner.',
    remedy: 'Kontakt PayPal hvis svaret ikke er tydelig nok.',
  },
  // The line
  offline: {
    fact: 'Maskinen er ikke på nett.',
    remedy: 'Koble til og prøv igjen, eller velg simulatoren i test, som ikke trenger nett.',
  },
  'host-unknown': {
    fact: 'PayPals adresse ble ikke funnet.',
    remedy: 'Kontroller nettverket og DNS, og prøv igjen.',
  },
  'connection-refused': {
    fact: 'PayPal tok ikke imot forbindelsen.',
    remedy: 'Kontroller om en brannmur stenger, og prøv igjen.',
    inTest:
      'Kontroller om en brannmur stenger, eller lukk og åpne programmet hvis det er simulatoren som ikke svarer.',
  },
  'connection-lost': {
    fact: 'Forbindelsen til PayPal ble brutt.',
    remedy: 'Hvis en betaling var i gang, må du spørre PayPal om den før du prøver igjen.',
  },
  'certificate-refused': {
    fact: 'Det som svarte, kunne ikke vise at det er PayPal.',
    remedy:
      'Send ingenting før IT-avdelingen har kontrollert nettverket, for en mellomtjener kan stå imellom.',
  },
  'proxy-refused': {
    fact: 'Mellomtjeneren (proxyen) slapp ikke forespørselen gjennom.',
    remedy: 'Kontroller systemets proxyinnstillinger, eller be IT-avdelingen slippe PayPal gjennom.',
  },
  'timed-out': {
    fact: 'PayPal svarte ikke i tide.',
    remedy: 'Hvis en betaling var i gang, må du spørre PayPal om den før du prøver igjen.',
  },
}
