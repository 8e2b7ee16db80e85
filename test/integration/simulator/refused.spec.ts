import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { visit } from '../../support/simulator/browser.ts'
import { CARD, type Fields, runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'

/*
 * What PayPal refuses, the simulator refuses: nothing works in a test that would fail with PayPal.
 */

const DAY = 24 * 3_600_000
let running: RunningSimulator
beforeEach(async () => void (running = await runSimulator()))
afterEach(() => running.stop())

const addresses = { RETURNURL: 'http://127.0.0.1:9/back', CANCELURL: 'http://127.0.0.1:9/cancel' }
const moneyOf = () =>
  running.simulator.ledger.charges().map(({ state, captured, refunded }) => [state, captured - refunded])
const held = () => running.simulator.ledger

describe('Payflow', () => {
  const card = (TRXTYPE: string, fields: Fields = {}) =>
    running.payflow({ ...CARD, TRXTYPE, AMT: '90.00', CUSTREF: 'ref1', ...fields })
  const follow = async (TRXTYPE: string, ORIGID = '', fields: Fields = {}) =>
    (await running.payflow({ TRXTYPE, ORIGID, ...fields }))['RESULT']

  async function paidByLogin(TRXTYPE: string, decision = 'approve'): Promise<Fields> {
    const express = (ACTION: string, fields: Fields) =>
      running.payflow({ TENDER: 'P', TRXTYPE, ACTION, AMT: '90.00', CUSTREF: 'ref2', ...fields })
    const { TOKEN = '' } = await express('S', addresses)
    const page = await visit(`${running.url}/cgi-bin/webscr?cmd=_express-checkout&token=${TOKEN}`)
    const { to } = await page.press(decision)
    return await express('D', { TOKEN, PAYERID: to?.searchParams.get('PayerID') ?? '' })
  }

  it('the card as the tender of what PayPal paid, and PayPal as that of a card', async () => {
    const { PNREF: sale } = await paidByLogin('S')
    const { PNREF: charged } = await card('S')
    for (const type of ['C', 'V', 'D']) {
      expect(await follow(type, sale, { TENDER: 'C' })).toBe('2')
      expect(await follow(type, charged, { TENDER: 'P' })).toBe('2')
    }
    expect(moneyOf()).toEqual([
      ['captured', 9000],
      ['captured', 9000],
    ])
    expect(await follow('C', sale, { TENDER: 'P' })).toBe('0')
    expect(await follow('C', charged)).toBe('0')
  })

  it('a void of a sale through the login, and not of an authorization', async () => {
    expect(await follow('V', (await paidByLogin('S'))['PNREF'], { TENDER: 'P' })).toBe('108')
    expect(await follow('V', (await paidByLogin('A'))['PNREF'], { TENDER: 'P' })).toBe('0')
    expect(moneyOf()).toEqual([
      ['captured', 9000],
      ['voided', 0],
    ])
  })

  it.each(['126', '127'])('a capture and a credit of what the filters hold with %s', async (code) => {
    running.simulator.faults.next({ kind: 'hold', code })
    const { PNREF } = await card('A')
    expect(await follow('D', PNREF, { AMT: '90.00' })).toBe('111')
    expect(await follow('C', PNREF, { AMT: '90.00' })).toBe('105')
    expect(moneyOf()).toEqual([['authorized', 0]])
    held().decide('ref1', null)
    expect(await follow('D', PNREF, { AMT: '90.00' })).toBe('0')
  })

  it('a credit of what is not paid yet', async () => {
    const paid = await paidByLogin('S', 'echeck')
    expect(paid).toMatchObject({ RESULT: '0', PENDINGREASON: 'echeck', PAYMENTTYPE: 'echeck' })
    expect(await follow('C', paid['PNREF'], { TENDER: 'P' })).toBe('105')
    const asked = () => running.payflow({ TRXTYPE: 'I', CUSTREF: 'ref2' })
    expect(await asked()).toMatchObject({ ORIGRESULT: '0', PENDINGREASON: 'echeck' })
    held().decide('ref2', null)
    expect(await asked()).not.toHaveProperty('PENDINGREASON')
    expect(await follow('C', paid['PNREF'], { TENDER: 'P' })).toBe('0')
  })

  it('another currency than the payment’s, and a sale of nothing', async () => {
    const { PNREF } = await card('S')
    expect(await follow('C', PNREF, { AMT: '90.00', CURRENCY: 'EUR' })).toBe('105')
    const authorized = await card('A')
    expect(await follow('D', authorized['PNREF'], { AMT: '90.00', CURRENCY: 'EUR' })).toBe('111')
    expect((await card('S', { AMT: '0' }))['RESULT']).toBe('4')
    expect((await card('A', { AMT: '0' }))['RESULT']).toBe('0')
    const token = { CREATESECURETOKEN: 'Y', SECURETOKENID: 'id1', AMT: '0' }
    expect((await card('S', token))['RESULT']).toBe('4')
  })

  it('a token that is none, in Payflow’s own words', async () => {
    const get = { TENDER: 'P', TRXTYPE: 'S', ACTION: 'G', TOKEN: 'EC-' }
    expect(await running.payflow(get)).toMatchObject({
      RESULT: '7',
      RESPMSG: 'Field format error: Invalid Token',
    })
  })

  it.each([
    ['1126', '126'],
    ['1127', '127'],
  ])('nothing of %s, which the filters hold with RESULT %s', async (AMT, result) => {
    expect((await card('A', { AMT }))['RESULT']).toBe(result)
    expect(moneyOf()).toEqual([['authorized', 0]])
  })

  it('a capture after 29 days, and a credit after 180', async () => {
    const authorized = await card('A')
    const sold = await card('S')
    running.clock.advance(30 * DAY)
    expect(await follow('D', authorized['PNREF'], { AMT: '90.00' })).toBe('111')
    running.clock.advance(151 * DAY)
    expect(await follow('C', sold['PNREF'])).toBe('105')
  })
})

describe('Express Checkout', () => {
  const order = { PAYMENTREQUEST_0_AMT: '90.00', PAYMENTREQUEST_0_CURRENCYCODE: 'NOK' }

  async function paid(action: 'Sale' | 'Authorization', decision = 'approve'): Promise<string> {
    const fields = { ...order, PAYMENTREQUEST_0_PAYMENTACTION: action, PAYMENTREQUEST_0_INVNUM: `${action}1` }
    const { TOKEN = '' } = await running.nvp('SetExpressCheckout', { ...fields, ...addresses })
    const page = await visit(`${running.url}/cgi-bin/webscr?cmd=_express-checkout&token=${TOKEN}`)
    const { to } = await page.press(decision)
    const PAYERID = to?.searchParams.get('PayerID') ?? ''
    const done = await running.nvp('DoExpressCheckoutPayment', { ...fields, TOKEN, PAYERID })
    return done['PAYMENTINFO_0_TRANSACTIONID'] ?? ''
  }
  const code = async (method: string, fields: Fields) =>
    (await running.nvp(method, fields))['L_ERRORCODE0'] ?? ''

  it('a refund of an authorization, of what is pending, in another currency, or with an amount though it is full', async () => {
    expect(await code('RefundTransaction', { TRANSACTIONID: await paid('Authorization') })).toBe('10009')
    const TRANSACTIONID = await paid('Sale', 'echeck')
    const status = async () => await running.nvp('GetTransactionDetails', { TRANSACTIONID })
    expect(await status()).toMatchObject({ PAYMENTSTATUS: 'Pending', PENDINGREASON: 'echeck' })
    expect(await code('RefundTransaction', { TRANSACTIONID })).toBe('10009')
    held().decide('Sale1', null)
    const part = { TRANSACTIONID, REFUNDTYPE: 'Partial', AMT: '10.00', CURRENCYCODE: 'EUR' }
    expect(await code('RefundTransaction', part)).toBe('10009')
    expect(await code('RefundTransaction', { TRANSACTIONID, REFUNDTYPE: 'Full', AMT: '90.00' })).toBe('10004')
    running.clock.advance(181 * DAY)
    expect(await code('RefundTransaction', { TRANSACTIONID })).toBe('10009')
    expect(moneyOf()).toEqual([
      ['authorized', 0],
      ['captured', 9000],
    ])
  })

  it('a capture that does not say whether it is the last, of what is reviewed, or after 29 days', async () => {
    const AUTHORIZATIONID = await paid('Authorization', 'review')
    expect(await code('DoCapture', { AUTHORIZATIONID, AMT: '90.00' })).toBe('10004')
    const last = { AUTHORIZATIONID, AMT: '90.00', COMPLETETYPE: 'Complete' }
    expect(await code('DoCapture', last)).toBe('10609')
    held().decide('Authorization1', null)
    expect(await code('DoCapture', { ...last, CURRENCYCODE: 'EUR' })).toBe('10004')
    running.clock.advance(30 * DAY)
    expect(await code('DoCapture', last)).toBe('10601')
  })

  it('is declined by whoever looks at it, and says so', async () => {
    const TRANSACTIONID = await paid('Sale', 'review')
    const page = await visit(`${running.url}/review`)
    expect(page.html).toContain('paymentreview')
    const { to } = await page.press('decline')
    expect(to?.pathname).toBe('/review')
    expect(await running.nvp('GetTransactionDetails', { TRANSACTIONID })).toMatchObject({
      PAYMENTSTATUS: 'Denied',
    })
    expect((await visit(`${running.url}/review`)).html).not.toContain('paymentreview')
  })
})

it('of another page than its own decides nothing about what is under review', async () => {
  running.simulator.faults.next({ kind: 'hold' })
  await running.payflow({ ...CARD, TRXTYPE: 'A', AMT: '90.00', CUSTREF: 'ref1' })
  const body = new URLSearchParams({ merchant: 'fjordkurs', id: '', decision: 'accept' })
  const sent = await fetch(`${running.url}/review`, {
    method: 'POST',
    body,
    headers: { Origin: 'http://evil.example' },
  })
  expect(sent.status).toBe(403)
})
