import { describe, expect, it } from 'vitest'
import { ANSWER_CODES } from '#shared/domain/payments/answer-codes.ts'
import { paypalWords } from '#shared/wording/paypal-words.ts'

describe.each(['nb', 'en'] as const)('what PayPal says no with, in %s', (language) => {
  it.each(ANSWER_CODES)('%s: a sentence what is wrong, a sentence what to do', (code) => {
    for (const destination of [undefined, 'simulator', 'live'] as const) {
      const { fact, remedy } = paypalWords(code, language, destination)
      for (const sentence of [fact, remedy]) {
        expect(sentence).toMatch(/^[A-ZÆØÅ].*\.$/)
        expect(sentence.length).toBeLessThan(170)
        expect(sentence).not.toMatch(/[.!?] |  /)
      }
    }
  })

  it('says each thing in words of its own', () => {
    expect(new Set(ANSWER_CODES.map((code) => paypalWords(code, language).fact)).size).toBe(
      ANSWER_CODES.length,
    )
  })

  it('has other advice for a test, where the test systems have rules of their own', () => {
    const { remedy } = paypalWords('declined', language, 'live')
    expect(paypalWords('declined', language, 'simulator').remedy).not.toBe(remedy)
    expect(paypalWords('declined', language).remedy).toBe(remedy)
    expect(paypalWords('declined', language, 'sandbox').remedy).toContain('1000')
  })
})
