import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault, FaultKind } from '#backend/areas/simulator/faults.ts'
import { until } from '../../support/condition.ts'
import { CARD, runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'
import { startSimulatorProcess } from '../../support/simulator/simulator-process.ts'

let running: RunningSimulator
beforeEach(async () => void (running = await runSimulator()))
afterEach(() => running.stop())

const sale = (CUSTREF: string) => running.payflow({ ...CARD, TRXTYPE: 'S', AMT: '90.00', CUSTREF })
const charges = () => running.simulator.ledger.charges().map(({ reference }) => reference)

/** The answer as it arrives, or how it broke off. */
async function raw(body = 'TRXTYPE=S&TENDER=C&AMT=1', signal?: AbortSignal) {
  const text = Object.entries({ PARTNER: 'PayPal', VENDOR: 'v', USER: 'v', PWD: 'p', ...CARD })
  try {
    const response = await fetch(`${running.url}/payflow`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/namevalue', 'X-VPS-REQUEST-ID': 'raw' },
      body: `${body}&${text.map((pair) => pair.join('=')).join('&')}`,
      ...(signal && { signal }),
    })
    const { status, headers } = response
    return { status, type: headers.get('content-type'), text: await response.text() }
  } catch (error) {
    return { broke: error instanceof Error ? error.name : '' }
  }
}

describe('a fault', () => {
  it.each<[kind: FaultKind, carriedOut: boolean, seen: object]>([
    ['cut', false, { broke: 'TypeError' }],
    ['answer-lost', true, { broke: 'TypeError' }],
    ['half', true, { broke: 'TypeError' }],
    ['http-500', false, { status: 500 }],
    ['wrong-type', true, { status: 200, type: 'text/html' }],
  ])('%s: carried out %s', async (kind, carriedOut, seen) => {
    running.simulator.faults.next({ kind })
    expect(await raw()).toMatchObject(seen)
    expect(running.simulator.ledger.charges()).toHaveLength(carriedOut ? 1 : 0)
    const again = await raw()
    expect(again).toMatchObject({ status: 200 })
    expect('text' in again && again.text.includes('DUPLICATE=1')).toBe(carriedOut)
    expect(running.simulator.ledger.charges()).toHaveLength(1)
  })

  it('slow: carried out at once; the answer comes after its time, or never', async () => {
    running.simulator.faults.next({ kind: 'slow', ms: 30 }, { kind: 'slow' })
    expect(await raw()).toMatchObject({ status: 200 })
    const patience = new AbortController()
    const never = raw(undefined, patience.signal)
    await until('it is carried out', () => charges().length === 1)
    patience.abort()
    expect(await never).toEqual({ broke: 'AbortError' })
  })

  it('refuse: the protocol says no, and nothing is carried out', async () => {
    running.simulator.faults.next({ kind: 'refuse', code: '51' })
    expect((await sale('r1'))['RESULT']).toBe('51')
    expect(charges()).toEqual([])
  })

  it('refuse with 126: authorized, and held for a review', async () => {
    running.simulator.faults.next({ kind: 'refuse', code: '126' })
    const held = await running.payflow({ ...CARD, TRXTYPE: 'A', AMT: '90.00' })
    expect(held['RESULT']).toBe('126')
    expect((await running.payflow({ TRXTYPE: 'V', ORIGID: held['PNREF'] ?? '' }))['RESULT']).toBe('0')
  })
})

describe('held for a review', () => {
  const XML = /FPS_PREXMLDATA\[(\d+)\]=(<triggeredRules>[^]*<\/triggeredRules>)&POSTFPSMSG=Review$/

  it.each(['126', '127'])('with Payflow, RESULT %s: the inquiry says so, too', async (code) => {
    running.simulator.faults.next({ kind: 'hold', code })
    const held = await running.payflow({ ...CARD, TRXTYPE: 'A', AMT: '90.00', CUSTREF: 'H1' })
    expect(held['RESULT']).toBe(code)
    const asked = await running.payflow({ TRXTYPE: 'I', CUSTREF: 'H1' })
    expect(asked).toMatchObject({ ORIGRESULT: code, ORIGPNREF: held['PNREF'], TRANSSTATE: '3' })
    running.simulator.ledger.decide('H1', null)
    expect(await running.payflow({ TRXTYPE: 'I', CUSTREF: 'H1' })).toMatchObject({ ORIGRESULT: '0' })
  })

  it('with Payflow, VERBOSITY=HIGH brings the XML of the filters, its length in bytes', async () => {
    running.simulator.faults.next({ kind: 'hold' })
    const answer = await raw('TRXTYPE=S&TENDER=C&AMT=1&VERBOSITY=HIGH')
    const [, length, xml = ''] = XML.exec('text' in answer ? answer.text : '') ?? []
    expect(Number(length)).toBe(Buffer.byteLength(xml))
    expect(xml).toMatch(/"/)
    expect(xml).toMatch(/&/)
    expect(running.simulator.ledger.charges()).toMatchObject([{ state: 'authorized', captured: 0 }])
  })

  it('a no is final', async () => {
    running.simulator.faults.next({ kind: 'hold' })
    await sale('H2')
    running.simulator.ledger.decide('H2', '128')
    expect(await running.payflow({ TRXTYPE: 'I', CUSTREF: 'H2' })).toMatchObject({
      ORIGRESULT: '128',
      TRANSSTATE: '1',
    })
    expect(running.simulator.ledger.of('H2')).toMatchObject([{ state: 'declined', captured: 0 }])
  })
})

describe('faults on demand', () => {
  it('wait for the call that they are meant for', async () => {
    const { faults } = running.simulator
    faults.next(
      { kind: 'refuse', code: '99', protocol: 'payflow', operation: 'V' },
      { kind: 'refuse', code: '10014', protocol: 'express' },
    )
    const { RESULT, PNREF = '' } = await sale('r1')
    expect(RESULT).toBe('0')
    expect((await running.nvp('GetBalance'))['L_ERRORCODE0']).toBe('10014')
    expect((await running.payflow({ TRXTYPE: 'V', ORIGID: PNREF }))['RESULT']).toBe('99')
    expect((await running.payflow({ TRXTYPE: 'V', ORIGID: PNREF }))['RESULT']).toBe('0')
  })

  it('come as often as they are asked for, until they are cleared', async () => {
    const { faults } = running.simulator
    const fault: Fault = { kind: 'refuse', code: '99' }
    faults.often(0.5, [fault])
    const results: string[] = []
    for (let index = 0; index < 100; index++) results.push((await sale(`r${index}`))['RESULT'] ?? '')
    const refused = results.filter((result) => result === '99').length
    expect(refused).toBeGreaterThan(25)
    expect(refused).toBeLessThan(75)
    expect(charges()).toHaveLength(100 - refused)
    faults.next(fault)
    faults.clear()
    expect((await sale('last'))['RESULT']).toBe('0')
  })

  it('never meet a page', async () => {
    running.simulator.faults.often(1, [{ kind: 'cut' }])
    expect((await fetch(running.url)).status).toBe(200)
  })
})

it('runs in a process of its own, and reports there what was charged', async () => {
  const other = await startSimulatorProcess('own-process')
  try {
    const pay = (id: string) =>
      fetch(`${other.url}/payflow`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/namevalue', 'X-VPS-REQUEST-ID': id },
        body: `TRXTYPE=S&TENDER=C&AMT=5.00&CUSTREF=${id}&PARTNER=PayPal&VENDOR=v&USER=v&PWD=p&ACCT=4111111111111111&EXPDATE=1249`,
      })
    other.faults.next({ kind: 'answer-lost' })
    // A question and its answer: what was reported before it has arrived.
    expect(await other.charges()).toEqual([])
    await expect(pay('p1')).rejects.toThrow()
    expect(await (await pay('p1')).text()).toContain('DUPLICATE=1')
    expect(await other.charges()).toMatchObject([{ reference: 'p1', minor: 500, state: 'captured' }])
  } finally {
    await other.stop()
  }
})
