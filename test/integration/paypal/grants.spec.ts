import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { decideGrant, wayBack } from '../../support/paypal/at-paypal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
})
afterEach(() => backend.stop())

const service = 'events' as const
const provider: ProviderId = 'express-checkout-us'
const account = 'test@fjordkurs.example'
const place = { service, mode: 'test', provider, account } as const
const paypal = () => backend.api.paypal
const save = (name = 'test', base = 0) =>
  backend.api.commerce.update({ service, base, content: contentFor(provider, name), passwords: [] })
const grants = async () => (await backend.api.commerce.get({ service })).test.grants

describe('a merchant’s permission', () => {
  it('is asked for at PayPal, given there, and recorded as PayPal says', async () => {
    await save()
    const { grantId, url, expires } = await paypal().startGrant(place)
    expect(new URL(url)).toMatchObject({ hostname: '127.0.0.1', pathname: '/cgi-bin/webscr' })
    expect(Date.parse(expires) - backend.clock.now()).toBe(15 * 60_000)
    const waiting = backend.done(paypal().awaitGrant({ grantId }))
    expect(await decideGrant(url, 'grant')).toContain('Ferdig hos PayPal')
    const end = await waiting
    expect(end.state).toBe('granted')
    const [grant] = await grants()
    expect(grant).toMatchObject({ provider, account, givenAt: 'simulator' })
    expect(grant?.scopes).toEqual(
      expect.arrayContaining(['EXPRESS_CHECKOUT', 'AUTH_CAPTURE', 'REFUND', 'TRANSACTION_DETAILS']),
    )
    const { operations } = await backend.api.history.list({ limit: 1 })
    expect(operations[0]?.details).toMatchObject({ kind: 'change-grant', granted: true, provider })
  })

  it('is distinguished from a person’s own word', async () => {
    await save()
    await backend.api.commerce.grant(place)
    expect(await grants()).toMatchObject([{ account, givenAt: null }])
  })

  it('is not recorded when the merchant says no', async () => {
    await save()
    const { grantId, url } = await paypal().startGrant(place)
    const waiting = backend.done(paypal().awaitGrant({ grantId }))
    await decideGrant(url, 'deny')
    expect(await waiting).toEqual({ state: 'cancelled', operationId: null })
    expect(await grants()).toEqual([])
    await refusalOf(backend.done(paypal().awaitGrant({ grantId })), 'paypal.unknown-grant')
  })

  it('may come before anybody waits for it', async () => {
    await save()
    const { grantId, url } = await paypal().startGrant(place)
    await decideGrant(url, 'grant')
    expect((await backend.done(paypal().awaitGrant({ grantId }))).state).toBe('granted')
  })

  it('is given up with the job, and asked for again', async () => {
    await save()
    const first = await paypal().startGrant(place)
    const { jobId } = await paypal().awaitGrant({ grantId: first.grantId })
    await backend.api.jobs.cancel({ jobId })
    const end = await backend.api.jobs.wait({ jobId })
    expect(end).toMatchObject({ state: 'failed', error: { code: 'job.cancelled' } })
    const second = await paypal().startGrant(place)
    const waiting = backend.done(paypal().awaitGrant({ grantId: second.grantId }))
    await decideGrant(second.url, 'grant')
    expect((await waiting).state).toBe('granted')
  })

  it('is one request at a time for an account: the newer counts', async () => {
    await save()
    const first = await paypal().startGrant(place)
    const second = await paypal().startGrant(place)
    await refusalOf(backend.done(paypal().awaitGrant({ grantId: first.grantId })), 'paypal.unknown-grant')
    await decideGrant(second.url, 'grant')
    expect((await backend.done(paypal().awaitGrant({ grantId: second.grantId }))).state).toBe('granted')
  })

  it('is not recorded for a login that was changed meanwhile', async () => {
    await save()
    const { grantId, url } = await paypal().startGrant(place)
    const waiting = backend.done(paypal().awaitGrant({ grantId }))
    await save('other', 1)
    await decideGrant(url, 'grant')
    await refusalOf(waiting, 'commerce.plan-moved')
    expect(await grants()).toEqual([])
  })

  it.each([
    ['the code is made up', 'verification_code', 'made-up'],
    ['the request is another one', 'request_token', 'another'],
  ])('is not believed where %s', async (_, name, value) => {
    await save()
    const { grantId, url } = await paypal().startGrant(place)
    const waiting = backend.done(paypal().awaitGrant({ grantId }))
    const back = await wayBack(url, 'grant')
    back.searchParams.set(name, value)
    await fetch(back)
    expect(await waiting).toMatchObject({ state: 'refused' })
    expect(await grants()).toEqual([])
  })

  it('is asked for by the saved login only, and in Production by the site’s own API account', async () => {
    await refusalOf(paypal().startGrant(place), 'commerce.no-account-to-grant')
    await save()
    await refusalOf(paypal().startGrant({ ...place, account: 'x@fjordkurs.example' }), 'commerce.plan-moved')
    await refusalOf(
      paypal().startGrant({ ...place, provider: 'payflow-pro' }),
      'commerce.no-account-to-grant',
    )
    await backend.api.commerce.productionAccount({
      service,
      base: 0,
      content: contentFor(provider, 'live'),
      passwords: [],
    })
    const live = { ...place, mode: 'production', account: 'live@fjordkurs.example' } as const
    await refusalOf(paypal().startGrant(live), 'paypal.no-caller')
  })

  it('is withdrawn here and at PayPal', async () => {
    await save()
    const { grantId, url } = await paypal().startGrant(place)
    await decideGrant(url, 'grant')
    await backend.done(paypal().awaitGrant({ grantId }))
    expect((await backend.api.secrets.state({})).passwords).toBe(1)
    const { service, mode } = place
    const { settings, atPaypal } = await paypal().withdrawGrant({ service, mode, provider })
    expect(atPaypal).toBe('withdrawn')
    expect(settings.test.grants).toEqual([])
    expect((await backend.api.secrets.state({})).passwords).toBe(0)
  })

  it('that is a person’s word is withdrawn here only', async () => {
    await save()
    await backend.api.commerce.grant(place)
    const { service, mode } = place
    const { settings, atPaypal } = await paypal().withdrawGrant({ service, mode, provider })
    expect(atPaypal).toBe('still-granted')
    expect(settings.test.grants).toEqual([])
    expect((await paypal().withdrawGrant({ service, mode, provider })).atPaypal).toBe('still-granted')
  })

  it('ends with the backend', async () => {
    await save()
    const { grantId } = await paypal().startGrant(place)
    const { jobId } = await paypal().awaitGrant({ grantId })
    const ended = backend.api.jobs.wait({ jobId })
    const rejected = expect(ended).resolves.toMatchObject({
      state: 'failed',
      error: { code: 'job.cancelled' },
    })
    backend = await backend.restart()
    await rejected
    await refusalOf(backend.done(paypal().awaitGrant({ grantId })), 'paypal.unknown-grant')
  })
})
