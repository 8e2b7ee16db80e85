import { describe, expect, it } from 'vitest'
import { paymentPageOf } from '#shared/domain/commerce/payment-page.ts'
import type { Settings } from '#shared/domain/commerce/settings.ts'
import type { Language } from '#shared/preferences.ts'
import { marked, plain } from '../../src-renderer/components/payment-page/marked-paragraphs.ts'
import { SETTINGS } from '../workbench/data/commerce.ts'
import { show, textOf, textsOf } from './show.ts'

const ID = 'components/payment-page/PaymentPage'
const PAY = '[data-testid=page-pay]'
const EXPRESS = '[data-testid=page-express]'
const paragraphs = (place: 'header' | 'footer') => textsOf(`[data-testid=page-${place}] p`)
/** The page of these settings, with their texts. */
function pageOf(settings: Partial<Settings>): Record<string, unknown> {
  const page = paymentPageOf({ ...SETTINGS, ...settings })
  return { page, header: plain(page.header), footer: plain(page.footer) }
}
const names = () =>
  [...document.querySelectorAll('.card-mark')].map((mark) => mark.getAttribute('aria-label'))

describe('the texts of a payment page', () => {
  it.each<[Language, string[]]>([
    ['nb', ['Sikker betaling', 'Å betale', 'Betal US$ 90,00', 'Spørsmål om betalingen?']],
    ['en', ['Secure payment', 'To pay', 'Pay US$ 90,00', 'Questions about the payment?']],
  ])('are in the language of the window: %s', async (language, expected) => {
    await show(`${ID}/cards`, { language })
    expect([
      textOf('.secure'),
      textOf('.pay dt'),
      textOf(PAY),
      textOf('.support').replace(' kurs@vestlia.example', ''),
    ]).toEqual(expected)
  })

  it('are paragraphs, with line breaks inside one kept as they are', async () => {
    const header = '  First.\nSecond line.\r\n\r\n\n \nThird.\n\n'
    await show(`${ID}/cards`, { props: pageOf({ header }) })
    const shown = [...document.querySelectorAll('[data-testid=page-header] p')]
    expect(shown.map(({ textContent }) => textContent)).toEqual(['First.\nSecond line.', 'Third.'])
  })

  it('are never HTML', async () => {
    const evil = `<img src=x onerror="document.title='gone'"><script>document.title='gone'</script><a href="javascript:1">x</a>`
    await show(`${ID}/cards`, {
      props: pageOf({ merchantName: evil, header: `${evil}\n\n&lt;b&gt; {{ 1 + 1 }}`, footer: evil }),
    })
    expect(document.querySelectorAll('.payment-page :is(img, script, a)')).toHaveLength(0)
    expect(textOf('.payment-page h3')).toBe(evil)
    expect(paragraphs('header')).toEqual([evil, '&lt;b&gt; {{ 1 + 1 }}'])
    expect(paragraphs('footer')).toEqual([evil])
    expect(document.title).not.toBe('gone')
  })

  it('mark what is new, word by word, and never as HTML either', async () => {
    await show('components/payment-page/PageTexts/changed', {
      props: {
        paragraphs: marked(
          'Cancel up to 14 days before.\n\nWelcome.',
          'Cancel up to <b>7</b> days before.\n\nWelcome.',
        ),
      },
    })
    expect(textsOf('mark').join(' ')).toContain('<b>7</b>')
    expect(document.querySelector('.texts b')).toBeNull()
    expect(textsOf('.texts p')).toEqual(['Cancel up to <b>7</b> days before.', 'Welcome.'])
    expect(document.querySelectorAll('.texts p:last-child mark')).toHaveLength(0)
  })

  it('say where the name is missing, and ask for no questions without a place for them', async () => {
    await show(`${ID}/nothing chosen`)
    expect(document.querySelector('h3')?.className).toContain('absent')
    expect(textOf('h3')).not.toBe('')
    expect(document.querySelector('.support')).toBeNull()
    expect(document.querySelector('dl')).toBeNull()
    expect(document.querySelector('.payment-page button')).toBeNull()
  })
})

describe('the price on a payment page', () => {
  it('is what is left after the promo code, which is named', async () => {
    await show('components/payment-page/PageSum/promo code')
    expect(textsOf('dt')).toEqual(['First aid course', 'Promo code VESTLIA-7301', 'To pay'])
    expect(textsOf('dd')).toEqual(['US$ 120,00', '−US$ 30,00', 'US$ 90,00'])
    expect(textOf('dt code')).toBe('VESTLIA-7301')
  })

  it('has no line for a promo code that there is not', async () => {
    await show('components/payment-page/PageSum/full price')
    expect(textsOf('dt')).toEqual(['First aid course', 'To pay'])
  })
})

describe('paying on a payment page', () => {
  it('is by card or with PayPal, as the settings have it', async () => {
    const shown = await show(`${ID}/cards`)
    expect(names()).toEqual(['Visa', 'MasterCard', 'AMEX'])
    expect(textOf('.or')).toBe('or')
    await shown.click(EXPRESS)
    expect(shown.emitted).toEqual({ express: [[]] })
  })

  it('with PayPal only has no card fields and no second button', async () => {
    const shown = await show(`${ID}/PayPal only`)
    expect(names()).toEqual([])
    expect(document.querySelector(PAY)).toBeNull()
    expect(document.querySelector('.or')).toBeNull()
    await shown.click(EXPRESS)
    expect(shown.emitted.express).toEqual([[]])
  })

  it('without PayPal has the cards alone', async () => {
    const options = {
      ...SETTINGS.options,
      'payflow-pro': { ...SETTINGS.options['payflow-pro']!, express: false },
    }
    await show(`${ID}/cards`, { props: pageOf({ options }) })
    expect(names()).toHaveLength(3)
    expect(document.querySelector(EXPRESS)).toBeNull()
  })

  it('is by Enter in a field of the card', async () => {
    const shown = await show(`${ID}/with card fields`)
    shown.find('.payment-page input').focus()
    await shown.press('Enter')
    expect(shown.emitted).toEqual({ pay: [[]] })
  })

  it('is not possible in a preview, where nothing can be used', async () => {
    const shown = await show(`${ID}/preview`)
    expect(document.querySelectorAll('.payment-page :is(form, button, input, a)')).toHaveLength(0)
    await shown.click(PAY)
    await shown.click(EXPRESS)
    expect(shown.emitted).toEqual({})
  })

  it('says that it waits while a payment is under way', async () => {
    const shown = await show(`${ID}/busy`)
    expect(shown.find(PAY).getAttribute('aria-disabled')).toBe('true')
    expect(shown.find(EXPRESS).getAttribute('aria-disabled')).toBe('true')
  })
})

describe('the fields of a card', () => {
  const ID_OF_FIELDS = 'components/payment-page/CardFields'
  const field = (name: string) => `[data-card=${name}]`
  const valueOf = (name: string) => document.querySelector<HTMLInputElement>(field(name))?.value
  /** Types at the end, as a person does: one character after another. */
  async function typeInto(
    shown: Awaited<ReturnType<typeof show>>,
    name: string,
    text: string,
  ): Promise<void> {
    for (const character of text) await shown.type(field(name), `${valueOf(name) ?? ''}${character}`)
  }

  it('group the digits while they are typed, and take nothing else', async () => {
    const shown = await show(`${ID_OF_FIELDS}/empty`)
    await typeInto(shown, 'number', '4111a111111111111')
    expect(valueOf('number')).toBe('4111 1111 1111 1111')
    await typeInto(shown, 'expiry', '1128')
    expect(valueOf('expiry')).toBe('11 / 28')
    const [card] = shown.emitted['update:modelValue']?.at(-1) ?? []
    expect(card).toEqual({ number: '4111 1111 1111 1111', expiry: '11 / 28', cvv: '' })
  })

  it('ask the browser to remember none of it', async () => {
    await show(`${ID_OF_FIELDS}/empty`)
    const fields = [...document.querySelectorAll('.card-fields input')]
    expect(fields.map((one) => one.getAttribute('autocomplete'))).toEqual(['off', 'off', 'off'])
    expect(fields.map((one) => one.hasAttribute('name'))).toEqual([false, false, false])
  })

  it('say at each what is wrong with it', async () => {
    const shown = await show(`${ID_OF_FIELDS}/wrong`)
    for (const [name, text] of [
      ['number', 'The card number is not complete.'],
      ['expiry', 'There is no such month.'],
      ['cvv', 'The code has three digits.'],
    ] as const) {
      const id = shown.find(field(name)).getAttribute('aria-describedby') ?? ''
      expect(document.getElementById(id)?.textContent).toBe(text)
      expect(shown.find(field(name)).getAttribute('aria-invalid')).toBe('true')
    }
  })
})

describe('paying in a test', () => {
  const BUYER = 'pages/payments/BuyerPage'
  const field = (name: string) => `[data-card=${name}]`

  it('with nothing typed says what is missing, and goes to the first field', async () => {
    const shown = await show(`${BUYER}/nothing typed`)
    expect(shown.emitted.pay).toBeUndefined()
    expect(document.activeElement).toBe(shown.find(field('number')))
    expect(textsOf('.card-fields p[role=alert]')).toHaveLength(3)
  })

  it('forgets what was wrong as soon as it is corrected', async () => {
    const shown = await show(`${BUYER}/nothing typed`)
    await shown.type(field('number'), '4111 1111 1111 1111')
    expect(shown.find(field('number')).hasAttribute('aria-invalid')).toBe(false)
    expect(textsOf('.card-fields p[role=alert]')).toHaveLength(2)
  })

  it('sends the digits of the card, by Enter', async () => {
    const shown = await show(`${BUYER}/filled`)
    shown.find(field('cvv')).focus()
    await shown.press('Enter')
    expect(shown.emitted.pay).toEqual([
      [{ kind: 'card', card: expect.objectContaining({ number: '4111111111111111', cvv: '123' }) }],
    ])
  })

  it('marks the card that is being typed, and refuses one that is not taken', async () => {
    const shown = await show(`${BUYER}/filled`)
    expect(textOf('.card-mark.chosen')).toBe('VI')
    await shown.type(field('number'), '6011 1111 1111 1117')
    expect(document.querySelector('.card-mark.chosen')).toBeNull()
    await shown.click(PAY)
    expect(shown.emitted.pay).toBeUndefined()
    expect(textOf('.card-fields p[role=alert]')).toContain('Visa, MasterCard, AMEX')
  })

  it('pays nothing while a payment is under way', async () => {
    const shown = await show(`${BUYER}/busy`)
    await shown.click(PAY)
    await shown.click(EXPRESS)
    shown.find(field('cvv')).focus()
    await shown.press('Enter')
    expect(shown.emitted.pay).toBeUndefined()
  })

  it('asks for no card and no login where a code covers the whole price', async () => {
    const shown = await show(`${BUYER}/nothing to pay`)
    expect(document.querySelector(field('number'))).toBeNull()
    expect(document.querySelector(EXPRESS)).toBeNull()
    expect(textOf('[data-testid=page-free]')).toContain('covers the whole price')
    await shown.click(PAY)
    expect(shown.emitted.pay).toEqual([[{ kind: 'free' }]])
  })

  it('goes to PayPal where the buyer wants that, without a card', async () => {
    const shown = await show(`${BUYER}/PayPal only`)
    await shown.click(EXPRESS)
    expect(shown.emitted.pay).toEqual([[{ kind: 'express' }]])
  })

  it('can be stopped, reversed or asked about as its state allows', async () => {
    const BAR = 'pages/payments/TestBar'
    const actions = () =>
      ['open-paypal', 'review', 'cancel', 'reverse', 'settle'].filter((id) =>
        document.querySelector(`[data-testid=${id}]`),
      )
    const completed = await show(`${BAR}/completed`)
    expect(actions()).toEqual(['reverse'])
    completed.unmount()
    const waiting = await show(`${BAR}/waiting for the buyer`)
    expect(actions()).toEqual(['open-paypal', 'cancel'])
    waiting.unmount()
    const unknown = await show(`${BAR}/outcome not known`)
    expect(actions()).toEqual(['settle'])
    await unknown.click('[data-testid=settle]')
    expect(unknown.emitted).toEqual({ settle: [[]] })
    unknown.unmount()
    const review = await show(`${BAR}/under review`)
    expect(actions()).toEqual(['review', 'reverse', 'settle'])
    await review.click('[data-testid=review]')
    expect(review.emitted).toEqual({ review: [[]] })
    review.unmount()
    // What is paid through the login cannot be voided while PayPal has not completed it.
    const pending = await show(`${BAR}/paid from a bank account`)
    expect(actions()).toEqual(['review', 'settle'])
    pending.unmount()
    await show(`${BAR}/being refunded`)
    expect(actions()).toEqual(['settle'])
  })
})
