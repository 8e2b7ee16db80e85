import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ofEachText } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import {
  type CreateForm,
  defaultForm,
  type FormWorld,
  nextForm,
  readForm,
  wholeNumber,
  withService,
} from '../../../../src-renderer/pages/create/form.ts'

const today = '2026-03-12' as IsoDate
const noFile: FormWorld = { today, currency: 'USD', file: null, defaultBatchName: '' }
const file = (good: number): FormWorld => ({
  today,
  currency: 'USD',
  file: { importId: 'i1', good },
  defaultBatchName: 'Deltakere mars',
})
const form = (change: Partial<CreateForm> = {}): CreateForm => ({ ...defaultForm(today), ...change })
const one = (change: Partial<CreateForm> = {}) =>
  form({ source: 'one', name: 'Kari Nordmann', email: 'kari@example.com', ...change })

describe('the form of a creation', () => {
  it('keeps its terms for the next recipients, and neither the recipients nor how many codes they got', () => {
    const form = one({ perRecipient: '200000', length: '14', percent: '25', usageKind: 'unlimited' })
    expect(nextForm({ ...form, batchName: 'Vår' })).toEqual({
      ...form,
      name: '',
      email: '',
      perRecipient: '1',
      ...ofEachText(() => null),
    })
  })

  it('begins with what most creations are: 10 characters, once, 10 %, 90 days', () => {
    expect(readForm(form(), file(244)).creation).toEqual({
      service: 'events',
      appliesTo: 'everything',
      recipients: { kind: 'file', importId: 'i1' },
      codeType: { kind: 'generated', perRecipient: 1, length: 10 },
      usage: { kind: 'once' },
      discount: { kind: 'percent', hundredths: 1000 },
      expires: '2026-06-10',
      ...ofEachText(() => ''),
      batchName: 'Deltakere mars',
    })
  })

  it('asks for a file, and makes no creation without one', () => {
    const { creation, problems } = readForm(form(), noFile)
    expect(creation).toBeNull()
    expect(problems).toEqual({ file: { code: 'file-missing' } })
  })

  it('has the currency of the service until another is chosen', () => {
    const typed = one({ discountKind: 'amount', amount: '10' })
    const discountIn = (change: Partial<CreateForm>) =>
      readForm({ ...typed, ...change }, { ...noFile, currency: 'GBP' }).creation?.discount
    expect(discountIn({})).toEqual({ kind: 'amount', minor: 1000, currency: 'GBP' })
    expect(discountIn({ currency: 'USD' })).toEqual({ kind: 'amount', minor: 1000, currency: 'USD' })
  })

  it('reads one recipient, an amount, several times and a custom code', () => {
    const typed = one({
      email: ' Kari <kari@example.com> ',
      discountKind: 'amount',
      amount: '1 045,5',
      currency: 'CAD',
      usageKind: 'times',
      times: '12',
      codeKind: 'custom',
      customCode: ' VAAR-2026 ',
      batchName: ' Vår ',
    })
    expect(readForm(typed, noFile)).toMatchObject({
      problems: {},
      creation: {
        recipients: { kind: 'one', name: 'Kari Nordmann', email: 'kari@example.com' },
        discount: { kind: 'amount', minor: 104_550, currency: 'CAD' },
        usage: { kind: 'times', times: 12 },
        codeType: { kind: 'custom', code: 'VAAR-2026' },
        batchName: 'Vår',
      },
    })
  })

  it.each([
    ['25', 2500],
    ['25,00', 2500],
    ['12.5', 1250],
    ['12,5 %', 1250],
    ['0,01', 1],
    ['100', 10_000],
  ])('reads the percentage %s', (percent, hundredths) => {
    expect(readForm(one({ percent }), noFile).creation?.discount).toEqual({ kind: 'percent', hundredths })
  })

  it.each(['', '0', '100,01', '1,234', '-5', 'ten', '1e2'])('refuses the percentage “%s”', (percent) => {
    const { creation, problems, parts } = readForm(one({ percent }), noFile)
    expect(creation).toBeNull()
    expect(problems).toEqual({ discount: { code: 'percent-wrong' } })
    expect(parts).toMatchObject({ discount: null, usage: { kind: 'once' } })
  })

  it('names every field that is wrong, each with what would be right', () => {
    const typed = one({
      name: ' ',
      email: 'kari aas@example.com',
      perRecipient: '0',
      length: '5',
      usageKind: 'times',
      times: '1',
      discountKind: 'amount',
      expires: null,
      batchName: 'x'.repeat(121),
    })
    expect(readForm(typed, noFile).problems).toEqual({
      name: { code: 'name-missing' },
      email: { code: 'address-refused', problem: 'space-inside', suggestion: 'kari.aas@example.com' },
      perRecipient: { code: 'whole-number', min: 1, max: 5_000_000 },
      length: { code: 'whole-number', min: 6, max: 32 },
      times: { code: 'whole-number', min: 2, max: 1_000_000 },
      discount: { code: 'amount-wrong' },
      expires: { code: 'expiry-missing' },
      batchName: { code: 'text-too-long', limit: 120 },
    })
  })

  it('asks for nothing with a text that is too long, and says how long it may be', () => {
    const one = { source: 'one', name: 'Kari', email: 'kari@example.com' } as const
    const long = (typed: object) => readForm(form({ ...one, ...typed }), noFile)
    expect(long({})).toMatchObject({ problems: {}, creation: { recipients: { name: 'Kari' } } })
    expect(long({ name: 'x'.repeat(201) })).toMatchObject({
      creation: null,
      problems: { name: { code: 'text-too-long', limit: 200 } },
    })
    expect(long({ note: 'x'.repeat(501) })).toMatchObject({
      creation: null,
      problems: { note: { code: 'text-too-long', limit: 500 } },
    })
    // What is wrong with these has words of its own.
    expect(long({ email: `${'x'.repeat(320)}@example.com` })).toMatchObject({
      creation: null,
      problems: { email: { code: 'address-refused' } },
    })
    expect(long({ codeKind: 'custom', customCode: 'x'.repeat(201) })).toMatchObject({
      creation: null,
      problems: { customCode: { code: 'custom-code-length' } },
    })
  })

  it('counts the codes for the recipients of the file', () => {
    expect(readForm(form({ perRecipient: '1 000', length: '6' }), file(1000)).problems).toEqual({})
    expect(readForm(form({ perRecipient: '1 074', length: '6' }), file(1000)).problems).toEqual({
      length: { code: 'length-too-small', count: 1_074_000, smallest: 7 },
    })
    expect(readForm(form({ perRecipient: '5 001', length: '7' }), file(1000)).problems).toEqual({
      perRecipient: { code: 'too-many-codes', count: 5_001_000, limit: 5_000_000 },
    })
  })

  it('refuses a day that has passed, a file without a good row, and a custom code for many', () => {
    expect(readForm(form({ expires: '2026-03-11' as IsoDate }), file(1)).problems).toEqual({
      expires: { code: 'expiry-passed', today },
    })
    expect(readForm(form({ expires: today }), file(0)).problems).toEqual({ file: { code: 'no-recipients' } })
    expect(readForm(form({ codeKind: 'custom', customCode: 'VAAR 26' }), file(3)).problems).toEqual({
      customCode: { code: 'custom-code-letters', letters: ' ' },
    })
    expect(readForm(form({ codeKind: 'custom', customCode: 'VAAR26' }), file(3)).problems).toEqual({
      customCode: { code: 'custom-code-one-recipient', recipients: 3 },
    })
  })

  it('keeps what a code applies to where the other service has it too', () => {
    expect(withService(form({ appliesTo: 'programs' }), 'training').appliesTo).toBe('programs')
    expect(withService(form({ appliesTo: 'live-events' }), 'training').appliesTo).toBe('everything')
  })

  it('never makes a creation out of fields of which one is wrong', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('1', '10', '2', '0', '1 000', '12,5'))
    const any = fc.record({
      perRecipient: text,
      length: text,
      times: text,
      percent: text,
      email: text,
      name: text,
    })
    fc.assert(
      fc.property(any, (typed) => {
        const { creation, problems, parts } = readForm(one({ ...typed, usageKind: 'times' }), noFile)
        const unreadable = ['perRecipient', 'length', 'times', 'discount'].some(
          (field) => problems[field as keyof typeof problems]?.code === 'whole-number',
        )
        if (unreadable) expect(creation).toBeNull()
        if (creation) expect(parts.discount).toEqual(creation.discount)
      }),
    )
  })
})

describe('a whole number as typed', () => {
  it.each([
    ['1 000', 1000],
    ['1.000', 1000],
    ['1,000', 1000],
    ['1\u00a0000\u00a0000', 1_000_000],
    ['7', 7],
  ])('reads %s', (text, value) => expect(wholeNumber(text, 1, 1_000_000)).toBe(value))

  it.each(['', '1,5', '0', '1000001', '-1', 'x'])('refuses “%s”', (text) =>
    expect(wholeNumber(text, 1, 1_000_000)).toBeUndefined(),
  )
})
