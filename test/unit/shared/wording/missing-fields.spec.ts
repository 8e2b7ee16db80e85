import { expect, it } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { errorText } from '#shared/wording/error-texts.ts'

const incomplete = (provider: 'payflow-pro' | 'paypal-checkout-rest' | null) =>
  new Refusal('commerce.incomplete', { missing: ['password', 'support'], provider, mode: 'test' })

it('names what is missing as its provider does', () => {
  expect(errorText(incomplete('payflow-pro'), 'nb').fact).toContain('Mangler: Passord, Kundestøtteinfo.')
  expect(errorText(incomplete('paypal-checkout-rest'), 'nb').fact).toContain(
    'Mangler: Klienthemmelighet, Kundestøtteinfo.',
  )
  expect(errorText(incomplete('paypal-checkout-rest'), 'en').fact).toContain(
    'Missing: Client secret, Customer support info.',
  )
  expect(errorText(incomplete(null), 'en').fact).toContain('Missing: Password,')
})
