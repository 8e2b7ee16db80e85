import { expect } from 'vitest'
import type { Outcome } from '#backend/areas/paypal/gateway/gateway.ts'

/** What an outcome is to equal. PayPal's own answer beside an unknown one is named only where a test is about it. */
export const asExpected = (outcome: object): unknown =>
  'kind' in outcome && outcome.kind === 'unknown' && !('pairs' in outcome)
    ? expect.objectContaining(outcome)
    : outcome

/** PayPal's code and text as a person sees them beside the outcome. */
export const saidIn = (outcome: Outcome<unknown>): Record<string, string> =>
  Object.fromEntries((outcome.pairs ?? []).map(({ name, value }) => [name, value]))
