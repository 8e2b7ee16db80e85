import { type Card, cardSchema } from './cards.ts'
import { PROVIDER_IDS } from './providers.ts'
import type { Content, ProviderOptions, Settings } from './settings.ts'

/**
 * `content` as it is stored: no white space around what is typed on one line, line ends of one kind, cards once each in
 * the catalogue's order. So two contents that look alike are alike, and a review lists no difference that nobody sees.
 */
export function tidy({ settings, accounts }: Content): Content {
  return {
    settings: {
      ...settings,
      merchantName: oneLine(settings.merchantName),
      support: oneLine(settings.support),
      header: severalLines(settings.header),
      footer: severalLines(settings.footer),
      options: each(settings.options, withOrderedCards),
    },
    accounts: each(accounts, (account) => ({
      partnerId: oneLine(account.partnerId),
      vendor: oneLine(account.vendor),
      userId: oneLine(account.userId),
      clientId: oneLine(account.clientId),
      paypalEmail: oneLine(account.paypalEmail),
    })),
  }
}

/** Providers in the catalogue's order, each through `change`. */
function each<T>(of: Partial<Record<keyof Settings['options'], T>>, change: (one: T) => T) {
  const entries = PROVIDER_IDS.flatMap((id) => {
    const one = of[id]
    return one === undefined ? [] : [[id, change(one)] as const]
  })
  return Object.fromEntries(entries) as Partial<Record<keyof Settings['options'], T>>
}

const ordered = (cards: readonly Card[]): Card[] => cardSchema.options.filter((card) => cards.includes(card))
const withOrderedCards = (options: ProviderOptions): ProviderOptions => ({
  ...options,
  cards: ordered(options.cards),
})

/** Control characters have no picture: a name or a text never holds one on purpose. */
const isControl = (letter: string): boolean => letter < ' ' || letter === '\u007f'

const oneLine = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => (isControl(letter) ? ' ' : letter))
    .join('')
    .trim()

const severalLines = (text: string): string =>
  [...text.normalize('NFC').replace(/\r\n?/g, '\n')]
    .filter((letter) => letter === '\n' || letter === '\t' || !isControl(letter))
    .join('')
    .trimEnd()
