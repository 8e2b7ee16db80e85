import { describe, expect, it } from 'vitest'
import { ANSWER_CODES } from '#shared/domain/payments/answer-codes.ts'
import { paypalSaid, paypalWords, withPaypalSaid } from '#shared/wording/paypal-words.ts'

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

describe('PayPal’s own code and text', () => {
  it.each<[string, Record<string, string>, string | null]>([
    ['Payflow', { RESULT: '12', RESPMSG: 'Declined', PNREF: 'A1' }, 'RESULT 12: Declined'],
    ['an inquiry', { RESULT: '0', RESPMSG: 'Approved', ORIGRESULT: '12' }, 'ORIGRESULT 12'],
    ['Express Checkout', { ACK: 'Failure', L_ERRORCODE0: '10486', L_LONGMESSAGE0: 'No.' }, '10486: No'],
    ['Permissions', { 'error(0).errorId': '520002', 'error(0).message': 'Internal' }, '520002: Internal'],
    ['an issue', { name: 'UNPROCESSABLE_ENTITY', issue: 'X_Y', description: 'It is.' }, 'X_Y: It is'],
    ['a name', { name: 'NOT_AUTHORIZED', message: 'Not allowed.' }, 'NOT_AUTHORIZED: Not allowed'],
    ['a token', { error: 'invalid_client', error_description: 'Failed' }, 'invalid_client: Failed'],
    ['nothing', { RESULT: '0', RESPMSG: 'Approved' }, null],
  ])('of %s', (_of, said, words) => {
    const pairs = Object.entries(said).map(([name, value]) => ({ name, value }))
    expect(paypalSaid(pairs)).toBe(words)
    const { fact } = withPaypalSaid({ fact: 'Banken avslo betalingen.' }, pairs)
    expect(fact).toBe(words === null ? 'Banken avslo betalingen.' : `Banken avslo betalingen (${words}).`)
  })
})
