import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { createCommerce } from '#backend/areas/commerce/commerce.ts'
import { createPaypal } from '#backend/areas/paypal/paypal.ts'
import type { Gateway, Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import type { Login } from '#backend/areas/paypal/gateway/gateways.ts'
import {
  type PermissionGrant,
  type PermissionsClient,
  SCOPES_WE_NEED,
} from '#backend/areas/paypal/permissions/permissions-types.ts'
import type { ReturnEnd, ReturnServer } from '#backend/areas/paypal/return-server.ts'
import { createSecretBox } from '#backend/areas/secrets/secret-box.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { AnswerCode, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { accountOf, optionsOf } from '#shared/domain/commerce/settings.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { seededRandom, type TestClock, testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'
import { openTestSites } from '../../support/test-sites.ts'

/*
 * The accounts over a PayPal that answers what a test says: sandbox and live hosts are not reached from a test, and
 * some answers no host gives on demand.
 */

const service = 'events' as const
let folder: string
let sites: Sites
let clock: TestClock
let paypal: ReturnType<typeof createPaypal>
let commerce: ReturnType<typeof createCommerce>
let answer: () => Promise<Outcome<Record<never, never>>>
let access: Outcome<PermissionGrant>
let request: Outcome<{ token: string; url: string }>
let back: ReturnEnd
let cancel: Outcome<Record<never, never>>
let cancelled: string[]
let asked: { login: Login; destination: Destination }[]

const done = <Done>(value: Done): Outcome<Done> => ({ kind: 'done', done: value, pairs: [] })
const refused = (code: AnswerCode) =>
  ({ kind: 'refused', code, pairs: [{ name: 'RESULT', value: 'x' }] }) as const
const job: JobContext = { signal: new AbortController().signal, progress: () => undefined }

const returns: ReturnServer = {
  expect: async () => ({
    returnUrl: 'http://127.0.0.1:1/paypal/x/return',
    cancelUrl: 'http://127.0.0.1:1/paypal/x/cancel',
    start: () => '',
    wait: async () => back,
    close: () => undefined,
  }),
  close: async () => undefined,
}
const permissions = {
  request: async () => request,
  access: async () => access,
  cancel: async (token: string) => {
    cancelled.push(token)
    return cancel
  },
} as Partial<PermissionsClient> as PermissionsClient

beforeEach(async () => {
  folder = await newFolder()
  clock = testClock()
  asked = []
  cancelled = []
  cancel = done({})
  answer = async () => done({})
  request = done({ token: 'T', url: 'https://www.sandbox.paypal.com/cgi-bin/webscr' })
  access = done({ scopes: [...SCOPES_WE_NEED], token: 'A', tokenSecret: 'S' })
  back = { request_token: 'T', verification_code: 'V' }
  const [random, log, emit] = [seededRandom(), testLog(), () => undefined]
  sites = await openTestSites(folder, clock)
  const box = createSecretBox({ random, keychain: testKeychain() })
  commerce = createCommerce({ sites, clock, emit, box })
  paypal = createPaypal({
    sites,
    clock,
    random,
    log,
    emit,
    box,
    returns,
    permissions: async () => permissions,
    gateways: {
      open: async (login, destination) => {
        asked.push({ login, destination })
        return { destination, check: () => answer() } as Partial<Gateway> as Gateway
      },
    },
  })
  await paypal.setTestTarget({ target: 'sandbox' })
  await paypal.setApiAccount({
    mode: 'test',
    userName: 'api',
    applicationId: 'APP',
    password: 'caller-pass',
    signature: 'caller-sign',
  })
})
afterEach(async () => {
  await sites.close()
  await rm(folder, { recursive: true, force: true })
})

const PROVIDER: ProviderId = 'payflow-pro'
const content = contentFor(PROVIDER)
const save = (name = 'test', base = 0) =>
  commerce.update({
    service,
    base,
    content: contentFor(PROVIDER, name),
    passwords: base === 0 ? [{ provider: PROVIDER, password: 'stored' }] : [],
  })
const input = {
  service,
  mode: 'test',
  provider: PROVIDER,
  account: accountOf(content.accounts, PROVIDER),
  options: optionsOf(content.settings, PROVIDER),
} as const
const verifiedAt = async () =>
  (await commerce.get({ service })).test.passwords.find(({ provider }) => provider === PROVIDER)?.verifiedAt

describe('what PayPal answers about an account', () => {
  it('verifies the password that is stored, until PayPal says otherwise', async () => {
    await save()
    expect(await verifiedAt()).toBeNull()
    const { at } = await paypal.check(input, job)
    expect(await verifiedAt()).toBe(at)
    expect(asked[0]).toMatchObject({ destination: 'sandbox', login: { password: 'stored', caller: null } })

    clock.advance(60_000)
    answer = async () => ({ kind: 'not-sent', code: 'offline' })
    await paypal.check(input, job)
    expect(await verifiedAt()).toBe(at)
    answer = async () => refused('authentication-failed')
    await paypal.check(input, job)
    expect(await verifiedAt()).toBeNull()
  })

  it('verifies nothing that is typed, or saved again meanwhile', async () => {
    await save()
    await paypal.check({ ...input, password: 'typed' }, job)
    expect(asked[0]?.login.password).toBe('typed')
    expect(await verifiedAt()).toBeNull()
    answer = async () => {
      await save('other', 1)
      return done({})
    }
    await paypal.check(input, job)
    expect(await verifiedAt()).toBeNull()
    expect((await paypal.state({ service })).checks).toEqual([])
  })

  it.each([
    [refused('authentication-failed'), false],
    [refused('account-unknown'), false],
    [refused('feature-not-enabled'), false],
    [refused('rate-limited'), null],
    [refused('internal-error'), null],
    [refused('processor-unavailable'), null],
    [{ kind: 'not-sent', code: 'certificate-refused' } as const, null],
    [{ kind: 'unknown', code: 'timed-out' } as const, null],
  ])('%o: good is %s', async (outcome, good) => {
    await save()
    answer = async () => outcome
    const found = await paypal.check(input, job)
    expect(found).toMatchObject({ good, code: outcome.code })
    expect((await paypal.state({ service })).checks.map(({ checked }) => checked)).toEqual([found])
  })

  it('is not waited for once the person gives up', async () => {
    await save()
    const abort = new AbortController()
    answer = () => new Promise(() => abort.abort())
    await refusalOf(paypal.check(input, { ...job, signal: abort.signal }), 'job.cancelled')
    expect((await paypal.state({ service })).checks).toEqual([])
  })

  it('is asked of the live host for Production, and there only', async () => {
    await save()
    await paypal.check({ ...input, password: 'p' }, job)
    await paypal.check({ ...input, mode: 'production', password: 'p' }, job)
    await paypal.setTestTarget({ target: 'simulator' })
    await paypal.check({ ...input, password: 'p' }, job)
    await paypal.check({ ...input, mode: 'production', password: 'p' }, job)
    expect(asked.map(({ destination }) => destination)).toEqual(['sandbox', 'live', 'simulator', 'live'])
  })
})

describe('what PayPal answers about a permission', () => {
  const provider: ProviderId = 'express-checkout-us'
  const place = { service, mode: 'test', provider, account: 'test@fjordkurs.example' } as const
  beforeEach(() => commerce.update({ service, base: 0, content: contentFor(provider), passwords: [] }))
  const grants = async () => (await commerce.get({ service })).test.grants
  const link = async (one: 'events' | 'training') => {
    const plan = await commerce.planEnable({ service: one, enabled: true, page: service })
    await commerce.enable({ service: one, enabled: true, page: service, expect: plan.revisions })
  }
  const ask = async () => paypal.awaitGrant({ grantId: (await paypal.startGrant(place)).grantId }, job)

  it('is recorded as what PayPal says', async () => {
    expect((await ask()).state).toBe('granted')
    expect(await grants()).toMatchObject([{ givenAt: 'sandbox', scopes: [...SCOPES_WE_NEED] }])
  })

  it.each<[string, () => void, object]>([
    ['nobody came back', () => (back = 'expired'), { state: 'expired' }],
    ['the merchant turned back', () => (back = 'cancelled'), { state: 'cancelled' }],
    ['the merchant said no', () => (back = { request_token: 'T' }), { state: 'cancelled' }],
    [
      'another request came back',
      () => (back = { request_token: 'U', verification_code: 'V' }),
      { state: 'refused', code: 'token-invalid' },
    ],
    ['it took too long there', () => (access = refused('token-expired')), { state: 'expired' }],
    [
      'PayPal refuses it',
      () => (access = refused('internal-error')),
      { state: 'refused', code: 'internal-error' },
    ],
    [
      'no answer came',
      () => (access = { kind: 'unknown', code: 'timed-out' }),
      { state: 'refused', code: 'timed-out' },
    ],
    [
      'too little is allowed',
      () => (access = done({ scopes: ['REFUND'], token: 'A', tokenSecret: 'S' })),
      { state: 'refused', code: 'permission-denied' },
    ],
  ])('records nothing where %s', async (_, arrange, end) => {
    arrange()
    expect(await ask()).toMatchObject(end)
    expect(await grants()).toEqual([])
  })

  it.each<[Outcome<{ token: string; url: string }>, AnswerCode]>([
    [refused('authentication-failed'), 'authentication-failed'],
    [{ kind: 'not-sent', code: 'offline' }, 'offline'],
  ])('is not waited for where it cannot be asked for: %o', async (outcome, code) => {
    request = outcome
    const { details } = await refusalOf(paypal.startGrant(place), 'paypal.refused')
    const pairs = outcome.kind === 'refused' ? [...outcome.pairs] : []
    expect(details).toEqual({ code, pairs })
  })

  it.each<[Outcome<Record<never, never>>, 'withdrawn' | 'still-granted']>([
    [done({}), 'withdrawn'],
    [refused('token-invalid'), 'still-granted'],
    [{ kind: 'not-sent', code: 'offline' }, 'still-granted'],
    [{ kind: 'unknown', code: 'timed-out' }, 'still-granted'],
  ])('is withdrawn by its token: %o', async (outcome, atPaypal) => {
    await ask()
    cancel = outcome
    const end = await paypal.withdrawGrant({ service, mode: 'test', provider })
    expect(end).toMatchObject({ atPaypal, settings: { test: { grants: [] } } })
    expect(cancelled).toEqual(['A'])
  })

  it('stays at PayPal while the other service needs it', async () => {
    await ask()
    await link('training')
    await link('events')
    expect((await commerce.get({ service: 'training' })).test.grants).toHaveLength(1)
    const plan = await commerce.planEnable({ service: 'training', enabled: false, page: service })
    await commerce.enable({ service: 'training', enabled: false, page: service, expect: plan.revisions })
    expect((await paypal.withdrawGrant({ service, mode: 'test', provider })).atPaypal).toBe('still-granted')
    expect(cancelled).toEqual([])
    const last = await paypal.withdrawGrant({ service: 'training', mode: 'test', provider })
    expect(last.atPaypal).toBe('withdrawn')
  })

  it('needs the application that asks', async () => {
    await paypal.setApiAccount({ mode: 'test', userName: 'api', applicationId: '' })
    await refusalOf(paypal.startGrant(place), 'paypal.no-caller')
  })
})
