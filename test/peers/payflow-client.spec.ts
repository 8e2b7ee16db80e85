import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type PeerProcess, startPeer } from '../support/peers/peer-process.ts'
import { runSimulator, type RunningSimulator } from '../support/simulator/simulator.ts'

/** A Payflow client from Debian, in Perl, against the simulator. */
let running: RunningSimulator
let peer: PeerProcess
let earlier = 0
beforeAll(async () => {
  running = await runSimulator()
  peer = startPeer('/usr/bin/perl', './payflow-client.pl', `${running.url}/payflow`)
})
afterAll(async () => {
  await peer.stop()
  await running.stop()
})
beforeEach(() => void (earlier = running.simulator.ledger.charges().length))
/** What the bank did in this test. */
const charged = () => running.simulator.ledger.charges().slice(earlier)

const ACCOUNT = { vendor: 'fjordkurs', partner: 'PayPal' }
const BUYER = {
  type: 'VISA',
  login: 'fjordkurs',
  password: 'secret',
  description: 'Safety & health = one day',
  invoice_number: '100100',
  name: 'Test Buyer',
  address: '123 Test street',
  city: 'Oslo',
  zip: '00150',
  email: 'buyer@example.com',
  card_number: '4111111111111111',
  expiration: '12/2028',
  cvv2: '123',
}
const submit = (action: string, content: object = {}, account: object = ACCOUNT) =>
  peer.ask({ account, content: { ...BUYER, action, ...content } })

describe('a card', () => {
  it('is charged, with address and CVV checked, and refunded', async () => {
    const paid = await submit('Normal Authorization', { amount: '49.95' })
    expect(paid).toMatchObject({
      is_success: 1,
      result_code: '0',
      error_message: 'Approved',
      avs_code: 'Y',
      cvv2_response: 'Y',
    })
    expect(paid['authorization']).toMatch(/^\w{6}$/)
    running.simulator.ledger.settle()
    expect(await submit('Credit', { order_number: paid['order_number'] })).toMatchObject({ is_success: 1 })
    expect(charged()).toMatchObject([{ captured: 4995, refunded: 4995 }])
  })

  it('is authorized, captured once, and voided no more', async () => {
    const { order_number } = await submit('Authorization Only', { amount: '49.95' })
    expect(await submit('Post Authorization', { order_number, amount: '49.95' })).toMatchObject({
      is_success: 1,
    })
    expect(await submit('Post Authorization', { order_number, amount: '49.95' })).toMatchObject({
      is_success: 0,
      result_code: '111',
    })
    expect(await submit('Void', { order_number })).toMatchObject({ result_code: '108' })
    expect(charged()).toMatchObject([{ state: 'captured', captured: 4995 }])
  })

  it('is voided before the night', async () => {
    const { order_number } = await submit('Normal Authorization', { amount: '49.95' })
    expect(await submit('Void', { order_number })).toMatchObject({ is_success: 1 })
    expect(charged()).toMatchObject([{ state: 'voided', captured: 0 }])
  })

  it('is charged once by a request that is repeated', async () => {
    const request = { amount: '49.95', request_id: 'repeated-1' }
    const first = await submit('Normal Authorization', request)
    const again = await submit('Normal Authorization', request)
    expect(again['order_number']).toBe(first['order_number'])
    expect(again['response_page']).toContain('DUPLICATE=1')
    expect(charged()).toHaveLength(1)
  })
})

describe('a refusal', () => {
  it.each([
    ['by the amount', { amount: '1012.00' }, '12', 'Declined'],
    ['of the CVV', { amount: '1114.00' }, '114', 'Card Security Code (CSC) Mismatch'],
    ['of the card', { amount: '1.00', card_number: '4111111111111112' }, '23', 'Invalid account number'],
    ['of the expiration date', { amount: '1.00', expiration: '02/98' }, '24', 'Invalid expiration date'],
    ['of the password', { amount: '1.00', password: 'wrong' }, '1', 'User authentication failed'],
  ])('%s', async (_what, content, result_code, error_message) => {
    expect(await submit('Normal Authorization', content)).toMatchObject({
      is_success: 0,
      result_code,
      error_message: expect.stringContaining(error_message) as unknown,
    })
    expect(charged().filter(({ captured }) => captured > 0)).toEqual([])
  })

  it('of a payment that is not there, and of an account that is not', async () => {
    expect(await submit('Void', { order_number: 'V00000000000' })).toMatchObject({ result_code: '19' })
    const stranger = { ...ACCOUNT, vendor: 'unknown' }
    expect(await submit('Normal Authorization', { amount: '1.00' }, stranger)).toMatchObject({
      result_code: '26',
    })
  })
})
