import { describe, expect, it } from 'vitest'
import { keyOf } from '#shared/domain/commerce/fields.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { checksOf, grouped, sameFields } from '../../../../src-renderer/components/review/review-rows.ts'

const content: Content = {
  settings: {
    ...EMPTY_CONTENT.settings,
    provider: 'payflow-pro',
    options: {
      'payflow-pro': { accountType: 'website-payments-pro', cards: [], express: false, currency: 'USD' },
    },
  },
  accounts: {},
}
const express: Content = { ...content, settings: { ...content.settings, provider: 'express-checkout-us' } }

describe('the review', () => {
  it('puts differences under the headings of the form', () => {
    const difference = (key: string) => ({ key, before: null, after: 'x' })
    const groups = grouped(
      [
        'settings.footer',
        'settings.provider',
        'account.payflow-pro.vendor',
        'password.payflow-pro',
        'settings.support',
      ].map(difference),
    )
    expect(groups.map(({ group, rows }) => [group, rows.map(({ key }) => key)])).toEqual([
      ['payment', ['settings.provider']],
      ['account', ['account.payflow-pro.vendor', 'password.payflow-pro']],
      ['merchant', ['settings.support']],
      ['page', ['settings.footer']],
    ])
  })

  it('shows no current value for a product that is not chosen now', () => {
    const key = 'options.payflow-pro.express'
    const change = { key, before: false, after: true }
    const provider = { key: 'settings.provider', before: 'express-checkout-us', after: 'payflow-pro' }
    const before = (differences: Parameters<typeof grouped>[0]) =>
      grouped(differences).flatMap(({ rows }) => rows.filter((row) => row.key === key))[0]?.before
    expect(before([change])).toBe(false)
    expect(before([provider, change])).toBeNull()
    expect(before([{ ...provider, before: 'payflow-pro', after: null }, change])).toBe(false)
  })

  it('leaves out what the product does not ask when it counts what is the same', () => {
    const same = sameFields(content, new Set(['settings.footer']), keyOf).map(({ field }) => field)
    expect(same).toEqual([
      'provider',
      'accountType',
      'express',
      'currency',
      'merchantName',
      'support',
      'header',
    ])
    expect(sameFields(express, new Set(), keyOf).map(({ field }) => field)).not.toContain('accountType')
  })

  it('asks what the provider asks', () => {
    const names = (one: Content) => checksOf(one, []).map(({ check }) => check)
    expect(names(EMPTY_CONTENT)).toEqual(['merchant', 'provider'])
    expect(names(content)).toEqual(['merchant', 'provider', 'account', 'password'])
    expect(names(express)).toEqual(['merchant', 'providerOnly', 'account', 'grant'])
    const rest = { ...content, settings: { ...content.settings, provider: 'paypal-checkout-rest' as const } }
    expect(names(rest)).toEqual(['merchant', 'providerOnly', 'account', 'clientSecret'])
    expect(checksOf(rest, ['clientId'])[2]?.missing).toEqual(['clientId'])
    expect(checksOf(content, ['support', 'vendor', 'password']).flatMap(({ missing }) => missing)).toEqual([
      'support',
      'vendor',
      'password',
    ])
  })
})
