import { describe, expect, it } from 'vitest'
import { ALPHABET } from '#shared/domain/promo-code.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { batchNameFrom } from '../../../../src-renderer/pages/create/draft.ts'
import { replay } from '../../../../src-renderer/pages/create/corrections.ts'
import { fileSize } from '../../../../src-renderer/pages/create/file-size.ts'
import type { FieldProblem } from '../../../../src-renderer/pages/create/form.ts'
import { problemText } from '../../../../src-renderer/pages/create/problem-text.ts'
import { exampleCode, examplePrice } from '../../../../src-renderer/pages/create/sample-code.ts'
import type { Correction } from '../../../../src-renderer/pages/create/saved-draft.ts'
import { translatorOf } from '../translator.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a batch’s name from its file’s', () => {
  it.each([
    ['deltakere-mars_2026.csv', 'Deltakere mars 2026'],
    ['Ærlige kunder.XLSX', 'Ærlige kunder'],
    ['v1.2 liste.ods', 'V1.2 liste'],
    ['.csv', ''],
  ])('%s is “%s”', (file, name) => expect(batchNameFrom(file)).toBe(name))

  it('fits the field', () => expect(batchNameFrom(`${'a'.repeat(300)}.txt`)).toHaveLength(120))
})

describe('a file’s size', () => {
  it('is said with the unit that fits', () => {
    expect(plain(fileSize(980, 'nb'))).toBe('980 B')
    expect(plain(fileSize(14_400, 'nb'))).toBe('14 kB')
    expect(plain(fileSize(2_440_000, 'nb'))).toBe('2,4 MB')
    expect(plain(fileSize(2_440_000, 'en'))).toBe('2.4 MB')
  })
})

describe('the example of a code', () => {
  it('has the length asked, of the alphabet’s letters only', () => {
    for (let length = 6; length <= 32; length += 1) {
      const code = exampleCode({ kind: 'generated', perRecipient: 1, length }) ?? ''
      expect(code).toHaveLength(length)
      expect([...code].every((letter) => ALPHABET.includes(letter))).toBe(true)
    }
  })

  it('is the custom code once there is one', () => {
    expect(exampleCode({ kind: 'custom', code: 'VAAR' })).toBe('VAAR')
    expect(exampleCode({ kind: 'custom', code: '' })).toBeUndefined()
  })

  it('takes the discount off a round price, and never goes below nothing', () => {
    expect(examplePrice({ kind: 'percent', hundredths: 2500 }).after).toEqual({
      minor: 7500,
      currency: 'USD',
    })
    const large = examplePrice({ kind: 'amount', minor: 25_000, currency: 'GBP' })
    expect(large.before.currency).toBe('GBP')
    expect(large.after.minor).toBe(0)
  })
})

describe('what is wrong with a field', () => {
  const problems: [FieldProblem, nb: string, en: string][] = [
    [
      { code: 'length-too-small', count: 1_000_000, smallest: 6 },
      '1 000 000 koder trenger minst 6 tegn for å være vanskelige å gjette.',
      '1,000,000 codes need at least 6 characters to be hard to guess.',
    ],
    [
      { code: 'custom-code-taken', by: 'Nordvik AS', status: 'used-up' },
      'Koden tilhører Nordvik AS fra før (status: brukt opp). Velg en annen.',
      'The code belongs to Nordvik AS already (status: used up). Choose another.',
    ],
    [
      { code: 'custom-code-letters', letters: ' æ' },
      'Koden kan ikke ha ␣ æ. Bruk bokstavene A–Z, sifre, - og _.',
      'The code cannot have ␣ æ. Use the letters A–Z, digits, - and _.',
    ],
    [
      { code: 'address-refused', problem: 'no-at' },
      'Adressen har ikke noe @-tegn. Skriv adressen som navn@firma.no.',
      'The address has no @. Write it as name@company.com.',
    ],
    [
      { code: 'expiry-passed', today: '2026-03-12' as IsoDate },
      'Datoen er passert. Velg 12.03.2026 eller senere.',
      'The date has passed. Choose Mar 12, 2026 or later.',
    ],
    [{ code: 'file-missing' }, 'Velg en fil med mottakere.', 'Choose a file of recipients.'],
  ]
  it.each(problems)('$code is described in both languages', (problem, nb, en) => {
    expect(plain(problemText(problem, translatorOf('nb'), 'nb'))).toBe(nb)
    expect(plain(problemText(problem, translatorOf('en'), 'en'))).toBe(en)
  })
})

describe('corrections after a new reading', () => {
  const edit = (row: number, from: string, to: string): Correction => ({
    row,
    was: { email: from, name: 'N' },
    change: { kind: 'edit', email: to },
  })
  it('apply, in their order, to rows that are as they were', async () => {
    const asked: number[] = []
    const replayed = await replay(
      [edit(3, 'a', 'b'), edit(3, 'b', 'c'), edit(9, 'x', 'y'), edit(12, 'gone', 'z')],
      [
        { row: 3, part: 1, email: 'a', name: 'N' },
        { row: 3, part: 2, email: 'b', name: 'N' },
        { row: 9, part: 1, email: 'another', name: 'N' },
      ],
      async ({ row, change }) => {
        asked.push(row)
        return { row, part: 1, email: change.kind === 'edit' ? (change.email ?? '') : '', name: 'N' }
      },
    )
    expect(asked).toEqual([3, 3])
    expect(replayed.applied).toHaveLength(2)
    expect(replayed.left).toBe(2)
  })
})
