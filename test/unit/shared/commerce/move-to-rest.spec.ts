import { describe, expect, it } from 'vitest'
import { moveToSuccessor, retiring, SUCCESSOR } from '#shared/domain/commerce/move-to-rest.ts'
import { problemsOf } from '#shared/domain/commerce/problems.ts'
import { PROVIDER_IDS, PROVIDERS } from '#shared/domain/commerce/providers.ts'
import { EMPTY_CONTENT, optionsOf } from '#shared/domain/commerce/settings.ts'
import { contentFor } from '../../../support/commerce/contents.ts'

describe('moving to PayPal Checkout (REST)', () => {
  const classic = PROVIDERS.filter(({ id }) => id !== SUCCESSOR)
  const cases = classic.flatMap(({ id, currency }) => currency.offered.map((one) => [id, one] as const))

  it.each(cases)('takes %s in %s along, and leaves the rest as it is', (provider, currency) => {
    const { settings } = contentFor(provider)
    const options = { ...optionsOf(settings, provider), currency }
    const before = { ...settings, options: { [provider]: options } }
    const after = moveToSuccessor(before)
    expect(after.provider).toBe(SUCCESSOR)
    expect(optionsOf(after, SUCCESSOR).currency).toBe(currency)
    expect(after).toMatchObject({
      merchantName: settings.merchantName,
      support: settings.support,
      header: settings.header,
      footer: settings.footer,
    })
    // Coming back finds what was chosen.
    expect(after.options[provider]).toEqual(options)
    expect(problemsOf({ settings: after, accounts: {} })).toEqual([])
  })

  it('changes nothing where there is nothing to move', () => {
    expect(moveToSuccessor(EMPTY_CONTENT.settings)).toBe(EMPTY_CONTENT.settings)
    const { settings } = contentFor(SUCCESSOR)
    expect(moveToSuccessor(settings)).toBe(settings)
  })

  it('is offered for every product that PayPal is phasing out, and not for what follows them', () => {
    expect(PROVIDER_IDS.filter((id) => retiring(id) === null)).toEqual([SUCCESSOR])
  })
})
