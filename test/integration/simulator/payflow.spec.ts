import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CARD, type Fields, runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'
import { visit } from '../../support/simulator/browser.ts'

let running: RunningSimulator
beforeEach(async () => void (running = await runSimulator()))
afterEach(() => running.stop())

const sale = (fields: Fields = {}, headers: Fields = {}): Promise<Fields> =>
  running.payflow({ ...CARD, TRXTYPE: 'S', AMT: '90.00', ...fields }, headers)
const authorize = (fields: Fields = {}): Promise<Fields> => sale({ TRXTYPE: 'A', ...fields })
const follow = (TRXTYPE: string, ORIGID: string, fields: Fields = {}): Promise<Fields> =>
  running.payflow({ TRXTYPE, ORIGID, ...fields })
const states = () => running.simulator.ledger.charges().map(({ state }) => state)

describe('amount-driven results', () => {
  it.each([
    ['0.01', '0'],
    ['1000.99', '0'],
    ['1004', '4'],
    ['1005', '5'],
    ['1008', '8'],
    ['1012.50', '12'],
    ['1013', '13'],
    ['1023', '23'],
    ['1024', '24'],
    ['1030', '30'],
    ['1100', '100'],
    ['1104', '104'],
    ['1111', '111'],
    ['1114', '114'],
    ['2000', '1000'],
    ['1050', '12'],
    ['1500', '12'],
    ['2001', '12'],
    ['90000', '12'],
  ])('%s gives %s', async (AMT, result) => {
    expect((await sale({ AMT }))['RESULT']).toBe(result)
    expect(states()).toEqual([result === '0' ? 'captured' : 'declined'])
  })

  it('counts whole units where the currency has no decimals', async () => {
    expect((await sale({ AMT: '1012', CURRENCY: 'JPY' }))['RESULT']).toBe('12')
    expect((await sale({ AMT: '90.50', CURRENCY: 'JPY' }))['RESULT']).toBe('4')
  })
})

describe('what a call must be', () => {
  it.each<[what: string, fields: Fields, result: string]>([
    ['a wrong password', { PWD: 'wrong' }, '1'],
    ['a Norwegian wrong password', { PWD: 'Feil123' }, '1'],
    ['an unknown vendor', { VENDOR: 'unknown' }, '26'],
    ['an invalid tender', { TENDER: 'G' }, '2'],
    ['an invalid transaction type', { TRXTYPE: 'G' }, '3'],
    ['a type that no processor takes', { TRXTYPE: 'F' }, '100'],
    ['a negative amount', { AMT: '-1' }, '4'],
    ['a thousands separator', { AMT: '1,000.00' }, '4'],
    ['no amount', { AMT: '' }, '4'],
    ['a currency without a processor', { CURRENCY: 'NOK' }, '6'],
    ['no currency', { CURRENCY: 'KRONER' }, '6'],
    ['a card of zeros', { ACCT: '0000000000000000' }, '23'],
    ['a card that is none of the test cards', { ACCT: '4111111111111112' }, '23'],
    ['a date long past', { EXPDATE: '0298' }, '24'],
    ['last month', { EXPDATE: '1026' }, '24'],
    ['no such month', { EXPDATE: '1328' }, '24'],
    ['a card that the United Kingdom does not take', { PARTNER: 'PayPalUK', ACCT: '378282246310005' }, '25'],
    ['Maestro without its start', { PARTNER: 'PayPalUK', ACCT: '6759649826438453' }, '7'],
    ['an unknown original', { TRXTYPE: 'D', ORIGID: 'NONE00000000' }, '19'],
    ['an unknown reference', { TRXTYPE: 'I', CUSTREF: 'none' }, '20'],
  ])('refuses %s', async (_what, fields, result) => {
    const answer = await sale(fields)
    expect(answer['RESULT']).toBe(result)
    expect(running.simulator.ledger.charges()).toEqual([])
  })

  it.each<[what: string, headers: Fields, result: string]>([
    ['a time-out that is too small', { 'X-VPS-CLIENT-TIMEOUT': '1' }, '101'],
    ['a request ID that is too long', { 'X-VPS-REQUEST-ID': 'x'.repeat(33) }, '7'],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, '9'],
    ['XML', { 'Content-Type': 'text/xml' }, '29'],
  ])('refuses %s', async (_what, headers, result) => {
    expect((await sale({}, headers))['RESULT']).toBe(result)
    expect(running.simulator.ledger.charges()).toEqual([])
  })

  it('takes this month, and the cards of every brand', async () => {
    for (const ACCT of [
      '4222222222222',
      '2223000048400011',
      '371449635398431',
      '30569309025904',
      '3530111333300000',
    ])
      expect((await sale({ ACCT, EXPDATE: '1126' }))['RESULT']).toBe('0')
  })
})

describe('the checks of address and card', () => {
  it.each([
    ['333 Gate', '50000', '300', { AVSADDR: 'Y', AVSZIP: 'Y', CVV2MATCH: 'Y' }],
    ['334 Gate', '50001', '301', { AVSADDR: 'N', AVSZIP: 'N', CVV2MATCH: 'N' }],
    ['666 Gate', '99999', '600', { AVSADDR: 'N', AVSZIP: 'N', CVV2MATCH: 'N' }],
    ['667 Gate', '12345', '601', { AVSADDR: 'X', AVSZIP: 'X', CVV2MATCH: 'X' }],
    ['Gate 1', '12345', '999', { AVSADDR: 'X', AVSZIP: 'X', CVV2MATCH: 'X' }],
  ])('street %s, zip %s, code %s', async (STREET, ZIP, CVV2, matches) => {
    expect(await sale({ STREET, ZIP, CVV2 })).toMatchObject(matches)
  })

  it('says nothing of a code that was not sent', async () => {
    expect(await sale({ CVV2: '000' })).not.toHaveProperty('CVV2MATCH')
  })
})

describe('authorize, capture, void, credit', () => {
  it('captures once; a captured authorization cannot be voided, its capture can', async () => {
    const { PNREF = '' } = await authorize()
    const captured = await follow('D', PNREF)
    expect(captured['RESULT']).toBe('0')
    expect((await follow('D', PNREF))['RESULT']).toBe('111')
    expect((await follow('V', PNREF))['RESULT']).toBe('108')
    expect((await follow('C', PNREF))['RESULT']).toBe('105')
    expect((await follow('V', captured['PNREF'] ?? ''))['RESULT']).toBe('0')
    expect((await follow('V', captured['PNREF'] ?? ''))['RESULT']).toBe('108')
    expect(states()).toEqual(['voided'])
  })

  it('captures no more than was authorized, and credits no more than was captured', async () => {
    const { PNREF = '' } = await authorize()
    expect((await follow('D', PNREF, { AMT: '90.01' }))['RESULT']).toBe('111')
    const { PNREF: capture = '' } = await follow('D', PNREF, { AMT: '50.00' })
    expect((await follow('C', capture, { AMT: '50.01' }))['RESULT']).toBe('105')
    expect((await follow('C', capture, { AMT: '20.00' }))['RESULT']).toBe('0')
    expect((await follow('C', capture))['RESULT']).toBe('0')
    expect((await follow('C', capture))['RESULT']).toBe('105')
    expect(running.simulator.ledger.charges()).toMatchObject([
      { state: 'refunded', captured: 5000, refunded: 5000 },
    ])
  })

  it('does nothing with what was declined, or only verified', async () => {
    const declined = await authorize({ AMT: '1012' })
    for (const type of ['D', 'V', 'C']) {
      expect((await follow(type, declined['PNREF'] ?? ''))['RESULT']).toMatch(/^1(20|05)$/)
    }
    const verified = await authorize({ AMT: '0' })
    expect(verified).toMatchObject({ RESULT: '0', RESPMSG: 'Verified' })
    expect((await follow('D', verified['PNREF'] ?? ''))['RESULT']).toBe('111')
    expect((await follow('V', verified['PNREF'] ?? ''))['RESULT']).toBe('108')
    expect((await follow('C', verified['PNREF'] ?? ''))['RESULT']).toBe('105')
  })

  it('settles overnight: a void is too late then, a credit is not', async () => {
    const { PNREF = '' } = await sale()
    running.clock.advance(24 * 3600 * 1000)
    expect((await follow('V', PNREF))['RESULT']).toBe('108')
    expect((await follow('C', PNREF))['RESULT']).toBe('0')
    const later = await sale()
    running.simulator.ledger.settle()
    expect((await follow('V', later['PNREF'] ?? ''))['RESULT']).toBe('108')
  })

  it('keeps the transactions of a vendor from another', async () => {
    const { PNREF = '' } = await authorize({ CUSTREF: 'ref1' })
    expect((await follow('D', PNREF, { VENDOR: 'other' }))['RESULT']).toBe('19')
    expect((await running.payflow({ TRXTYPE: 'I', CUSTREF: 'ref1', VENDOR: 'other' }))['RESULT']).toBe('20')
  })
})

describe('the same request identity', () => {
  it('gives the first answer again, whatever is asked now', async () => {
    const headers = { 'X-VPS-REQUEST-ID': 'once' }
    const first = await sale({}, headers)
    const again = await sale({ AMT: '10.00' }, headers)
    expect(again).toEqual({ ...first, DUPLICATE: '1' })
    expect(running.simulator.ledger.charges()).toHaveLength(1)
    expect(first).not.toHaveProperty('DUPLICATE')
  })

  it('is another call for another vendor, and after a refused login', async () => {
    const headers = { 'X-VPS-REQUEST-ID': 'once' }
    expect((await sale({ PWD: 'wrong' }, headers))['RESULT']).toBe('1')
    expect((await sale({}, headers))['RESULT']).toBe('0')
    expect(await sale({ VENDOR: 'other' }, headers)).not.toHaveProperty('DUPLICATE')
    expect(running.simulator.ledger.charges()).toHaveLength(2)
  })
})

describe('an inquiry', () => {
  const ask = async (fields: Fields) => {
    const { ORIGRESULT, TRANSSTATE, ORIGPNREF } = await running.payflow({ TRXTYPE: 'I', ...fields })
    return { ORIGRESULT, TRANSSTATE, ORIGPNREF }
  }

  it('follows a payment by our reference', async () => {
    const { PNREF = '' } = await authorize({ CUSTREF: 'ref1' })
    expect(await ask({ CUSTREF: 'ref1' })).toEqual({ ORIGRESULT: '0', TRANSSTATE: '3', ORIGPNREF: PNREF })
    const { PNREF: capture = '' } = await follow('D', PNREF, { CUSTREF: 'ref1' })
    expect(await ask({ CUSTREF: 'ref1' })).toEqual({ ORIGRESULT: '0', TRANSSTATE: '6', ORIGPNREF: capture })
    expect(await ask({ ORIGID: PNREF })).toMatchObject({ TRANSSTATE: '9' })
    await follow('V', capture)
    expect(await ask({ CUSTREF: 'ref1' })).toMatchObject({ TRANSSTATE: '1006' })
  })

  it('reports what was declined', async () => {
    await sale({ AMT: '1013', CUSTREF: 'ref2' })
    expect(await ask({ CUSTREF: 'ref2' })).toMatchObject({ ORIGRESULT: '13', TRANSSTATE: '1' })
  })
})

it('adds what PayPal adds when it is asked to, with length tags', async () => {
  const response = await fetch(`${running.url}/payflow`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/namevalue', 'X-VPS-REQUEST-ID': 'abc', 'PAYPAL-NVP': 'Y' },
    body: 'TRXTYPE=A&TENDER=C&PARTNER=PayPal&VENDOR[3]=a&b&USER=a&PWD[4]=x=&y&AMT=0&CREATESECURETOKEN=Y&SECURETOKENID=i1',
  })
  const body = await response.text()
  expect(response.headers.get('x-vps-request-id')).toBe('abc')
  expect(body).toMatch(/SECURETOKEN\[25\]=[A-Z0-9]{25}&SECURETOKENID\[2\]=i1&/)
  expect(body).toMatch(/&TIMESTAMP\[20\]=2026-11-23T11:00:00Z&CORRELATIONID\[13\]=\w{13}&ACK\[7\]=Success/)
})

it.each(['', 'RESULT', 'A=1&B[9]=x', 'A="x"'])('answers a malformed body with 9: %s', async (body) => {
  const response = await fetch(`${running.url}/payflow`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/namevalue', 'X-VPS-REQUEST-ID': 'abc' },
    body,
  })
  expect(await response.text()).toMatch(/^RESULT=9&/)
})

describe('Express Checkout through Payflow', () => {
  const addresses = { RETURNURL: 'http://127.0.0.1:9/back?a=1&b=2', CANCELURL: 'http://127.0.0.1:9/cancel' }
  const express = (ACTION: string, fields: Fields): Promise<Fields> =>
    running.payflow({ TENDER: 'P', TRXTYPE: 'S', ACTION, AMT: '90.00', ...fields })

  it('takes the money that the buyer approved, once', async () => {
    const { TOKEN = '' } = await express('S', addresses)
    expect(TOKEN).toMatch(/^EC-[A-Z0-9]{17}$/)
    expect(await express('G', { TOKEN })).not.toHaveProperty('PAYERID')
    expect((await express('D', { TOKEN, PAYERID: 'X' }))['RESPMSG']).toContain('10485')
    const page = await visit(`${running.url}/cgi-bin/webscr?cmd=_express-checkout&token=${TOKEN}`)
    const { to } = await page.press('approve')
    const PAYERID = to?.searchParams.get('PayerID') ?? ''
    expect(to?.href).toBe(`http://127.0.0.1:9/back?a=1&b=2&token=${TOKEN}&PayerID=${PAYERID}`)
    expect(await express('G', { TOKEN })).toMatchObject({ RESULT: '0', PAYERID })
    expect((await express('D', { TOKEN, PAYERID, TRXTYPE: 'A' }))['RESULT']).toBe('3')
    expect((await express('D', { TOKEN, PAYERID: 'X' }))['RESPMSG']).toContain('10406')
    expect(await express('D', { TOKEN, PAYERID, CUSTREF: 'ref9' })).toMatchObject({ RESULT: '0', TOKEN })
    expect((await express('D', { TOKEN, PAYERID }))['RESPMSG']).toContain('10415')
    expect(running.simulator.ledger.of('ref9')).toMatchObject([{ state: 'captured', captured: 9000 }])
  })

  it.each<[what: string, fields: Fields, detail: string]>([
    ['no return address', { RETURNURL: '' }, '10404'],
    ['an address that is none', { RETURNURL: 'javascript:alert(1)' }, '10404'],
    ['no cancel address', { CANCELURL: '' }, '10405'],
    ['nothing to pay', { AMT: '0' }, '10525'],
    ['no action', { ACTION: '' }, 'ACTION'],
    ['an action that is none', { ACTION: 'constructor' }, 'ACTION'],
  ])('refuses %s', async (_what, fields, detail) => {
    expect((await express('S', { ...addresses, ...fields }))['RESPMSG']).toContain(detail)
  })

  it('lets a token expire after three hours', async () => {
    const { TOKEN = '' } = await express('S', addresses)
    running.clock.advance(3 * 3600 * 1000)
    expect((await express('G', { TOKEN }))['RESPMSG']).toContain('10411')
    expect((await express('G', { TOKEN: `EC-${'N'.repeat(17)}` }))['RESPMSG']).toContain('10410')
    expect((await express('G', { TOKEN, VENDOR: 'other' }))['RESPMSG']).toContain('10409')
  })
})
