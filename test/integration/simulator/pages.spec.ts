import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rawRequest, sendRaw } from '../../support/hostile/raw-request.ts'
import { nested } from '../../support/hostile/values.ts'
import { visit } from '../../support/simulator/browser.ts'
import { CARD, type Fields, runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'

let running: RunningSimulator
beforeEach(async () => void (running = await runSimulator()))
afterEach(() => running.stop())

const BACK = 'http://127.0.0.1:9/back'
const CANCEL = 'http://127.0.0.1:9/cancel'

async function approvalUrl(fields: Fields = {}): Promise<string> {
  const { TOKEN = '' } = await running.nvp('SetExpressCheckout', {
    PAYMENTREQUEST_0_AMT: '1490.50',
    PAYMENTREQUEST_0_CURRENCYCODE: 'NOK',
    RETURNURL: BACK,
    CANCELURL: CANCEL,
    ...fields,
  })
  return `${running.url}/cgi-bin/webscr?cmd=_express-checkout&token=${TOKEN}`
}

let tokens = 0
async function cardUrl(fields: Fields = {}): Promise<string> {
  const SECURETOKENID = `token-${tokens++}`
  const { SECURETOKEN = '' } = await running.payflow({
    TRXTYPE: 'A',
    AMT: '90.00',
    CUSTREF: 'ref1',
    CREATESECURETOKEN: 'Y',
    RETURNURL: BACK,
    CANCELURL: CANCEL,
    ...fields,
    SECURETOKENID,
  })
  return `${running.url}/payflowlink?SECURETOKEN=${SECURETOKEN}&SECURETOKENID=${SECURETOKENID}`
}
const typed = { number: '4111111111111111', expires: '12/28', cvv: '123' }

describe('every page', () => {
  it('says in either language that it is a simulator and that nothing is charged', async () => {
    const addresses = [await approvalUrl(), await cardUrl(), running.url, `${running.url}/cgi-bin/webscr`]
    for (const address of addresses) {
      const nb = await visit(address, { headers: { 'Accept-Language': 'nn-NO,nn;q=0.9' } })
      expect(nb.html).toContain('<html lang="nb">')
      expect(nb.html).toContain('Simulator · ingenting trekkes')
      const en = await visit(address, { headers: { 'Accept-Language': 'de' } })
      expect(en.html).toContain('<html lang="en">')
      expect(en.html).toContain('Simulator · nothing is charged')
    }
  })

  it.each([
    ['nb_NO', 'nb'],
    ['no_NO', 'nb'],
    ['NO', 'nb'],
    ['en_US', 'en'],
    ['US', 'en'],
  ])('uses the language that LOCALECODE %s asks for', async (LOCALECODE, language) => {
    const page = await visit(await approvalUrl({ LOCALECODE }), { headers: { 'Accept-Language': 'nb,en' } })
    expect(page.html).toContain(`<html lang="${language}">`)
  })

  it('runs nothing, shows nothing of others, and leads nowhere but back', async () => {
    const page = await visit(await approvalUrl({ RETURNURL: 'https://shop.example/back' }))
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' https://shop.example http://127.0.0.1:9")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src|unsafe/)
    expect(page.html).not.toContain('<script')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  it('escapes what the site sends', async () => {
    const evil = `"'><script>alert(1)</script>&amp;`
    const { html } = await visit(await approvalUrl({ BRANDNAME: evil, PAYMENTREQUEST_0_DESC: evil }))
    expect(html).not.toContain('<script')
    expect(html.match(/&quot;&#39;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&amp;amp;/g)).toHaveLength(2)
  })

  it('shows the amount as it is written in the language', async () => {
    expect((await visit(await approvalUrl({ LOCALECODE: 'nb_NO' }))).html).toContain(
      'kr\u00a01\u00a0490,50\u00a0NOK',
    )
  })
})

describe('a decision', () => {
  it('is taken from the simulator’s own page only', async () => {
    const address = await approvalUrl()
    const token = new URL(address).searchParams.get('token') ?? ''
    const body = new URLSearchParams({ cmd: '_express-checkout', token, decision: 'approve' })
    const headers = { Origin: 'https://evil.example' }
    const answer = await fetch(`${running.url}/cgi-bin/webscr`, { method: 'POST', body, headers })
    expect(answer.status).toBe(403)
    expect((await running.nvp('GetExpressCheckoutDetails', { TOKEN: token }))['PAYERID']).toBeUndefined()
  })

  it('may be changed until it is paid', async () => {
    const page = await visit(await approvalUrl())
    expect((await page.press('cancel')).to?.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/cancel\?token=EC-/)
    const { to } = await page.press('approve')
    expect(to?.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/back\?token=EC-\w+&PayerID=\w{13}$/)
  })

  it('that is none shows the page again', async () => {
    const { to, page } = await (await visit(await approvalUrl())).press('other')
    expect(to).toBeNull()
    expect(page.html).toContain('Approve the payment')
  })
})

describe('the card page', () => {
  const press = async (fields: Fields = {}, card = typed, decision = 'pay') =>
    await (await visit(await cardUrl(fields))).press(decision, card)

  it('pays with the card and leads back with the answer; an inquiry confirms it', async () => {
    const { to } = await press()
    expect(to?.origin + (to?.pathname ?? '')).toBe(BACK)
    expect(to?.searchParams.get('RESULT')).toBe('0')
    expect(to?.href).not.toContain('4111')
    const answer = await running.payflow({ TRXTYPE: 'I', CUSTREF: 'ref1' })
    expect(answer).toMatchObject({ ORIGPNREF: to?.searchParams.get('PNREF'), TRANSSTATE: '3' })
    const SECURETOKEN = to?.searchParams.get('SECURETOKEN') ?? ''
    expect(await running.payflow({ TRXTYPE: 'I', SECURETOKEN })).toMatchObject({ TRANSSTATE: '3' })
  })

  it('leads back with a decline, to ERRORURL where there is one', async () => {
    expect((await press({ AMT: '1012' })).to?.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/back\?RESULT=12&/)
    const { to } = await press({ AMT: '1013', ERRORURL: 'http://127.0.0.1:9/error' })
    expect(to?.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/error\?RESULT=13&/)
  })

  it('cancels', async () => {
    expect((await press({}, typed, 'cancel')).to?.href).toContain(CANCEL)
    expect(running.simulator.ledger.charges()).toEqual([])
  })

  it.each([
    [{ number: '4111111111111112' }, 'none of PayPal’s test cards'],
    [{ expires: '01/20' }, 'The expiration date has passed'],
    [{ expires: '' }, 'The expiration date has passed'],
  ])('lets the buyer put %o right', async (change, words) => {
    const { to, page } = await press({}, { ...typed, ...change })
    expect(to).toBeNull()
    expect(page.html).toContain(words)
    expect(page.html).not.toMatch(/\d{16}/)
    expect((await page.press('pay', typed)).to?.searchParams.get('RESULT')).toBe('0')
  })

  it('offers the cards that the merchant takes', async () => {
    const everywhere = await visit(await cardUrl())
    const inBritain = await visit(await cardUrl({ PARTNER: 'PayPalUK', CURRENCY: 'GBP' }))
    expect(everywhere.html).toContain('3782 822463 10005')
    expect(inBritain.html).toContain('4111 1111 1111 1111')
    expect(inBritain.html).not.toContain('3782 822463 10005')
    const { page } = await inBritain.press('pay', { ...typed, number: '378282246310005' })
    expect(page.html).toContain('Use Visa or MasterCard')
  })

  it('opens once, within 30 minutes, for who knows both numbers', async () => {
    const address = await cardUrl()
    await (await visit(address)).press('pay', typed)
    expect((await visit(address)).status).toBe(410)
    const late = await cardUrl()
    running.clock.advance(30 * 60_000)
    expect((await visit(late)).status).toBe(404)
    expect((await visit(`${await cardUrl()}x`)).status).toBe(404)
  })

  it('needs a token of its own for every identity', async () => {
    const fields = { TRXTYPE: 'A', AMT: '90.00', CREATESECURETOKEN: 'Y', SECURETOKENID: 'same' }
    expect((await running.payflow(fields))['RESULT']).toBe('0')
    expect((await running.payflow(fields))['RESULT']).toBe('7')
    expect((await running.payflow({ ...fields, SECURETOKENID: 'x'.repeat(37) }))['RESULT']).toBe('7')
  })
})

describe('who is answered', () => {
  const statusFor = (headers: Fields, path = '/'): Promise<number> =>
    new Promise((resolve, reject) => {
      request(running.url + path, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })

  it('not one who calls the machine by another name', async () => {
    const { port } = new URL(running.url)
    expect(await statusFor({ Host: `evil.example:${port}` })).toBe(421)
    expect(await statusFor({ Host: '127.0.0.1' })).toBe(421)
    expect(await statusFor({ Host: `localhost:${port}` })).toBe(200)
  })

  it.each(['//', '//evil.example/', 'http://[', '*', '/%', '//[::1'])(
    'one whose address is none, with a refusal: %s',
    async (target) => {
      const { host, port } = new URL(running.url)
      const ask = (name: string) =>
        sendRaw(Number(port), { bytes: rawRequest(`GET ${target} HTTP/1.1`, [['Host', name]]), whole: true })
      expect((await ask(host)).status).toBe(target.startsWith('/') ? 404 : 400)
      expect((await ask('evil.example')).status).toBe(421)
    },
  )

  it('one whose JSON is nested deeply, as malformed', async () => {
    const deep = JSON.parse(nested(1000)) as unknown
    const { status } = await running.rest('/v2/checkout/orders', { body: deep, requestId: 'x' })
    expect(status).toBe(400)
    const headers = { 'X-PAYPAL-REQUEST-DATA-FORMAT': 'JSON', 'X-PAYPAL-RESPONSE-DATA-FORMAT': 'JSON' }
    const answer = await fetch(`${running.url}/Permissions/RequestPermissions`, {
      method: 'POST',
      headers,
      body: nested(100_000),
    })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Failure')
  })

  it('not one who sends too much, or asks for what there is not', async () => {
    const large = await fetch(`${running.url}/nvp`, { method: 'POST', body: 'x'.repeat(300_000) })
    expect(large.status).toBe(413)
    expect((await fetch(`${running.url}/nothing`)).status).toBe(404)
    expect((await fetch(`${running.url}/payflow`)).status).toBe(404)
  })
})

it('forgets the oldest when it has seen enough', async () => {
  const small = await runSimulator(3)
  for (const CUSTREF of ['a1', 'a2', 'a3', 'a4'])
    await small.payflow({ ...CARD, TRXTYPE: 'S', AMT: '1.00', CUSTREF })
  expect(small.simulator.ledger.charges().map(({ reference }) => reference)).toEqual(['a2', 'a3', 'a4'])
  await small.stop()
})
