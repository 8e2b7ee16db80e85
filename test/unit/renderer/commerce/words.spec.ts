import { describe, expect, it } from 'vitest'
import { placeOf } from '#shared/domain/commerce/fields.ts'
import { PROVIDERS, providerOf } from '#shared/domain/commerce/providers.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { nb } from '../all-messages.ts'
import { valueText } from '../../../../src-renderer/components/differences/field-words.ts'
import { cardsLine } from '../../../../src-renderer/components/provider-form/account-type-cards.ts'
import { elapsed } from '../../../../src-renderer/components/provider-form/ago.ts'
import { passphraseProblem } from '../../../../src-renderer/components/secrets/new-passphrase.ts'
import { formatBytes } from '../../../../src-renderer/components/site-file/bytes.ts'

/** Says the Norwegian messages, without the machinery of the window. */
function say(key: string, values: Record<string, unknown> = {}): string {
  const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], nb)
  return String(found).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

describe('Norwegian words of the form', () => {
  it('has the labels of the source document, word for word', () => {
    expect(nb.commerce.fields).toMatchObject({
      partnerId: 'Partner-ID',
      vendor: 'Forhandlers påloggings-ID/leverandør',
      userId: 'Bruker-ID',
      password: 'Passord',
      paypalEmail: 'PayPal-e-postadresse for pålogging',
      grant: 'Gi API-tillatelse til Webex',
      accountType: 'Velg en PayPal-kontotype',
      cards: 'Kredittkort og debetkort som støttes for nettstedet',
      cardsUk: 'Kredittkort eller debetkort som støttes for nettstedet',
      currency: 'Valutasymbol som vises på nettstedet',
      merchantName: 'Selgernavn',
      support: 'Kundestøtteinfo',
      header: 'Overskrift for kreditt- eller debetkortseksjonen',
      footer: 'Bunntekst for kreditt- eller debetkortdelen',
    })
    expect(PROVIDERS.map(({ id }) => nb.commerce.providers[id])).toEqual([
      'PayPal Payflow Pro',
      'PayPal-ekspresskasse (Canada)',
      'PayPal-ekspresskasse (USA)',
      'PayPal Website Payments Pro (Storbritannia)',
      'PayPal Checkout (REST)',
    ])
  })

  it('names the cards of an account type, and what it adds to the one above', () => {
    const types = providerOf('payflow-pro').accountTypes
    expect(types.map((_, i) => cardsLine(types, i, say))).toEqual([
      'Kortet oppgis hos PayPal',
      'Visa, MasterCard, AMEX, Discover',
      'de fire over, Diners Club og JCB',
    ])
    const uk = providerOf('website-payments-pro-uk').accountTypes
    expect(cardsLine(uk, 1, say)).toBe('Visa/Debit/Electron, MasterCard')
  })

  it.each([
    ['settings.provider', 'payflow-pro', 'PayPal Payflow Pro'],
    ['settings.footer', '', null],
    ['options.payflow-pro.express', true, 'på'],
    ['options.payflow-pro.cards', ['visa', 'amex'], 'Visa, AMEX'],
    ['options.payflow-pro.cards', [], null],
    ['options.payflow-pro.currency', 'USD', 'US$ USD'],
    ['options.payflow-pro.accountType', 'payflow-pro', 'Payflow Pro'],
  ])('words %s %j', (key, value, expected) => {
    const place = placeOf(key)
    expect(place && valueText(place, value, say)).toBe(expected)
  })

  it.each([
    [59_000, { unit: 'now', n: 0 }],
    [12 * 60_000, { unit: 'minutes', n: 12 }],
    [3 * 3_600_000, { unit: 'hours', n: 3 }],
    [31 * 86_400_000, { unit: 'days', n: 31 }],
    [-5000, { unit: 'now', n: 0 }],
  ])('says how long ago %i ms is', (ms, expected) => {
    expect(elapsed(0, ms)).toEqual(expected)
  })

  it('shows amounts with the code where the symbol is not enough, with the decimals that PayPal takes', () => {
    expect(formatPayment(9000, 'USD', 'nb')).toBe('US$\u00a090,00')
    expect(formatPayment(9000, 'USD', 'en')).toBe('US$90.00')
    expect(formatPayment(2000, 'CAD', 'en')).toBe('CA$20.00')
    expect(formatPayment(2000, 'AUD', 'en')).toBe('A$20.00\u00a0AUD')
    expect(formatPayment(120, 'JPY', 'en')).toBe('¥120\u00a0JPY')
    expect(formatPayment(9000, 'NOK', 'en')).toBe('kr\u00a090.00\u00a0NOK')
  })

  it('asks of a passphrase only that it is long and typed alike', () => {
    expect(passphraseProblem('', '')).toBe('missing')
    expect(passphraseProblem('kort', 'kort')).toBe('tooShort')
    expect(passphraseProblem('hest batteri stift', 'hest batteri')).toBe('different')
    expect(passphraseProblem('hest batteri stift', 'hest batteri stift')).toBeNull()
  })

  it('words a size', () => {
    expect([formatBytes(300, 'nb'), formatBytes(812_000, 'nb'), formatBytes(1_234_000, 'nb')]).toEqual([
      '1\u00a0kB',
      '812\u00a0kB',
      '1,2\u00a0MB',
    ])
  })
})
