import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { DEFAULT_TEMPLATES } from '#shared/wording/message/default-templates.ts'
import type { MessageCode, MessageContent } from '#shared/wording/message/message-values.ts'
import { renderMessage } from '#shared/wording/message/render.ts'

const code = (changes: Partial<MessageCode> = {}): MessageCode => ({
  code: 'K7M4QX2PZN',
  discount: { kind: 'percent', hundredths: 2500 },
  appliesTo: 'everything',
  expires: '2027-06-30' as IsoDate,
  ...changes,
})

const content = (changes: Partial<MessageContent> = {}): MessageContent => ({
  template: DEFAULT_TEMPLATES.events.nb,
  language: 'nb',
  name: 'Øystein Åsheim',
  merchant: 'Fjordkurs AS',
  support: 'hjelp@fjordkurs.example',
  promoLink: '',
  codes: [code()],
  ...changes,
})

const LINK = 'https://kurs.example.com/bestill?kode=%PromoCode%&a=1'
const HREF = 'https://kurs.example.com/bestill?kode=K7M4QX2PZN&a=1'
const MARKUP = HREF.replace('&', '&amp;')

const many = (count: number) => Array.from({ length: count }, (_, i) => code({ code: `KODE${i + 1}` }))

describe('a message', () => {
  it('has the values of its recipient', () => {
    const { subject, text, html, attachment } = renderMessage(content())
    expect(subject).toBe('Kampanjekode fra Fjordkurs AS')
    expect(text).toContain('Hei Øystein Åsheim,')
    expect(text).toContain('\nK7M4QX2PZN\n')
    expect(text.replaceAll('\u00a0', ' ')).toContain(
      'Rabatt: 25 %\nGjelder for: Alt\nGyldig til og med: 30.06.2027',
    )
    expect(html).toContain('K7M4QX2PZN</strong>')
    expect(attachment).toBeNull()
  })

  it('has several codes in a table, in the place of the one', () => {
    const codes = [
      code(),
      code({ code: 'T9WDRH3VBC', discount: { kind: 'amount', minor: 9000, currency: 'USD' } }),
    ]
    const { text, html } = renderMessage(content({ codes }))
    expect(text.replaceAll('\u00a0', ' ')).toContain(
      'Kampanjekode   Rabatt      Gjelder for   Gyldig til og med\n' +
        'K7M4QX2PZN     25 %        Alt           30.06.2027\n' +
        'T9WDRH3VBC     US$ 90,00   Alt           30.06.2027',
    )
    expect(text).toContain('Rabatt: se tabellen')
    expect(html.match(/<tr>/g)).toHaveLength(3)
  })

  it('has the table after the paragraph where the code is in the middle of a line', () => {
    const template = { subject: 'x', text: 'Koden er %PromoCode%.\nHilsen\n\nSlutt' }
    const { text } = renderMessage(content({ template, codes: many(2) }))
    expect(text).toMatch(
      /^Koden er 2 kampanjekoder\.\nHilsen\n\nKampanjekode {3}Rabatt[^]*KODE2[^]*\n\nSlutt\n$/,
    )
  })

  it('has 20 codes in the table, and 21 as a file', () => {
    expect(renderMessage(content({ codes: many(20) })).attachment).toBeNull()
    const more = renderMessage(content({ codes: many(21) }))
    expect(more.attachment).toBe('kampanjekoder.csv')
    expect(more.text).toContain('Kodene (21) ligger i vedlegget kampanjekoder.csv.')
    expect(more.text).not.toContain('KODE1')
  })

  it('keeps what it is given out of its markup and its headers', () => {
    const name = '<img src=x onerror=alert(1)>\r\nBcc: all@example.com'
    const { subject, text, html } = renderMessage(
      content({ name, template: { subject: 'Til %AttendeeName%', text: 'Hei %AttendeeName% <b>' } }),
    )
    expect(subject).toBe('Til <img src=x onerror=alert(1)> Bcc: all@example.com')
    expect(text.split('\n')).toHaveLength(2)
    expect(html).not.toMatch(/<img|<b>/)
  })

  it('makes links of addresses of pages only', () => {
    const template = { subject: 'x', text: 'Se https://kurs.example/a?b=1&c=2. javascript:alert(1) "x"' }
    const { html } = renderMessage(content({ template }))
    expect(html).toContain(
      '<a href="https://kurs.example/a?b=1&amp;c=2">https://kurs.example/a?b=1&amp;c=2</a>.',
    )
    expect(html.match(/<a /g)).toHaveLength(1)
  })

  it('has its link and the QR code of it, with the address for who cannot see the picture', () => {
    const template = { subject: 'x %PromoLink%', text: 'Bestill:\n%PromoLink%\n\n%PromoQrCode%' }
    const { subject, text, html, picture } = renderMessage(content({ template, promoLink: LINK }))
    expect(subject).toBe(`x ${HREF}`)
    expect(text).toBe(`Bestill:\n${HREF}\n\n${HREF}\n`)
    expect(picture).toEqual({ id: 'qr-K7M4QX2PZN@promo-code.invalid', link: HREF })
    expect(html).toContain(`<a href="${MARKUP}">${MARKUP}</a>`)
    expect(html).toContain(
      `<img src="cid:qr-K7M4QX2PZN@promo-code.invalid" alt="QR-kode med adressen ${MARKUP}">`,
    )
  })

  it('has no picture where only its subject asks for one', () => {
    const template = { subject: '%PromoQrCode%', text: '%PromoCode%' }
    expect(renderMessage(content({ template, promoLink: LINK }))).toMatchObject({
      subject: HREF,
      picture: null,
    })
  })

  it('has the links of several codes in their table and no pictures', () => {
    const template = {
      subject: 'x',
      text: '%PromoCode%\n\nEller her:\n%PromoLink%\n\n%PromoQrCode%\n\nHilsen',
    }
    const { text, html, picture } = renderMessage(content({ template, promoLink: LINK, codes: many(2) }))
    expect(text).toMatch(
      /Kampanjekode {3}Rabatt {3}Gyldig til og med {3}Lenke\nKODE1 .* https.*kode=KODE1&a=1\n/,
    )
    expect(text).toContain('\n\nEller her:\nse tabellen\n\nHilsen\n')
    expect(html).toContain('kode=KODE2&amp;a=1</a></td>')
    expect(html).not.toContain('<img')
    expect(picture).toBeNull()
  })

  it.each([
    'Bestill:\n%PromoLink%\n\nHilsen',
    'Skann:\n%PromoQrCode%\n\nHilsen',
    'Se %PromoLink% for mer.\n\nHilsen',
  ])('has the table of several codes where their links are all that it says of them: %j', (text) => {
    const made = renderMessage(content({ template: { subject: 'x', text }, promoLink: LINK, codes: many(2) }))
    expect(made.text).toMatch(
      /^(Bestill:|Skann:|Se se tabellen for mer\.\n)\nKampanjekode[^]*KODE2.*\n\nHilsen\n$/,
    )
  })

  it('says the same in text and HTML, whatever the words are', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 40 })
    fc.assert(
      fc.property(words, words, words, (name, before, merchant) => {
        const template = { subject: before, text: `${before}\n\n%AttendeeName%: %PromoCode% %MerchantName%` }
        const { subject, text, html } = renderMessage(content({ name, merchant, template }))
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        const body = /<body[^>]*>([^]*)<\/body>/.exec(html)?.[1] ?? ''
        const plain = body
          .replace(/<[^>]*>/g, '')
          .replaceAll('&nbsp;', ' ')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&')
        const bare = (some: string) => some.replace(/\s+/g, '')
        expect(bare(plain)).toBe(bare(text))
      }),
    )
  })
})
