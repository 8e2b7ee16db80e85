import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { createCommerce } from '#backend/areas/commerce/commerce.ts'
import { createPaypal } from '#backend/areas/paypal/paypal.ts'
import type { Gateway, Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import type { PermissionsClient } from '#backend/areas/paypal/permissions/permissions-types.ts'
import type { ReturnServer } from '#backend/areas/paypal/return-server.ts'
import { createReview } from '#backend/areas/review/review.ts'
import { createSecretBox } from '#backend/areas/secrets/secret-box.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { accountOf, optionsOf } from '#shared/domain/commerce/settings.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { openShop, newRequestId, PASSWORD, purchaseOf, selling, VISA } from '../../support/payments/shop.ts'
import { seededRandom, type TestClock, testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'
import { openTestSites } from '../../support/test-sites.ts'

const service = 'events' as const

describe('how the live account was last found', () => {
  let folder: string
  let sites: Sites
  let clock: TestClock
  let paypal: ReturnType<typeof createPaypal>
  let commerce: ReturnType<typeof createCommerce>
  let review: ReturnType<typeof createReview>
  let answer: Outcome<Record<never, never>>
  const job: JobContext = { signal: new AbortController().signal, progress: () => undefined }

  beforeEach(async () => {
    folder = await newFolder()
    clock = testClock()
    answer = { kind: 'done', done: {}, pairs: [] }
    const [random, log, emit] = [seededRandom(), testLog(), () => undefined]
    sites = await openTestSites(folder, clock)
    const box = createSecretBox({ random, keychain: testKeychain() })
    commerce = createCommerce({ sites, clock, emit, box })
    review = createReview({ sites })
    paypal = createPaypal({
      sites,
      clock,
      random,
      log,
      emit,
      box,
      returns: {} as ReturnServer,
      permissions: async () => ({}) as PermissionsClient,
      gateways: {
        open: async (_login, destination) =>
          ({ destination, check: async () => answer }) as Partial<Gateway> as Gateway,
      },
    })
    await commerce.enable({
      service,
      enabled: true,
      page: service,
      expect: { events: 0, training: 0 },
    })
  })
  afterEach(async () => {
    await sites.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function ready(provider: ProviderId, name = 'live', base = 0) {
    const passwords = provider === 'payflow-pro' ? [{ provider, password: 'secret' }] : []
    const revision = (await commerce.get({ service })).test.revision
    await commerce.update({ service, base: revision, content: contentFor(provider), passwords })
    await commerce.productionAccount({ service, base, content: contentFor(provider, name), passwords })
  }
  const check = (provider: ProviderId, name = 'live') => {
    const { accounts, settings } = contentFor(provider, name)
    const account = accountOf(accounts, provider)
    return paypal.check(
      { service, mode: 'production', provider, account, options: optionsOf(settings, provider) },
      job,
    )
  }
  const checks = async () => {
    const { parts } = await review.plan({ service, change: { kind: 'publish' } })
    return parts[0]?.checks
  }

  it('is known once it was checked, good or not, and needs a second confirmation unless it was good', async () => {
    await ready('payflow-pro')
    expect(await checks()).toMatchObject({ account: { checked: null }, unchecked: ['account'] })
    clock.advance(60_000)
    await check('payflow-pro')
    const at = instantOf(clock.now())
    expect(await checks()).toMatchObject({
      account: { checked: { at, destination: 'live', good: true } },
      unchecked: [],
    })
    answer = { kind: 'refused', code: 'authentication-failed', pairs: [] }
    await check('payflow-pro')
    expect(await checks()).toMatchObject({
      account: { checked: { good: false, code: 'authentication-failed' } },
      unchecked: ['account'],
    })
    answer = { kind: 'not-sent', code: 'offline' }
    await check('payflow-pro')
    expect(await checks()).toMatchObject({ account: { checked: { good: null } }, unchecked: ['account'] })
  })

  it('is not that of another account, or of this one with another password', async () => {
    await ready('payflow-pro')
    await check('payflow-pro')
    const at = instantOf(clock.now())
    await commerce.productionAccount({
      service,
      base: 2,
      content: contentFor('payflow-pro', 'live'),
      passwords: [{ provider: 'payflow-pro', password: 'another' }],
    })
    expect(await checks()).toMatchObject({ account: { checked: null, otherAt: at }, unchecked: ['account'] })
    await ready('payflow-pro', 'other', 3)
    expect(await checks()).toMatchObject({ account: { checked: null, otherAt: at } })
  })

  it('names the API account that is missing, and the permission that is a person’s word', async () => {
    await ready('express-checkout-us')
    expect(await checks()).toMatchObject({ apiAccount: false, grant: null })
    await commerce.grant({
      service,
      mode: 'production',
      provider: 'express-checkout-us',
      account: 'live@fjordkurs.example',
    })
    expect(await checks()).toMatchObject({
      apiAccount: false,
      grant: { account: 'live@fjordkurs.example', givenAt: null },
      unchecked: ['account', 'api-account', 'grant'],
    })
    await paypal.setApiAccount({
      mode: 'production',
      userName: 'api',
      applicationId: 'APP',
      password: 'pass',
      signature: 'sign',
    })
    await check('express-checkout-us')
    expect(await checks()).toMatchObject({ apiAccount: true, unchecked: ['grant'] })
  })
})

describe('the last test transaction of what is published', () => {
  it('is the newest with the same provider, account type, cards and currency', async () => {
    const shop = await openShop()
    try {
      await shop.sellWith('payflow-pro', { express: true })
      const { api, done } = shop.backend
      const passwords = [{ provider: 'payflow-pro' as const, password: PASSWORD }]
      const content = selling('payflow-pro')
      await api.commerce.productionAccount({ service, base: 0, content, passwords })
      const boxes = { events: true, training: false, page: service }
      const { revisions } = await api.commerce.planServices(boxes)
      await api.commerce.setServices({ ...boxes, expect: revisions })
      const test = async () =>
        (await api.review.plan({ service, change: { kind: 'publish' } })).parts[0]?.checks?.test
      expect(await test()).toBeNull()
      const paid = await done(
        api.payments.pay({
          purchase: purchaseOf(),
          expect: 48_000,
          with: { kind: 'card', card: VISA },
          requestId: newRequestId(),
        }),
      )
      expect(await test()).toMatchObject({ payment: paid.id, service, destination: 'simulator' })

      // A text of the page is not tried by it; another card is.
      const save = async (settings: Partial<typeof content.settings>) => {
        const { test: now } = await api.commerce.get({ service })
        const edited = { ...now.content, settings: { ...now.content.settings, ...settings } }
        await api.commerce.update({ service, base: now.revision, content: edited, passwords: [] })
      }
      await save({ footer: 'Ny bunntekst' })
      expect(await test()).toMatchObject({ payment: paid.id })
      const { settings } = (await api.commerce.get({ service })).test.content
      const options = optionsOf(settings, 'payflow-pro')
      await save({ options: { ...settings.options, 'payflow-pro': { ...options, cards: ['visa'] } } })
      expect(await test()).toBeNull()
      await save({ options: settings.options })
      expect(await test()).toMatchObject({ payment: paid.id })
    } finally {
      await shop.stop()
    }
  })
})
