import type { HelpTexts } from '../../help-texts.ts'

const partnerLogin = 'som nettstedet bruker til å logge på serveren til betalingsbehandling.'
const cards =
  'Merk av for kortene som nettstedet godtar. Hvilke du kan velge mellom, følger av PayPal-kontotypen. Med Website Payments Pro vises ikke feltet, fordi kortet oppgis hos PayPal.'

export const help: HelpTexts = {
  commerce: {
    services:
      'Merk av for tjenestene du vil aktivere e-handel for. Hvis du velger både Webex Events og Webex Training, gjelder endringene du gjør for den ene, automatisk for den andre.',
    mode: 'I Test prøver du endringene uten å foreta faktiske transaksjoner.\nNår konfigurasjonen er fullført, velger du Produksjon og deretter Oppdater for å gjøre endringene tilgjengelige.',
    provider:
      'Den elektroniske betalingstjenesten som behandler kredittkorttransaksjonene. Feltene under følger av hva du velger. Velg det samme produktet som du har avtale om hos PayPal.',
    currency:
      'Valutasymbolet som vises på nettstedet. Payflow Pro støtter bare USD (amerikanske dollar). Der det er mulig å bruke en annen valuta, velger du Endre.',
    currencyExpress:
      'Valutasymbolet som vises på nettstedet. Ekspresskassen i Canada har CAD (kanadiske dollar) som standardvaluta, og i USA USD (amerikanske dollar). Velg Endre for å bruke en annen.',
    partnerId:
      'Identifikasjonsnummeret eller navnet på den elektroniske betalingstjenesten. I produksjon bruker du ID-en som betalingstjenesten tilbyr.',
    vendor: `Selgerens identifikasjonsnummer eller navn ${partnerLogin}`,
    userId: `Brukerens identifikasjonsnummer eller navn ${partnerLogin}`,
    password: `Passordet ${partnerLogin}\nPassordet lagres kryptert og vises aldri igjen.`,
    clientId:
      'ID-en til REST-appen hos PayPal. Du finner den under «Apps & Credentials» på PayPals utviklersider.',
    clientSecret:
      'Hemmeligheten som hører til klient-ID-en. Du finner den samme sted hos PayPal. Den lagres kryptert og vises aldri igjen.',
    paypalEmail: 'E-postadressen som selgeren logger på PayPal-kontoen med.',
    grant:
      'Kreves for at Webex kan kjøre transaksjonen på dine vegne. Velg koblingen og følg instruksjonene som vises.',
    accountType:
      'Website Payments Pro: Betalinger kontrolleres på PayPals side. Feltet for valg av kreditt- eller debetkort vises ikke.\nPayflow-utgavene og Payflow Pro: Feltet for kort vises, med kortene som står under navnet.',
    cards,
    cardsUk: cards,
    express:
      'Merk av for å aktivere ekspresskassen. Kjøperen starter og avslutter betalingsprosessen på nettstedet ditt, og logger på PayPal-kontoen sin underveis.',
    merchantName: 'Navnet du vil skal vises for bedriften eller organisasjonen på betalingssiden.',
    support:
      'En e-postadresse eller et telefonnummer som deltakerne kan bruke til å få hjelp med betalingstransaksjoner på nettet.',
    header: 'Teksten du vil skal vises i overskriften for betalingssiden.',
    footer: 'Teksten du vil skal vises i bunnteksten for betalingssiden.',
  },
  create: {
    service: 'Tjenesten du vil opprette kampanjekoder for. Koden kan ikke brukes i den andre tjenesten.',
    appliesTo:
      'Om koden gjelder for alle programmer, hendelser og økter i tjenesten, eller bare for en bestemt type, for eksempel direktesendte hendelser.',
    recipients:
      'Velg én mottaker for å skrive inn navn og e-post. Velg fil når flere skal ha hver sin kode. Koder uten mottaker kan du dele ut senere.',
    name: 'Navnet på mottakeren av den nye kampanjekoden: en bedrift eller en person.',
    email: 'E-postadressen til mottakeren. Hvis du har mange, kan du laste opp en fil i stedet.',
    file: 'En tekstfil (.txt), en fil med kommadelte verdier (CSV) eller en Excel-arbeidsbok, med én mottaker på hver linje: e-postadresse og navn.\nHvis navnet mangler, brukes det som står foran @ i adressen, både i e-posten (%AttendeeName%) og som mottakernavn i rapporten.',
    codeType:
      'Systemgenerert: Systemet lager kodene, og du angir antallet.\nEnkel egendefinert: Du skriver én kode selv.\nEgne koder: En fil har kodene, én i hver rad.',
    perRecipient: 'Hvor mange nye koder hver mottaker får.',
    count: 'Hvor mange nye koder mottakeren får.',
    length:
      'Antall tegn i kodene som systemet lager. Jo flere koder du oppretter, desto lengre må de være for å være vanskelige å gjette.',
    prefix: 'Tegn som alle kodene skal begynne med, for eksempel VAAR. De teller ikke med i lengden.',
    suffix: 'Tegn som alle kodene skal slutte med. De teller ikke med i lengden.',
    groupSize:
      'Deler kodene i grupper med bindestrek mellom, slik at de er lettere å lese og skrive av: VAAR-XXXX-XXXX. Den siste gruppen kan bli kortere.',
    customCode: 'En valgfri kode med bokstaver, sifre, bindestrek og understrek.',
    usage: 'Om koden kan brukes én gang, flere ganger eller et ubegrenset antall ganger før den utløper.',
    times: 'Hvor mange ganger hver kode kan brukes før den er brukt opp.',
    discountType: 'Om rabatten er et fast beløp eller en prosentandel av prisen.',
    discount: 'Beløpet (i USD, CAD eller GBP) eller prosentandelen som trekkes fra prisen.',
    currency: 'Valutaen for det faste beløpet. Koden kan bare brukes til betalinger i samme valuta.',
    validFrom:
      'Den første dagen kodene kan brukes. De kan sendes ut før det. Hvis feltet er tomt, kan de brukes med en gang.',
    expires:
      'Datoen da kampanjekodene utløper. De kan brukes ut denne dagen. Du kan forlenge datoen senere i rapporten.',
    batchName: 'Et navn på kodene som opprettes sammen. Det gjør dem lette å finne i rapporten.',
    note: 'Et notat til deg selv og andre som arbeider med kodene. Mottakerne ser det aldri, men søket i rapporten finner det.',
  },
  report: {
    parameters:
      'Angi det du vet om kodene, for eksempel datoområde, kampanjekode eller mottaker. Rapporten viser kodene som passer til alt du har angitt.',
    terms:
      'Endrer ett vilkår for kodene du har merket: rabatt, grense for bruk, hva de gjelder for, første og siste dag, eller notatet. Grensen kan ikke bli lavere enn det koden allerede er brukt.',
    extend:
      'Merk kodene du vil forlenge, velg Forleng utløpsdatoen og angi den nye datoen. Kolonnen Utløpsdato viser de nye datoene.',
  },
}
