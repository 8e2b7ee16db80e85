import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CUSTOM_CODE } from '#shared/domain/promo-code.ts'
import { suggestedCode } from '#shared/domain/suggested-code.ts'

it.each([
  ['VÅR 25', 'VAR-25'],
  ['  vår  2026 ', 'var-2026'],
  ['SOMMER/HØST', 'SOMMER-HOST'],
  ['Ærlig talt!', 'Aerlig-talt'],
  ['VÆRE 25', 'VAERE-25'],
  ['Kari’s code', 'Karis-code'],
  ['50% rabatt', '50-rabatt'],
  ['Straße 7', 'Strasse-7'],
  ['ÉTÉ_25', 'ETE_25'],
  ['Łódź – Wrocław', 'Lodz-Wroclaw'],
  ['e\u0301te\u0301 1', 'ete-1'],
  ['ﬁnn oss', 'finn-oss'],
  ['СКИДКА 25', 'SKIDKA-25'],
  ['Έκπτωση', 'Ekptosi'],
  ['VAR-25', 'VAR-25'],
])('what was meant by %j is %s', async (typed, code) => {
  expect(await suggestedCode(typed)).toBe(code)
})

it.each(['', ' ', '!', 'å', '🎉🎉🎉', '—–—'])('nothing is suggested for %j', async (typed) => {
  expect(await suggestedCode(typed)).toBeUndefined()
})

it('is always a code that can be created, and stays as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 120 }), async (typed) => {
      const code = await suggestedCode(typed)
      if (code === undefined) return
      expect(code).toMatch(CUSTOM_CODE.pattern)
      expect(code.length).toBeLessThanOrEqual(CUSTOM_CODE.max)
      expect(await suggestedCode(code)).toBe(code)
    }),
  )
})
