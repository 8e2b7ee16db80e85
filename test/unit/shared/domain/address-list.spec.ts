import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAddressList, splitAddresses } from '#shared/domain/address-list.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'

const split = (cell: string) =>
  splitAddresses(cell).map(({ text, name }) => [cleanAddress(text), name].filter(Boolean).join(' = '))

describe('the recipients of one cell', () => {
  it.each<[string, string[]]>([
    ['kari@example.com', ['kari@example.com']],
    ['kari@example.com; ola@example.com', ['kari@example.com', 'ola@example.com']],
    ['kari@example.com,ola@example.com,', ['kari@example.com', 'ola@example.com']],
    ['kari@example.com ola@example.com', ['kari@example.com', 'ola@example.com']],
    ['kari@example.com\r\nola@example.com', ['kari@example.com', 'ola@example.com']],
    ['kari@example.com og ola@example.com', ['kari@example.com', 'ola@example.com']],
    ['kari@example.com / ola@example.com', ['kari@example.com', 'ola@example.com']],
    ['kari@example.com;', ['kari@example.com']],
    // As Outlook writes it.
    [
      'Nordmann, Kari <kari@example.com>; Hansen, Ola <ola@example.com>',
      ['kari@example.com = Nordmann, Kari', 'ola@example.com = Hansen, Ola'],
    ],
    [
      '"Nordmann; Kari" <kari@example.com>, Ola Hansen <ola@example.com>',
      ['kari@example.com = Nordmann; Kari', 'ola@example.com = Ola Hansen'],
    ],
    ["'kari@example.com' <kari@example.com>; 'ola@example.com'", ['kari@example.com', 'ola@example.com']],
    [
      'per@example.com, Nordmann, Kari <kari@example.com>',
      ['per@example.com', 'kari@example.com = Nordmann, Kari'],
    ],
    ['Kari (kari@example.com), Ola (ola@example.com)', ['kari@example.com = Kari', 'ola@example.com = Ola']],
    ['Kari Nordmann <kari@example.com>', ['kari@example.com = Kari Nordmann']],
    ['Nordmann, Kari <kari@example.com>', ['kari@example.com = Nordmann, Kari']],
    ['Kari Nordmann\nkari@example.com', ['kari@example.com = Kari Nordmann']],
    // A bad one is an entry of its own.
    ['kari@example.com; ola@example; per', ['kari@example.com', 'ola@example', 'per']],
    ['kari@example.com, ola@example,com', ['kari@example.com', 'ola@example,com']],
    ['kari@example.com, Ola', ['kari@example.com, Ola']],
    ['ola@example,com', ['ola@example,com']],
    ['Kari kari@example.com Ola ola@example.com', ['Kari kari@example.com Ola ola@example.com']],
    ['', ['']],
    ['kari', ['kari']],
    ['"Kari <kari@example.com>; ola@example.com', ['kari@example.com = "Kari', 'ola@example.com']],
  ])('%s', (cell, expected) => expect(split(cell)).toEqual(expected))

  it('loses no address, however they are divided', () => {
    const address = fc.constantFrom(
      'kari@example.com',
      'ola.hansen@example.com',
      'blå@bær.no',
      'p+1@fjell.example',
    )
    const named = fc
      .tuple(fc.constantFrom('', 'Kari ', 'Nordmann, Kari ', '"Nordmann; Kari" '), address)
      .map(([name, it]) => [name === '' ? it : `${name}<${it}>`, it] as const)
    const divider = fc.constantFrom('; ', ';', '\n', '\r\n', ', ', ' ;\n')
    fc.assert(
      fc.property(fc.array(named, { minLength: 1, maxLength: 9 }), divider, (entries, between) => {
        const found = splitAddresses(entries.map(([written]) => written).join(between))
        expect(found.map(({ text }) => cleanAddress(text))).toEqual(entries.map(([, it]) => it))
      }),
    )
  })

  it('keeps every @ of any text, unless an entry is longer than an address can be', () => {
    const text = fc.array(
      fc.constantFrom('a@b.no', '@', ';', ',', '<', '>', '(', ')', '[', ']', '"', ' ', '\n', 'x', '/', "'"),
      {
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(text, (letters) => {
        const cell = letters.join('')
        const ats = (of: string) => of.split('@').length - 1
        const kept = splitAddresses(cell).reduce((sum, entry) => sum + ats(entry.text) + ats(entry.name), 0)
        expect(kept).toBeGreaterThanOrEqual(ats(cell))
      }),
    )
  })

  it('takes no longer for a hostile cell', () => {
    for (const piece of ['<', '<@', '"', '(@', '@ ', ',@', '; '])
      expect(splitAddresses(piece.repeat(32_767)).every(({ text }) => !isAddress(text))).toBe(true)
  })
})

describe('a list of addresses', () => {
  it.each<[string, boolean]>([
    ['kari@example.com; ola@example.com', true],
    ['kari@example.com, ola@example.com\r\nper@example.com, ida@example.com\r\n', true],
    ['Mottakere\nkari@example.com, ola@example.com', true],
    ['kari@example.com; ola.example.com; per@example.com', true],
    ['kari@example.com\nola@example.com', false],
    ['Kari;kari@example.com;kari@fjell.example\nOla;ola@example.com;ola@fjell.example', false],
    ['E-post;E-post 2\nkari@example.com;kari@fjell.example', false],
    ['', false],
  ])('%j: %s', (text, expected) => expect(isAddressList(text)).toBe(expected))
})
