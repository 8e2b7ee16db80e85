import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Fields, runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'
import { visit } from '../../support/simulator/browser.ts'

let running: RunningSimulator
beforeEach(async () => void (running = await runSimulator()))
afterEach(() => running.stop())

const SCOPES = 'scope=EXPRESS_CHECKOUT&scope=REFUND'
const CALLBACK = `callback=${encodeURIComponent('http://127.0.0.1:9/back')}`

async function asked(): Promise<string> {
  const body = new URLSearchParams(`${SCOPES}&${CALLBACK}`)
  return (await running.permissions('RequestPermissions', body))['token'] ?? ''
}
const pageOf = (token: string) =>
  visit(`${running.url}/cgi-bin/webscr?cmd=_grant-permission&request_token=${token}`)
const access = (token: string, verifier: string): Promise<Fields> =>
  running.permissions('GetAccessToken', { token, verifier })

async function granted(): Promise<Fields> {
  const token = await asked()
  const { to } = await (await pageOf(token)).press('grant')
  return await access(token, to?.searchParams.get('verification_code') ?? '')
}

describe('a permission', () => {
  it('is asked for, granted, fetched once, looked at and withdrawn', async () => {
    const request = await asked()
    const page = await pageOf(request)
    expect(page.html).toContain('refund payments')
    const { to } = await page.press('grant')
    expect(to?.searchParams.get('request_token')).toBe(request)
    const verifier = to?.searchParams.get('verification_code') ?? ''
    expect(await access(request, `${verifier}x`)).toMatchObject({ 'error(0).errorId': '580022' })
    const grant = await access(request, verifier)
    expect(grant).toMatchObject({
      'responseEnvelope.ack': 'Success',
      'scope(0)': 'EXPRESS_CHECKOUT',
      'scope(1)': 'REFUND',
    })
    expect(await access(request, verifier)).toMatchObject({ 'responseEnvelope.ack': 'Failure' })
    const token = grant['token'] ?? ''
    expect(await running.permissions('GetPermissions', { token })).toMatchObject({ 'scope(1)': 'REFUND' })
    expect(await running.permissions('CancelPermissions', { token })).toMatchObject({
      'responseEnvelope.ack': 'Success',
    })
    expect(await running.permissions('GetPermissions', { token })).toMatchObject({
      'error(0).errorId': '580022',
    })
  })

  it('that is denied comes back without a code', async () => {
    const request = await asked()
    const { to } = await (await pageOf(request)).press('deny')
    expect(to?.href).toBe(`http://127.0.0.1:9/back?request_token=${request}`)
    expect((await pageOf(request)).status).toBe(410)
  })

  it('expires after a quarter of an hour, on the page and afterwards', async () => {
    const early = await asked()
    const late = await asked()
    const { to } = await (await pageOf(early)).press('grant')
    running.clock.advance(15 * 60_000)
    expect(await access(early, to?.searchParams.get('verification_code') ?? '')).toMatchObject({
      'error(0).errorId': '580022',
    })
    expect((await pageOf(late)).status).toBe(410)
  })

  it('is reported in JSON where that is asked for', async () => {
    const headers = { 'X-PAYPAL-RESPONSE-DATA-FORMAT': 'JSON' }
    const answer = await running.permissions('RequestPermissions', new URLSearchParams(SCOPES), headers)
    expect(JSON.parse(Object.keys(answer)[0] ?? '')).toMatchObject({
      responseEnvelope: { ack: 'Failure' },
      error: [{ errorId: '580028' }],
    })
  })
})

it.each<[what: string, headers: Fields, body: string, code: string]>([
  ['a wrong password', { 'X-PAYPAL-SECURITY-PASSWORD': 'feil' }, `${SCOPES}&${CALLBACK}`, '520003'],
  ['no application', { 'X-PAYPAL-APPLICATION-ID': '' }, `${SCOPES}&${CALLBACK}`, '560022'],
  ['no scope', {}, CALLBACK, '580022'],
  ['a scope that is none', {}, `scope=EVERYTHING&${CALLBACK}`, '580022'],
  ['a callback that is none', {}, `${SCOPES}&callback=javascript:1`, '580028'],
])('refuses %s', async (_what, headers, body, code) => {
  const answer = await running.permissions('RequestPermissions', new URLSearchParams(body), headers)
  expect(answer).toMatchObject({ 'responseEnvelope.ack': 'Failure', 'error(0).errorId': code })
})

describe('a call in the merchant’s name', () => {
  const encode = (text: string): string =>
    text.replace(/\W/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)

  async function signed(grant: Fields, secret: string, method = 'GetPalDetails'): Promise<Fields> {
    const parameters = [
      'oauth_consumer_key=caller_api1.example.com',
      'oauth_signature_method=HMAC-SHA1',
      'oauth_timestamp=1795431600',
      `oauth_token=${grant['token']}`,
      'oauth_version=1.0',
    ].join('&')
    const base = `POST&${encode(`${running.url}/nvp`)}&${encode(parameters)}`
    const signature = createHmac('sha1', `hemmelig&${encode(secret)}`)
      .update(base)
      .digest('base64')
    const response = await fetch(`${running.url}/nvp`, {
      method: 'POST',
      headers: {
        'X-PP-AUTHORIZATION': `token=${grant['token']},signature=${signature},timestamp=1795431600`,
      },
      body: `METHOD=${method}&VERSION=204.0`,
    })
    return Object.fromEntries(new URLSearchParams(await response.text()))
  }

  it('is let in with the signature of the grant, and with no other, until it is withdrawn', async () => {
    const grant = await granted()
    const secret = grant['tokenSecret'] ?? ''
    expect(await signed(grant, secret)).toMatchObject({ ACK: 'Success' })
    // The balance is none of what the merchant granted.
    expect(await signed(grant, secret, 'GetBalance')).toMatchObject({ L_ERRORCODE0: '10007' })
    expect(await signed(grant, `${secret}x`)).toMatchObject({ L_ERRORCODE0: '10002' })
    await running.permissions('CancelPermissions', { token: grant['token'] ?? '' })
    expect(await signed(grant, secret)).toMatchObject({ L_ERRORCODE0: '10007' })
  })
})
