import type { BackendTexts } from '../backend-texts.ts'

const GO = 'Fortsett til PayPal'

export const backend: BackendTexts = {
  defaultTemplate: (access) => ({
    subject: 'Kampanjekode fra %MerchantName%',
    text: `Hei %AttendeeName%,

Kampanjekode til ${access} hos %MerchantName%:

%PromoCode%

Rabatt: %Discount%
Gjelder for: %AppliesTo%
Gyldig til og med: %ExpirationDate%

Skriv inn koden på betalingssiden, så trekkes rabatten fra prisen.

Har du spørsmål? Kontakt oss på %SupportInfo%.

Vennlig hilsen
%MerchantName%
`,
  }),
  erasedPerson: 'Slettet person',
  returnPages: {
    start: { title: 'Videre til PayPal', text: `Hvis siden ikke går videre av seg selv, velger du «${GO}».` },
    back: { title: 'Ferdig hos PayPal', text: 'Lukk denne siden, og gå tilbake til E-handel.' },
    cancelled: {
      title: 'Avbrutt hos PayPal',
      text: 'Ingenting ble gjort. Lukk denne siden, og gå tilbake til E-handel.',
    },
    gone: {
      title: 'Denne siden gjelder ikke lenger',
      text: 'Gå tilbake til E-handel, og begynn på nytt der hvis det trengs.',
    },
    go: GO,
  },
  simulator: {
    mark: 'Simulator · ingenting trekkes',
    foot: 'Simulatoren er en del av E-handel og brukes i stedet for PayPal i test. Ingen penger flyttes, og ingenting av det du skriver, lagres.',
    approval: {
      title: 'Godkjenn betalingen',
      text: 'Her ville kjøperen ha logget på hos PayPal. Simulatoren har ingen pålogging.',
      shop: 'Selger',
      description: 'Vare',
      amount: 'Beløp',
      approve: (amount) => `Godkjenn ${amount}`,
      cancel: 'Avbryt',
      decline: 'Godkjenn, men la PayPal avslå betalingen',
      echeck: 'Godkjenn, og betal fra en bankkonto',
      review: 'Godkjenn, men la PayPal vurdere betalingen',
    },
    review: {
      title: 'Betalinger som ikke er fullført',
      text: 'Her ville selgeren ha logget på hos PayPal, og godtatt eller avslått dem.',
      none: 'Ingen betalinger venter. Spør PayPal om betalingen i E-handel for å se hvordan den gikk.',
      amount: 'Beløp',
      reason: 'PayPals grunn',
      transaction: 'Transaksjon',
      accept: 'Godta og fullfør',
      decline: 'Avslå',
    },
    grant: {
      title: 'Gi API-tillatelse',
      text: (application) => `${application} ber om å få gjøre dette på vegne av selgeren hos PayPal:`,
      scopes: {
        EXPRESS_CHECKOUT: 'ta imot betaling med PayPal-ekspresskasse',
        DIRECT_PAYMENT: 'ta imot kortbetaling',
        AUTH_CAPTURE: 'reservere og trekke beløp',
        REFUND: 'refundere betalinger',
        TRANSACTION_DETAILS: 'se opplysninger om en betaling',
        TRANSACTION_SEARCH: 'søke i betalinger',
        REFERENCE_TRANSACTION: 'trekke nye beløp ut fra en tidligere betaling',
        RECURRING_PAYMENTS: 'ta imot faste betalinger',
        ACCOUNT_BALANCE: 'se saldoen',
      },
      grant: 'Gi tillatelse',
      deny: 'Avslå',
    },
    card: {
      title: 'Betal med kort',
      text: 'Her tar PayPals egen side imot kortet. Bruk et av PayPals testkort.',
      number: 'Kortnummer',
      expires: 'Utløper (MM/ÅÅ)',
      cvv: 'Sikkerhetskode',
      pay: (amount) => `Betal ${amount}`,
      cancel: 'Avbryt',
      cards: 'PayPals testkort',
      wrong: {
        7: 'Kortet må ha startdato eller utgavenummer, og det tar ikke simulatoren imot. Bruk et annet testkort.',
        23: 'Kortnummeret er ikke et av PayPals testkort. Velg et fra listen under.',
        24: 'Utløpsdatoen er passert eller skrevet feil. Skriv måned og år som MM/ÅÅ.',
        25: 'Selgeren tar ikke imot denne korttypen. Bruk Visa eller MasterCard.',
      },
    },
    over: {
      gone: {
        title: 'Denne siden gjelder ikke lenger',
        text: 'Gå tilbake til E-handel, og begynn på nytt der.',
      },
      expired: {
        title: 'Tiden er ute',
        text: 'Ingenting ble gjort. Gå tilbake til E-handel, og begynn på nytt der.',
      },
      completed: {
        title: 'Dette er allerede gjort',
        text: 'Lukk denne siden, og gå tilbake til E-handel.',
      },
    },
    home: {
      title: 'PayPal-simulator',
      text: 'Denne serveren svarer som PayPals testsystemer, bare på denne maskinen og bare i test. Den stopper når E-handel lukkes, og glemmer da alt.',
      amounts: 'Beløp som gir andre svar',
      accounts: 'Kontoer som gir andre svar',
      amountRows: [
        ['0–1000', 'Godkjent (Payflow)'],
        ['1012', 'Avslått, RESULT 12. Beløp fra 1001 til 2000 gir beløpet minus 1000 som svar (Payflow).'],
        [
          '1126, 1127',
          'Holdes tilbake av svindelfiltrene, RESULT 126 og 127 (Payflow). Åpne /review for å godta eller avslå.',
        ],
        ['over 2000', 'Avslått (Payflow)'],
        ['104,86', 'PayPal avslår kjøperens betalingsmåte (ekspresskasse og REST).'],
      ],
      accountRows: [
        ['feil', 'Passord, signatur eller klient-ID med «feil» eller «wrong» i seg avvises.'],
        ['unknown', 'Kontoen med denne påloggings-ID-en finnes ikke (Payflow).'],
        ['nogrant@…', 'E-postadresser som begynner slik, har ikke gitt API-tillatelse.'],
      ],
    },
  },
}
