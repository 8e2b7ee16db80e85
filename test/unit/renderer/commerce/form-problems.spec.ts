import { describe, expect, it } from 'vitest'
import { type Content, EMPTY_ACCOUNT, EMPTY_CONTENT, LIMITS } from '#shared/domain/commerce/settings.ts'
import { formProblems, isAccountField } from '../../../../src-renderer/pages/commerce/form-problems.ts'

const say = (key: string, values?: Record<string, unknown>) =>
  values ? `${key} ${Object.values(values).join(' ')}` : key
const content = (settings: Partial<Content['settings']>, paypalEmail = ''): Content => ({
  settings: { ...EMPTY_CONTENT.settings, ...settings },
  accounts: { 'express-checkout-ca': { ...EMPTY_ACCOUNT, paypalEmail } },
})
const problems = (test: Content, production: Content = EMPTY_CONTENT) =>
  formProblems({ test, production }, 'test', say).map(({ field, mode, sentence }) => [field, mode, sentence])

describe('what is to be corrected in the form', () => {
  it('is nothing in an empty form: what is missing is asked for before production', () => {
    expect(problems(EMPTY_CONTENT)).toEqual([])
  })

  it.each([
    ['21 00 00 00', 'commerce.problems.no-country-code'],
    ['+47 1', 'commerce.problems.not-a-number'],
    ['ring oss', 'commerce.problems.neither'],
    ['a@b', 'commerce.problems.not-an-address'],
    ['betaling@fjordkurs,example', 'commerce.problems.emailMaybe betaling@fjordkurs.example'],
  ])('refuses %j as support info', (support, sentence) => {
    expect(problems(content({ support }))).toEqual([['support', 'test', sentence]])
  })

  it('counts the characters of a text that is too long', () => {
    const header = 'x'.repeat(LIMITS.text + 1)
    expect(problems(content({ header }))).toEqual([
      ['header', 'test', `commerce.problems.tooLong 5001 ${LIMITS.text}`],
    ])
  })

  it('looks at the accounts of both modes, at the shared fields once', () => {
    const chosen = { provider: 'express-checkout-ca', support: 'ring' } as const
    expect(problems(content(chosen, 'galt'), content(chosen, 'også galt@'))).toEqual([
      ['paypalEmail', 'test', 'commerce.problems.not-an-address'],
      ['support', 'test', 'commerce.problems.neither'],
      ['paypalEmail', 'production', 'commerce.problems.not-an-address'],
    ])
  })

  it('knows which fields are an account’s', () => {
    expect(['partnerId', 'password', 'grant', 'cards', 'support'].map(isAccountField)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})
