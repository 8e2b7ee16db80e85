import { describe, expect, it } from 'vitest'
import type { Order, Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import { payflowGateway } from '#backend/areas/paypal/gateway/payflow-gateway.ts'
import type { PayflowClient, PayflowPaid } from '#backend/areas/paypal/payflow/payflow-types.ts'

const order: Order = {
  amount: { minor: 4200, currency: 'USD' },
  description: 'Seminar',
  reference: 'ABCDEFGHJKLM',
}
const card = { number: '4111111111111111', month: 12, year: 2031, cvv: '123' }
const start = { token: 'EC-1', buyerUrl: 'https://www.sandbox.paypal.com/', form: null }

const paid = (pending: string | null): Outcome<PayflowPaid> => ({
  kind: 'done',
  done: { transaction: 'A1', pending, repeated: false },
  pairs: [{ name: 'RESULT', value: pending ?? '0' }],
})
const unknown = { kind: 'unknown', code: 'connection-lost' } as const

/** A client with the given answers, which records what it was asked. */
function clientWith(answers: Partial<PayflowClient>): { client: PayflowClient; asked: string[] } {
  const asked: string[] = []
  const client = new Proxy({} as PayflowClient, {
    get:
      (_target, name: keyof PayflowClient) =>
      (...given: never[]) => {
        asked.push(`${name} ${String(given.at(-1))}`)
        const answer = answers[name] as ((...given: never[]) => unknown) | undefined
        if (!answer) throw new Error(`nobody expected ${name}`)
        return answer(...given)
      },
  })
  return { client, asked }
}

const gatewayOver = (client: PayflowClient) => payflowGateway(client, 'sandbox', {})

describe('money that PayPal holds for a review', () => {
  it('is kept, with PayPal’s reason', async () => {
    const { client, asked } = clientWith({ authorize: async () => paid('126') })
    expect(await gatewayOver(client).authorize(order, card, 'id')).toMatchObject({
      kind: 'done',
      done: { transaction: 'A1', pending: '126' },
    })
    expect(asked).toEqual(['authorize id'])
  })
})

describe('what follows a payment', () => {
  const done = async () => paid(null)

  it('of a card names the card, and of the PayPal login PayPal', async () => {
    const tenders: string[] = []
    const { client } = clientWith({
      refund: async (_transaction, _amount, tender) => (tenders.push(tender), paid(null)),
      void: done,
    })
    for (const paidWith of ['card', 'hosted', 'express'] as const)
      await gatewayOver(client).refund({ transaction: 'A1', paidWith }, order, 'id')
    expect(tenders).toEqual(['C', 'C', 'P'])
  })

  it('voids nothing that was paid through the PayPal login: it is a sale', async () => {
    const { client, asked } = clientWith({ void: done })
    const voided = await gatewayOver(client).void({ transaction: 'A1', paidWith: 'express' }, 'id')
    expect(voided).toMatchObject({ kind: 'refused', code: 'type-not-supported' })
    expect(asked).toEqual([])
  })
})

describe('the end of the PayPal login', () => {
  it('takes nothing while the buyer has not approved', async () => {
    const { client, asked } = clientWith({
      expressDetails: async () => ({ kind: 'done', done: { payerId: null }, pairs: [] }),
    })
    expect(await gatewayOver(client).finishExpress(order, start, { PayerID: 'MADEUPPAYERID' }, 'id')).toEqual(
      { kind: 'refused', code: 'buyer-not-approved', pairs: [] },
    )
    expect(asked).toEqual(['expressDetails idg'])
  })

  it('was not sent where only the question before it was lost', async () => {
    const { client } = clientWith({ expressDetails: async () => unknown })
    expect(await gatewayOver(client).finishExpress(order, start, {}, 'id')).toEqual({
      kind: 'not-sent',
      code: 'connection-lost',
    })
  })

  it('believes PayPal’s payer, not the browser’s', async () => {
    const payers: string[] = []
    const { client } = clientWith({
      expressDetails: async () => ({ kind: 'done', done: { payerId: 'TRUEPAYERIDXX' }, pairs: [] }),
      finishExpress: async (_order, _token, payerId) => {
        payers.push(payerId)
        return paid(null)
      },
    })
    const outcome = await gatewayOver(client).finishExpress(order, start, { PayerID: 'MADEUPPAYERID' }, 'id')
    expect(outcome).toMatchObject({ kind: 'done', done: { transaction: 'A1', captured: true } })
    expect(payers).toEqual(['TRUEPAYERIDXX'])
  })
})

describe('the return from PayPal’s card page', () => {
  it.each([
    [{ kind: 'done', done: { state: 'authorized', transaction: 'A1' }, pairs: [] }, 'done'],
    [{ kind: 'done', done: { state: 'none' }, pairs: [] }, 'refused'],
    [{ kind: 'done', done: { state: 'declined', transaction: 'A1' }, pairs: [] }, 'refused'],
    [{ kind: 'refused', code: 'authentication-failed', pairs: [] }, 'unknown'],
    [{ kind: 'not-sent', code: 'offline' }, 'unknown'],
    [unknown, 'unknown'],
  ] as const)('that PayPal answers with %j is %s', async (answer, kind) => {
    const { client } = clientWith({ inquire: async () => answer })
    const returned = { RESULT: '0', RESPMSG: 'Approved' }
    expect((await gatewayOver(client).finishHosted(order, start, returned, 'id')).kind).toBe(kind)
  })
})
