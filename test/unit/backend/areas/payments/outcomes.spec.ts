import { expect, it } from 'vitest'
import { endOf } from '#backend/areas/payments/outcomes.ts'

const pairs = [
  { name: 'RESULT', value: '104' },
  { name: 'RESPMSG', value: 'Timeout waiting for processor response' },
]

it.each([
  ['done', { kind: 'done', done: {}, pairs }, 'done'],
  ['refused', { kind: 'refused', code: 'declined', pairs }, 'refused'],
  ['not sent after a question', { kind: 'not-sent', code: 'token-invalid', pairs }, 'refused'],
  ['unknown', { kind: 'unknown', code: 'processor-timed-out', pairs }, 'unknown'],
] as const)('keeps PayPal’s own answer with the step: %s', (_what, outcome, state) => {
  expect(endOf(outcome)).toMatchObject({ state, pairs })
})

it('has none where PayPal gave none', () => {
  expect(endOf({ kind: 'unknown', code: 'timed-out' })).toEqual({
    state: 'unknown',
    code: 'timed-out',
    pairs: [],
  })
})
