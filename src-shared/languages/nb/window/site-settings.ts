import type { SettingName, siteSettings } from '#shared/contract/site-settings.ts'
import type { PromoLinkProblem } from '#shared/domain/promo-link.ts'

/** `inSentence` names the setting in the middle of a sentence. */
interface Names {
  readonly label: string
  readonly inSentence: string
}
interface TextsOf {
  readonly text: Names & { readonly hint: string; readonly missing: string; readonly tooLong: string }
  readonly number: Names & { readonly hint: string; readonly unit: string; readonly wrong: string }
  readonly switch: Names & { readonly hint: string }
  readonly 'time-zone': Names & { readonly wrong: string }
  readonly 'promo-link': Names & { readonly hint: string } & Readonly<Record<PromoLinkProblem, string>>
}

/** What is said of each setting of the site, on the page of settings and in the history. */
export const siteSettingTexts = {
  name: {
    label: 'Nettstedets navn',
    inSentence: 'nettstedets navn',
    hint: 'Vises øverst i vinduet.',
    missing: 'Nettstedet må ha et navn. Skriv 1 til 80 tegn.',
    tooLong: 'Navnet har {n} tegn. Skriv høyst 80.',
  },
  timeZone: {
    label: 'Tidssone',
    inSentence: 'tidssone',
    wrong: 'Tidssonen finnes ikke. Velg en fra listen, for eksempel Europe/Oslo.',
  },
  recipientLimit: {
    label: 'Mottakere per fil',
    inSentence: 'mottakergrense',
    hint: 'Høyeste antall mottakere i én fil: 1 til 100\u00a0000. Vanlig er 1\u00a0000. Større filer avvises eller deles i serier.',
    unit: 'mottakere',
    wrong: 'Skriv et helt tall fra 1 til 100\u00a0000.',
  },
  promoLink: {
    label: 'Lenke for kampanjekoder',
    inSentence: 'lenke for kampanjekoder',
    hint: 'Adressen til siden der koden brukes, med %PromoCode% der koden skal stå. Brukes i meldinger og QR-koder. Tomt: ingen lenke.',
    'too-long': 'Adressen har {n} tegn. Skriv høyst 300.',
    'not-an-address': 'Skriv hele adressen til siden, for eksempel {suggestion}.',
    'not-https': 'Adressen må begynne med https. Skriv {suggestion}.',
    'no-code': 'Adressen mangler %PromoCode%. Skriv {suggestion}.',
    'several-codes': '%PromoCode% kan bare stå ett sted. Skriv {suggestion}.',
    'code-in-host': '%PromoCode% må stå etter servernavnet. Skriv {suggestion}.',
  },
  retentionMonths: {
    label: 'Oppbevaringstid for personopplysninger',
    inSentence: 'oppbevaringstid',
    hint: 'Når alle kodene til en person utløp for så lenge siden, foreslås opplysningene slettet. Ingenting slettes før du bekrefter. 0 betyr at de beholdes.',
    unit: 'måneder',
    wrong: 'Skriv et helt tall fra 0 til 180.',
  },
} satisfies { readonly [N in SettingName]: TextsOf[(typeof siteSettings)[N]['control']] }
