import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressKey,
  cleanAddress,
  displayName,
  isAddress,
  localPart,
  refusalOf,
} from '#shared/domain/email-address.ts'

describe('addresses', () => {
  it('are cleaned in a time that grows with the text, however many spaces are in it', () => {
    const text = `a${' '.repeat(200_000)}b@example.com`
    const started = performance.now()
    expect(cleanAddress(text)).toBe(text)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it.each([
    'ola@example.com',
    "o'brien+tag@example.co.uk",
    'a@b.no',
    '1@2.no',
    '=x@example.com',
    '+47@example.com',
    '-a@example.com',
    'first.last@sub-domain.example.com',
    'kåre.ødegård@blåbærsyltetøy.example',
    '王@例子.example',
    'пётр@почта.example',
    'สมชาย@ตัวอย่าง.example',
    'x@xn--bcher-kva.example',
    `${'a'.repeat(64)}@example.com`,
    `a@${'b'.repeat(63)}.example`,
    '{a}|~`@example.com',
  ])('takes %s', (address) => expect(refusalOf(address)).toBeUndefined())

  it.each([
    ['', 'missing', undefined],
    ['ola.example.com', 'no-at', undefined],
    ['ola(at)example.com', 'no-at', 'ola@example.com'],
    ['ola [krøllalfa] example.com', 'no-at', 'ola@example.com'],
    ['ola＠example.com', 'no-at', 'ola@example.com'],
    ['ola@', 'no-domain', undefined],
    ['@example.com', 'no-local-part', undefined],
    ['ola@example.com;kari@example.com', 'two-addresses', undefined],
    ['ola@example.com, kari@example.com', 'two-addresses', undefined],
    ['ola@example.com/kari@example.com', 'two-addresses', undefined],
    ['ola@@example.com', 'not-an-address', 'ola@example.com'],
    ['ola @example.com', 'space-inside', 'ola@example.com'],
    ['ola@ example.com', 'space-inside', 'ola@example.com'],
    ['ola nordmann@example.com', 'space-inside', 'ola.nordmann@example.com'],
    ['Ola Nordmann ola@example.com', 'space-inside', 'ola@example.com'],
    ['ola@example,com', 'comma-for-point', 'ola@example.com'],
    ['a@b', 'bad-domain', undefined],
    ['ola@example.com.', 'bad-domain', 'ola@example.com'],
    ['ola@example..com', 'bad-domain', 'ola@example.com'],
    ['ola@-example.com', 'bad-domain', undefined],
    ['ola@exa_mple.com', 'bad-domain', undefined],
    ['ola@127.0.0.1', 'bad-domain', undefined],
    ['ola@example.c', 'bad-domain', undefined],
    [`a@${'b'.repeat(64)}.example`, 'bad-domain', undefined],
    ['ola..nordmann@example.com', 'not-an-address', 'ola.nordmann@example.com'],
    ['ola.@example.com', 'not-an-address', 'ola@example.com'],
    ['"ola"@example.com', 'not-an-address', undefined],
    ["'ola@example.com", undefined, undefined],
    ['(ola@example.com', 'not-an-address', 'ola@example.com'],
    ['=cmd()@example.com', 'not-an-address', undefined],
    ['🎓@example.com', 'not-an-address', undefined],
    [`${'a'.repeat(65)}@example.com`, 'too-long', undefined],
    [`a@${'b.'.repeat(130)}example`, 'too-long', undefined],
  ])('says of %j: %s', (address, problem, suggestion) => {
    expect(refusalOf(address)?.problem).toBe(problem)
    expect(refusalOf(address)?.suggestion).toBe(suggestion)
  })

  it('suggests nothing but good addresses', () => {
    const awkward = fc.string({
      unit: fc.constantFrom('a', 'b', '@', '.', ',', ' ', '"', '(', 'at', ')', '-'),
      maxLength: 20,
    })
    fc.assert(
      fc.property(awkward, (text) => {
        const suggestion = refusalOf(text)?.suggestion
        expect(suggestion === undefined || isAddress(suggestion)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('takes off what address books put around', () => {
    expect(cleanAddress(' \u200bola@example.com\u00a0')).toBe('ola@example.com')
    expect(cleanAddress('Ola Nordmann <ola@example.com>')).toBe('ola@example.com')
    expect(cleanAddress('MAILTO:ola@example.com')).toBe('ola@example.com')
    expect(cleanAddress('<ola>')).toBe('<ola>')
    expect(displayName('"Nordmann, Ola" <ola@example.com>')).toBe('Nordmann, Ola')
    expect(displayName('ola@example.com')).toBe('')
  })

  it('compares without regard to case, and to how marks are written', () => {
    expect(addressKey('KÅRE@Example.com')).toBe(addressKey('ka\u030are@example.COM'))
    expect(localPart('a@b@example.com')).toBe('a@b')
  })
})
