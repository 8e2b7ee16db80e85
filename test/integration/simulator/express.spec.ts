import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Fields, runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'
import { visit } from '../../support/simulator/browser.ts'

let running: RunningSimulator
beforeEach(async () => void (running = await runSimulator()))
afterEach(() => running.stop())

const PAYMENT = {
  PAYMENTREQUEST_0_AMT: '1490.50',
  PAYMENTREQUEST_0_CURRENCYCODE: 'NOK',
  PAYMENTREQUEST_0_PAYMENTACTION: 'Sale',
  PAYMENTREQUEST_0_INVNUM: 'ref1',
} as const
const ADDRESSES = {
  RETURNURL: 'https://shop.example/back',
  CANCELURL: 'https://shop.example/cancel',
} as const

const set = (fields: Fields = {}): Promise<Fields> =>
  running.nvp('SetExpressCheckout', { ...PAYMENT, ...ADDRESSES, ...fields })
const pay = (TOKEN: string, PAYERID: string, fields: Fields = {}): Promise<Fields> =>
  running.nvp('DoExpressCheckoutPayment', { ...PAYMENT, TOKEN, PAYERID, ...fields })
const pageOf = (token: string) => visit(`${running.url}/cgi-bin/webscr?cmd=_express-checkout&token=${token}`)

async function approved(
  fields: Fields = {},
  decision = 'approve',
): Promise<{ token: string; payer: string }> {
  const { TOKEN = '' } = await set(fields)
  const { to } = await (await pageOf(TOKEN)).press(decision)
  return { token: TOKEN, payer: to?.searchParams.get('PayerID') ?? '' }
}

describe('a payment', () => {
  it('is approved, taken once, reported, and refunded once', async () => {
    const { token, payer } = await approved()
    const paid = await pay(token, payer)
    expect(paid).toMatchObject({ ACK: 'Success', TOKEN: token, PAYMENTINFO_0_PAYMENTSTATUS: 'Completed' })
    const TRANSACTIONID = paid['PAYMENTINFO_0_TRANSACTIONID'] ?? ''
    expect(TRANSACTIONID).toHaveLength(17)
    expect(await pay(token, payer)).toMatchObject({ ACK: 'Failure', L_ERRORCODE0: '10415' })
    const answer = await running.nvp('GetExpressCheckoutDetails', { TOKEN: token })
    expect(answer).toMatchObject({
      CHECKOUTSTATUS: 'PaymentActionCompleted',
      PAYMENTREQUEST_0_TRANSACTIONID: TRANSACTIONID,
    })
    const refund = await running.nvp('RefundTransaction', { TRANSACTIONID, REFUNDTYPE: 'Full' })
    expect(refund).toMatchObject({ ACK: 'Success', GROSSREFUNDAMT: '1490.50' })
    expect(await running.nvp('RefundTransaction', { TRANSACTIONID, REFUNDTYPE: 'Full' })).toMatchObject({
      L_ERRORCODE0: '10009',
    })
    expect(running.simulator.ledger.of('ref1')).toMatchObject([{ state: 'refunded', captured: 149050 }])
  })

  it('is refused before the approval, after a cancel, with another payer, amount or action', async () => {
    const { TOKEN = '' } = await set()
    expect(await pay(TOKEN, 'X')).toMatchObject({ L_ERRORCODE0: '10485' })
    const { to } = await (await pageOf(TOKEN)).press('cancel')
    expect(to?.href).toBe(`https://shop.example/cancel?token=${TOKEN}`)
    expect(await pay(TOKEN, 'X')).toMatchObject({ L_ERRORCODE0: '10485' })
    const { token, payer } = await approved()
    expect(await pay(token, 'X')).toMatchObject({ L_ERRORCODE0: '10406' })
    expect(await pay(token, payer, { PAYMENTREQUEST_0_AMT: '1490.51' })).toMatchObject({
      L_ERRORCODE0: '10413',
    })
    expect(await pay(token, payer, { PAYMENTREQUEST_0_PAYMENTACTION: 'Authorization' })).toMatchObject({
      L_ERRORCODE0: '10004',
    })
    expect(running.simulator.ledger.charges()).toEqual([])
  })

  it('cannot be made twice for one invoice', async () => {
    const first = await approved()
    const second = await approved()
    await pay(first.token, first.payer)
    expect(await pay(second.token, second.payer)).toMatchObject({ L_ERRORCODE0: '10412' })
  })

  it('is declined where the buyer’s page says so, at most ten times', async () => {
    const { token, payer } = await approved({}, 'decline')
    for (let attempt = 1; attempt <= 10; attempt++)
      expect(await pay(token, payer)).toMatchObject({ ACK: 'Failure', L_ERRORCODE0: '10486' })
    expect(await pay(token, payer)).toMatchObject({ L_ERRORCODE0: '10416' })
    expect(await running.nvp('GetExpressCheckoutDetails', { TOKEN: token })).toMatchObject({
      CHECKOUTSTATUS: 'PaymentActionFailed',
    })
  })

  it.each(['10417', '10486', '10001'])('is refused with %s where the amount asks for it', async (code) => {
    const fields = { PAYMENTREQUEST_0_AMT: (Number(code) / 100).toFixed(2) }
    const { token, payer } = await approved(fields)
    expect(await pay(token, payer, fields)).toMatchObject({ L_ERRORCODE0: code })
  })

  it('may be authorized first, then captured once or voided', async () => {
    const authorization = { PAYMENTREQUEST_0_PAYMENTACTION: 'Authorization' }
    const { token, payer } = await approved(authorization)
    const paid = await pay(token, payer, authorization)
    expect(paid).toMatchObject({ PAYMENTINFO_0_PENDINGREASON: 'authorization' })
    const AUTHORIZATIONID = paid['PAYMENTINFO_0_TRANSACTIONID'] ?? ''
    expect(
      await running.nvp('DoCapture', { AUTHORIZATIONID, AMT: '1490.51', COMPLETETYPE: 'Complete' }),
    ).toMatchObject({
      L_ERRORCODE0: '10610',
    })
    expect(
      await running.nvp('DoCapture', { AUTHORIZATIONID, AMT: '1490.50', COMPLETETYPE: 'Complete' }),
    ).toMatchObject({
      ACK: 'Success',
    })
    expect(
      await running.nvp('DoCapture', { AUTHORIZATIONID, AMT: '1490.50', COMPLETETYPE: 'Complete' }),
    ).toMatchObject({
      L_ERRORCODE0: '10602',
    })
    expect(await running.nvp('DoVoid', { AUTHORIZATIONID })).toMatchObject({ L_ERRORCODE0: '10602' })
  })
})

describe('what a call must be', () => {
  it.each<[what: string, fields: Fields, code: string]>([
    ['a wrong password', { PWD: 'wrong' }, '10002'],
    ['a wrong signature', { SIGNATURE: 'feil' }, '10002'],
    ['no signature', { SIGNATURE: '' }, '10002'],
    ['a merchant who gave no permission', { SUBJECT: 'nogrant@example.com' }, '10007'],
    ['an old version', { VERSION: '62.0' }, '10004'],
    ['no return address', { RETURNURL: '' }, '10404'],
    ['no cancel address', { CANCELURL: 'not an address' }, '10405'],
    ['nothing to pay', { PAYMENTREQUEST_0_AMT: '0.00' }, '10525'],
    ['far too much', { PAYMENTREQUEST_0_AMT: '10000000.00' }, '10414'],
    ['decimals of a currency without', { PAYMENTREQUEST_0_CURRENCYCODE: 'JPY' }, '10004'],
    ['an unknown currency', { PAYMENTREQUEST_0_CURRENCYCODE: 'ISK' }, '10004'],
    ['an order', { PAYMENTREQUEST_0_PAYMENTACTION: 'Order' }, '10482'],
    ['totals that do not match', { PAYMENTREQUEST_0_ITEMAMT: '1490.00' }, '10413'],
  ])('refuses %s', async (_what, fields, code) => {
    expect(await set(fields)).toMatchObject({ ACK: 'Failure', L_ERRORCODE0: code, L_SEVERITYCODE0: 'Error' })
  })

  it('takes totals with a discount', async () => {
    const items = {
      PAYMENTREQUEST_0_ITEMAMT: '1490.50',
      L_PAYMENTREQUEST_0_NAME0: 'Seminar',
      L_PAYMENTREQUEST_0_AMT0: '800.25',
      L_PAYMENTREQUEST_0_QTY0: '2',
      L_PAYMENTREQUEST_0_AMT1: '-110.00',
    }
    expect(await set(items)).toMatchObject({ ACK: 'Success' })
    expect(await set({ ...items, L_PAYMENTREQUEST_0_AMT1: '-110.01' })).toMatchObject({
      L_ERRORCODE0: '10413',
    })
  })

  it('warns, and still gives a token', async () => {
    const answer = await set({ L_BILLINGTYPE0: 'MerchantInitiatedBilling' })
    expect(answer).toMatchObject({
      ACK: 'SuccessWithWarning',
      L_ERRORCODE0: '11452',
      L_SEVERITYCODE0: 'Warning',
    })
    expect(answer['TOKEN']).toHaveLength(20)
  })

  it('knows tokens of its merchant only, for three hours', async () => {
    const { TOKEN = '' } = await set()
    const details = (fields: Fields) => running.nvp('GetExpressCheckoutDetails', fields)
    expect(await details({})).toMatchObject({ L_ERRORCODE0: '10408' })
    expect(await details({ TOKEN: 'EC-X' })).toMatchObject({ L_ERRORCODE0: '10410' })
    expect(await details({ TOKEN, SUBJECT: 'other@example.com' })).toMatchObject({ L_ERRORCODE0: '10409' })
    running.clock.advance(3 * 3600 * 1000)
    expect(await details({ TOKEN })).toMatchObject({ L_ERRORCODE0: '10411' })
    expect((await pageOf(TOKEN)).status).toBe(410)
  })

  it('answers with HTTP 200 also where it refuses, and takes POST only', async () => {
    const refused = await fetch(`${running.url}/nvp`, { method: 'POST', body: 'METHOD=Nothing' })
    expect(refused.status).toBe(200)
    expect(await refused.text()).toContain('L_ERRORCODE0=81002')
    expect((await fetch(`${running.url}/nvp?METHOD=GetBalance`)).status).toBe(405)
  })
})
