import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compose } from '#backend/areas/mail/message/compose.ts'
import { DEFAULT_TEMPLATES } from '#shared/wording/message/default-templates.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { type MessageContent, oneLine } from '#shared/wording/message/message-values.ts'
import { renderMessage } from '#shared/wording/message/render.ts'
import { MAX_PROMO_LINK } from '#shared/domain/promo-link.ts'
import { readQrCodes } from '../../support/read-qr-codes.ts'
import { parseWithPython, type ParsedMail } from '../../support/mail/parse-mail.ts'

interface Case {
  readonly name: string
  readonly address?: string
  readonly sender?: string
  readonly subject?: string
  readonly text?: string
  readonly codes?: number
  readonly promoLink?: string
}

const AT = Date.parse('2026-11-23T11:00:00Z')

function contentOf({ name, subject, text, codes = 1, promoLink = '' }: Case): MessageContent {
  const usual = DEFAULT_TEMPLATES.events.nb
  return {
    template: { subject: subject ?? usual.subject, text: text ?? usual.text },
    language: 'nb',
    name,
    merchant: 'Blåbær & Fløte AS',
    support: 'hjelp@fjordkurs.example',
    promoLink,
    codes: Array.from({ length: codes }, (_, i) => ({
      code: `KODE${i + 1}`,
      discount: { kind: 'percent', hundredths: 2500 },
      appliesTo: 'live-events',
      expires: '2027-06-30' as IsoDate,
    })),
  }
}

const made = async (one: Case, i: number) => {
  const content = contentOf(one)
  const rendered = renderMessage(content)
  const { bytes } = await compose({
    sender: { name: one.sender ?? 'Fjordkurs Ålesund', address: 'kurs@fjordkurs.example', replyTo: '' },
    to: { name: one.name, address: one.address ?? 'kari@example.com' },
    messageId: `${i}@fjordkurs.example`,
    at: AT,
    content,
  })
  return { bytes, rendered }
}

async function parsed(cases: readonly Case[]) {
  const all = await Promise.all(cases.map(made))
  const found = await parseWithPython(all.map(({ bytes }) => bytes))
  expect(found).toHaveLength(cases.length)
  return all.map(({ rendered, bytes }, i) => ({ rendered, bytes, mail: found[i] as ParsedMail }))
}

const lines = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd()

const AWKWARD: readonly Case[] = [
  { name: 'Øystein Åsheim Ærlig' },
  { name: 'محمد عبد الله', text: 'مرحبا %AttendeeName%\n\n%PromoCode%' },
  { name: 'שרה לוי', subject: 'קוד עבור %AttendeeName%' },
  { name: '🎉 Kari 👩🏽‍💻', subject: '🎁 %PromoCode% til 👨‍👩‍👧‍👦' },
  { name: 'Nordmann, Ola "Olle" <b>; (sjef)' },
  { name: 'x'.repeat(200), subject: `${'lang emnelinje '.repeat(12)}ø` },
  { name: '李小龍', address: '李@example.com' },
  { name: 'Jörg', address: 'jörg@bücher.example' },
  { name: 'Mange', codes: 25 },
  { name: '.', text: '.\n..\n.punktum\n%PromoCode%\n.' },
  { name: 'Lang', text: `${'abcdefghij '.repeat(200)}%PromoCode%` },
]

it('is read by another parser as it was meant: letters, directions, emoji, in headers and body', async () => {
  for (const [i, { rendered, mail }] of (await parsed(AWKWARD)).entries()) {
    const { name, address = 'kari@example.com' } = AWKWARD[i] ?? { name: '' }
    expect(mail.subject).toBe(rendered.subject)
    expect(mail.to.name).toBe(name)
    expect(mail.to.address.replace('xn--bcher-kva', 'bücher')).toBe(address)
    expect(mail.from).toEqual({ name: 'Fjordkurs Ålesund', address: 'kurs@fjordkurs.example' })
    expect(lines(mail.text)).toBe(lines(rendered.text))
    expect(lines(mail.html)).toBe(lines(rendered.html))
    expect(mail.messageId).toBe(`<${i}@fjordkurs.example>`)
    expect(Date.parse(mail.date)).toBe(AT)
    // Python's parser notes what RFC 6531 allows since.
    const defects = mail.headerDefects.filter((defect) => !/non-ASCII/.test(defect))
    expect([...mail.defects, ...defects]).toEqual([])
  }
})

it('attaches more than 20 codes as a text file', async () => {
  const [one] = await parsed([{ name: 'Mange', codes: 25 }])
  const [file] = one?.mail.attachments ?? []
  expect(file).toMatchObject({ name: 'kampanjekoder.csv', type: 'text/csv' })
  const rows = file?.text.trimEnd().split('\r\n') ?? []
  expect(rows[0]).toBe('\ufeffKampanjekode;Rabatt;Gjelder for;Gyldig til og med')
  expect(rows[1]).toBe('KODE1;25%;Direktesendte hendelser;2027-06-30')
  expect(rows).toHaveLength(26)
})

const LINK = 'https://kurs.example.com/bestill?kode=%PromoCode%&a=1'

it('carries the QR code of its link as a picture inside, which a reader of QR codes sees', async () => {
  const text = 'Hei %AttendeeName%\n\n%PromoLink%\n\n%PromoQrCode%\n\n%PromoQrCode%'
  const link = LINK.replace('%PromoCode%', 'KODE1')
  const longest = `https://kurs.example.com/${'x'.repeat(MAX_PROMO_LINK - 'https://kurs.example.com/%PromoCode%'.length)}%PromoCode%`
  const cases = [
    { name: 'Kari', text, promoLink: LINK },
    { name: 'Kari', text, promoLink: longest },
    { name: 'Kari', text: '%PromoCode%', promoLink: LINK },
    { name: 'Kari', text, promoLink: LINK, codes: 2 },
  ]
  const [one, long, unused, several] = await parsed(cases)
  for (const [found, address] of [
    [one, link],
    [long, longest.replace('%PromoCode%', 'KODE1')],
  ] as const) {
    const [picture, ...others] = found?.mail.pictures ?? []
    expect(others).toEqual([])
    expect(picture).toMatchObject({ name: 'qr-kode.gif', type: 'image/gif', disposition: 'inline' })
    expect(found?.mail.html).toContain(`src="cid:${picture?.id.slice(1, -1)}"`)
    expect(picture && (await readQrCodes(picture.bytes, 'gif'))).toEqual([address])
    expect(found?.mail.text).toContain(address)
    expect([...(found?.mail.defects ?? []), ...(found?.mail.headerDefects ?? [])]).toEqual([])
    expect(found?.bytes.length).toBeLessThan(80_000)
  }
  expect(unused?.mail.pictures).toEqual([])
  expect(several?.mail.pictures).toEqual([])
})

it('attaches the links of its codes with them', async () => {
  const [one] = await parsed([
    { name: 'Mange', codes: 25, text: '%PromoCode%\n%PromoLink%', promoLink: LINK },
  ])
  const rows = one?.mail.attachments[0]?.text.trimEnd().split('\r\n') ?? []
  expect(rows[0]).toBe('\ufeffKampanjekode;Rabatt;Gyldig til og med;Lenke')
  expect(rows[25]).toBe('KODE25;25%;2027-06-30;https://kurs.example.com/bestill?kode=KODE25&a=1')
})

const bare = (text: string): string => text.replace(/\s+/g, '')

const HEADERS = [
  'From',
  'To',
  'Subject',
  'Message-ID',
  'Date',
  'Auto-Submitted',
  'Content-Language',
  'MIME-Version',
  'Content-Type',
]

it('has its own headers and no others, whatever names and subjects hold', async () => {
  const evil = fc.array(
    fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '\u2028',
        'Bcc: all@example.com',
        '\r\n\r\n',
        '=?utf-8?Q?=0D=0ABcc:_x?=',
        '<x@example.com>,',
        '"',
        ',',
      ),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
    ),
    { maxLength: 8 },
  )
  const text = evil.map((pieces) => pieces.join(''))
  const cases = fc.sample(fc.record({ name: text, sender: text, subject: text }), { numRuns: 300, seed: 6 })
  for (const [i, { mail, bytes }] of (await parsed(cases)).entries()) {
    expect(
      mail.headers.filter((header) => !HEADERS.includes(header)),
      JSON.stringify(cases[i]),
    ).toEqual([])
    expect(mail.to.address).toBe('kari@example.com')
    expect(bytes.toString('latin1').split('\r\n\r\n')[0]).not.toMatch(/^bcc/im)
    const { subject = '' } = cases[i] ?? {}
    if (oneLine(subject) !== '') expect(bare(mail.subject)).toBe(bare(oneLine(subject).replaceAll('%%', '%')))
  }
})
