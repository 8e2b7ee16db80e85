import type { Card } from './cards.ts'
import type { PaymentCurrency } from './payment-currency.ts'
import { providerOf } from './providers.ts'
import { cardsInEffect, expressInEffect, optionsOf, type Settings } from './settings.ts'
import { recogniseSupport, type Support } from './support.ts'

/** What the payment page shows of the settings: plain data, the same for the preview and for buyers. */
export interface PaymentPage {
  readonly merchantName: string
  readonly support: Support | null
  /** Paragraphs of plain text. */
  readonly header: readonly string[]
  readonly footer: readonly string[]
  /** Null where no provider is chosen yet. */
  readonly currency: PaymentCurrency | null
  /** The cards of the card section; null where PayPal's own page takes the card, or the product takes none. */
  readonly cards: readonly Card[] | null
  /** True where buyers go to PayPal's own page for the card. */
  readonly cardAtPayPal: boolean
  readonly express: boolean
}

/** Paragraphs are parted by an empty line; line breaks inside one stay. White space at the ends is dropped. */
export function paragraphs(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}

/** The page that `settings` make (SPEC 4). */
export function paymentPageOf(settings: Settings): PaymentPage {
  const texts = {
    merchantName: settings.merchantName.trim(),
    support: recogniseSupport(settings.support),
    header: paragraphs(settings.header),
    footer: paragraphs(settings.footer),
  }
  if (settings.provider === null)
    return { ...texts, currency: null, cards: null, cardAtPayPal: false, express: false }
  const provider = providerOf(settings.provider)
  const options = optionsOf(settings, provider.id)
  const type = provider.accountTypes.find(({ id }) => id === options.accountType)
  return {
    ...texts,
    currency: options.currency,
    cards: cardsInEffect(provider.id, options),
    cardAtPayPal: type !== undefined && type.cards === null,
    express: expressInEffect(provider.id, options),
  }
}
