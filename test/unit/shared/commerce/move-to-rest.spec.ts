import { describe, expect, it } from 'vitest'
import { movePlan, moveToSuccessor, retiring, SUCCESSOR } from '#shared/domain/commerce/move-to-rest.ts'
import { PHASE_OUTS } from '#shared/domain/commerce/phase-outs.ts'
import { problemsOf } from '#shared/domain/commerce/problems.ts'
import { PROVIDER_IDS, providerOf, PROVIDERS } from '#shared/domain/commerce/providers.ts'
import { EMPTY_CONTENT, optionsOf } from '#shared/domain/commerce/settings.ts'
import { isIsoDate } from '#shared/domain/dates.ts'
import { externalAddress } from '#shared/external-links.ts'
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

  it.each(classic.map(({ id }) => id))('says beforehand what %s leaves behind', (provider) => {
    const { settings } = contentFor(provider)
    const { accountType, cards, currency } = optionsOf(settings, provider)
    expect(movePlan(settings)).toEqual({
      from: provider,
      currency: { before: currency, after: currency },
      accountType,
      cards,
      account: providerOf(provider).account,
    })
    const after = moveToSuccessor(settings)
    expect(optionsOf(after, SUCCESSOR)).toMatchObject({ accountType: null, cards: [], currency })
  })

  it('names only cards that are in effect', () => {
    const { settings } = contentFor('payflow-pro')
    const hosted = { ...optionsOf(settings, 'payflow-pro'), accountType: 'website-payments-pro' as const }
    const plan = movePlan({ ...settings, options: { 'payflow-pro': hosted } })
    expect(plan).toMatchObject({ accountType: 'website-payments-pro', cards: [] })
  })

  it('changes nothing where there is nothing to move', () => {
    expect(moveToSuccessor(EMPTY_CONTENT.settings)).toBe(EMPTY_CONTENT.settings)
    const { settings } = contentFor(SUCCESSOR)
    expect(moveToSuccessor(settings)).toBe(settings)
    expect([movePlan(settings), movePlan(EMPTY_CONTENT.settings)]).toEqual([null, null])
  })

  it('is offered for every product that PayPal is phasing out, and not for what follows them', () => {
    expect(PROVIDER_IDS.filter((id) => retiring(id) === null)).toEqual([SUCCESSOR])
  })
})

describe('what PayPal plans for its older products', () => {
  it.each(Object.entries(PHASE_OUTS))(
    '%s: from a page of PayPal’s that may be opened, with its month',
    (_product, one) => {
      for (const address of [one.page, one.general ?? one.page]) {
        expect(externalAddress(address)).toBe(address)
        expect(new URL(address).hostname).toBe('developer.paypal.com')
      }
      expect(isIsoDate(one.readIn) && one.readIn.endsWith('-01')).toBe(true)
    },
  )
})
