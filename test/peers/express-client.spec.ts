import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type PeerProcess, startPeer } from '../support/peers/peer-process.ts'
import { visit } from '../support/simulator/browser.ts'
import { runSimulator, type RunningSimulator } from '../support/simulator/simulator.ts'

/** An Express Checkout (NVP) client from Debian, in Python, against the simulator. */
let running: RunningSimulator
let peer: PeerProcess
let earlier = 0
beforeAll(async () => {
  running = await runSimulator()
  peer = startPeer('/usr/bin/python3', './express-client.py', `${running.url}/nvp`)
})
afterAll(async () => {
  await peer.stop()
  await running.stop()
})
beforeEach(() => void (earlier = running.simulator.ledger.charges().length))
/** What the bank did in this test. */
const charged = () => running.simulator.ledger.charges().slice(earlier)

type Said = { refused: number | null; fields: Readonly<Record<string, string>> }
const ask = async (method: string, fields: object = {}, more: object = {}): Promise<Said> =>
  (await peer.ask({ method, fields, ...more })) as unknown as Said

let count = 0
const orderOf = (amount: string) => ({
  paymentrequest_0_amt: amount,
  paymentrequest_0_currencycode: 'NOK',
  paymentrequest_0_paymentaction: 'Sale',
  paymentrequest_0_invnum: `INV-${(count += 1)}`,
})

/** Sets up a payment that a buyer decides about; answers with what is needed to finish it. */
async function decided(order: object, decision = 'approve') {
  const { fields } = await ask('set_express_checkout', {
    ...order,
    returnurl: 'https://shop.example/back',
    cancelurl: 'https://shop.example/cancel',
  })
  const token = fields['TOKEN'] ?? ''
  const { to } = await (
    await visit(`${running.url}/cgi-bin/webscr?cmd=_express-checkout&token=${token}`)
  ).press(decision)
  return { ...order, token, payerid: to?.searchParams.get('PayerID') ?? '' }
}

describe('Express Checkout', () => {
  it('is set up, approved, looked up, paid, looked up again and refunded in part and in full', async () => {
    const order = orderOf('90.00')
    const approved = await decided(order)
    const { token, payerid } = approved
    expect(payerid).toMatch(/^[2-9A-HJ-NP-Z]{13}$/)
    expect((await ask('get_express_checkout_details', { token })).fields).toMatchObject({
      TOKEN: token,
      PAYERID: payerid,
      CHECKOUTSTATUS: 'PaymentActionNotInitiated',
    })
    const paid = await ask('do_express_checkout_payment', approved)
    expect(paid.fields).toMatchObject({
      ACK: 'Success',
      PAYMENTINFO_0_PAYMENTSTATUS: 'Completed',
      PAYMENTINFO_0_AMT: '90.00',
    })
    const transactionid = paid.fields['PAYMENTINFO_0_TRANSACTIONID'] ?? ''
    const part = { transactionid, refundtype: 'Partial', amt: '30.00', currencycode: 'NOK' }
    expect((await ask('refund_transaction', part)).fields).toMatchObject({ GROSSREFUNDAMT: '30.00' })
    expect((await ask('get_transaction_details', { transactionid })).fields).toMatchObject({
      PAYMENTSTATUS: 'Partially-Refunded',
    })
    const rest = { ...part, amt: '60.00' }
    expect((await ask('refund_transaction', rest)).fields).toMatchObject({ GROSSREFUNDAMT: '60.00' })
    expect(await ask('refund_transaction', rest)).toMatchObject({ refused: 10009 })
    expect(charged()).toMatchObject([{ captured: 9000, refunded: 9000 }])
  })

  it.each([
    ['the buyer did not approve', '90.00', 'cancel', 10485],
    ['the buyer’s bank declines', '90.00', 'decline', 10486],
    ['the amount asks for it', '104.17', 'approve', 10417],
  ])('is refused where %s', async (_what, amount, decision, code) => {
    const order = await decided(orderOf(amount), decision)
    const payment = { ...order, payerid: order.payerid || '7E7MGXCWTTKK2' }
    const said = await ask('do_express_checkout_payment', payment)
    expect(said.refused).toBe(code)
    expect(said.fields).toMatchObject({ ACK: 'Failure', L_ERRORCODE0: String(code) })
    expect(charged().filter(({ captured }) => captured > 0)).toEqual([])
  })

  it('is paid once by a token, and once by an invoice number', async () => {
    const order = orderOf('90.00')
    const [first, second] = [await decided(order), await decided(order)]
    expect((await ask('do_express_checkout_payment', first)).refused).toBeNull()
    expect((await ask('do_express_checkout_payment', first)).refused).toBe(10415)
    expect((await ask('do_express_checkout_payment', second)).refused).toBe(10412)
  })

  it('knows no stranger and no token that it did not give', async () => {
    expect((await ask('get_express_checkout_details', { token: 'EC-00000000000000000' })).refused).toBe(10410)
    const stranger = await ask('get_express_checkout_details', { token: 'EC-1' }, { password: 'wrong' })
    expect(stranger.refused).toBe(10002)
  })
})
