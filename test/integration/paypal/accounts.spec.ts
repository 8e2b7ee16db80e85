import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROVIDER_IDS, type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import { accountOf, type Content, EMPTY_ACCOUNT, optionsOf } from '#shared/domain/commerce/settings.ts'
import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import type { Mode } from '#shared/domain/services.ts'
import { contentFor, usesPassword } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
})
afterEach(() => backend.stop())

const service = 'events' as const
const PASSWORD = 'correct horse'
const paypal = () => backend.api.paypal

async function save(content: Content, password: string | null = PASSWORD, base = 0) {
  const { provider } = content.settings
  const passwords = provider && usesPassword(provider) && password !== null ? [{ provider, password }] : []
  return await backend.api.commerce.update({ service, base, content, passwords })
}

interface Asking {
  mode?: Mode
  password?: string
  account?: Partial<typeof EMPTY_ACCOUNT>
}
const check = (content: Content, { mode = 'test', password, account }: Asking = {}) => {
  const provider = content.settings.provider ?? 'payflow-pro'
  return backend.done(
    paypal().check({
      service,
      mode,
      provider,
      account: { ...accountOf(content.accounts, provider), ...account },
      options: optionsOf(content.settings, provider),
      ...(password !== undefined && { password }),
    }),
  )
}
const checks = async () => (await paypal().state({ service })).checks

describe('checking an account against the simulator', () => {
  it.each(PROVIDER_IDS)('%s: good, moves no money, and is kept for the saved account', async (provider) => {
    const content = contentFor(provider)
    await save(content)
    const found = await check(content)
    expect(found).toMatchObject({ destination: 'simulator', good: true, code: null })
    expect(await checks()).toEqual([{ mode: 'test', provider, checked: found }])
    expect(backend.eventsOf('paypal.onChanged')).toHaveLength(1)
    // No simulator can say that a password is right.
    const { test } = await backend.api.commerce.get({ service })
    expect(test.passwords.every(({ verifiedAt }) => verifiedAt === null)).toBe(true)
  })

  it.each<[ProviderId, Asking, AnswerCode]>([
    ['payflow-pro', { password: 'feil passord' }, 'authentication-failed'],
    ['payflow-pro', { account: { vendor: 'unknown' } }, 'account-unknown'],
    ['website-payments-pro-uk', { password: 'wrong' }, 'authentication-failed'],
    ['express-checkout-us', { account: { paypalEmail: 'nogrant@fjordkurs.example' } }, 'permission-denied'],
    ['express-checkout-ca', { account: { paypalEmail: 'nogrant@fjordkurs.example' } }, 'permission-denied'],
    ['paypal-checkout-rest', { password: 'wrong' }, 'authentication-failed'],
    ['paypal-checkout-rest', { account: { clientId: 'wrong' } }, 'authentication-failed'],
  ])('%s: bad credentials %o are reported as such', async (provider, asking, code) => {
    const password = asking.password ?? (usesPassword(provider) ? PASSWORD : undefined)
    const found = await check(contentFor(provider), { ...asking, ...(password && { password }) })
    expect(found).toMatchObject({ good: false, code })
    expect(JSON.stringify(found.pairs)).not.toContain(password ?? 'nothing')
  })

  it('asks about what is typed, and keeps only what is asked of the saved account', async () => {
    const content = contentFor('payflow-pro')
    await save(content)
    await check(content, { password: 'another one' })
    await check(content, { account: { vendor: 'another' }, password: PASSWORD })
    await refusalOf(check(content, { account: { vendor: 'another' } }), 'commerce.incomplete')
    expect(await checks()).toEqual([])
    await check(content, { account: { vendor: ' test-vendor ' } })
    expect(await checks()).toHaveLength(1)
  })

  it('forgets with a change, and knows again what comes back', async () => {
    const content = contentFor('payflow-pro')
    await save(content)
    const found = await check(content)
    await save(contentFor('payflow-pro', 'other'), null, 1)
    expect(await checks()).toEqual([])
    await save(content, null, 2)
    expect((await checks()).map(({ checked }) => checked)).toEqual([found])
    await save(content, 'new password', 3)
    expect(await checks()).toEqual([])
  })

  it('distinguishes an earlier result from the newest', async () => {
    const content = contentFor('payflow-pro')
    await save(content, 'wrong')
    await check(content)
    backend.clock.advance(60_000)
    const later = await check(content)
    expect((await checks()).map(({ checked }) => checked)).toEqual([later])
    expect(later).toMatchObject({ good: false, code: 'authentication-failed' })
  })

  it('survives a restart, and goes to both services while they are linked', async () => {
    const content = contentFor('paypal-checkout-rest')
    await save(content)
    await check(content)
    const plan = await backend.api.commerce.planEnable({ service, enabled: true, page: service })
    await backend.api.commerce.enable({ service, enabled: true, page: service, expect: plan.revisions })
    const next = await backend.api.commerce.planEnable({ service: 'training', enabled: true, page: service })
    await backend.api.commerce.enable({
      service: 'training',
      enabled: true,
      page: service,
      expect: next.revisions,
    })
    backend = await backend.restart()
    expect((await paypal().state({ service: 'training' })).checks).toHaveLength(1)
  })

  it('names what has to be filled in first', async () => {
    for (const provider of PROVIDER_IDS) {
      const refused = check(contentFor(provider), { account: EMPTY_ACCOUNT })
      const { details } = await refusalOf(refused, 'commerce.incomplete')
      const asked = providerOf(provider).account.filter((field) => field !== 'grant')
      expect(details.missing).toEqual(asked)
    }
  })

  it('shows no secret in state, events or log', async () => {
    const content = contentFor('payflow-pro')
    await save(content, 'very-secret-word')
    await check(content)
    await check(content, { password: 'other-secret-word' })
    const seen = JSON.stringify([await paypal().state({ service }), backend.events, backend.log.lines])
    expect(seen).not.toContain('secret-word')
  })
})

describe('what Test talks to', () => {
  it('is the simulator until a person chooses the sandbox; the history shows it', async () => {
    expect((await paypal().state({ service })).testTarget).toBe('simulator')
    expect(await paypal().setTestTarget({ target: 'sandbox' })).toEqual({ target: 'sandbox', operationId: 1 })
    await paypal().setTestTarget({ target: 'sandbox' })
    expect((await paypal().state({ service })).testTarget).toBe('sandbox')
    const { operations } = await backend.api.history.list({ limit: 10 })
    expect(operations.map(({ details }) => details)).toEqual([{ kind: 'set-test-target', target: 'sandbox' }])
    backend = await backend.restart()
    expect((await paypal().state({ service })).testTarget).toBe('sandbox')
  })

  it('has checks of its own', async () => {
    const content = contentFor('payflow-pro')
    await save(content)
    await check(content)
    await paypal().setTestTarget({ target: 'sandbox' })
    expect(await checks()).toEqual([])
    await paypal().setTestTarget({ target: 'simulator' })
    expect(await checks()).toHaveLength(1)
  })

  it('is not the simulator for the account of Production', async () => {
    const content = contentFor('express-checkout-us')
    await refusalOf(check(content, { mode: 'production' }), 'paypal.no-caller')
  })
})

describe('the site’s own API account', () => {
  const caller = { userName: 'api_fjordkurs.example', applicationId: 'APP-1' }

  it('is stored for each mode by itself, its secrets in the box only', async () => {
    const set = await paypal().setApiAccount({
      mode: 'test',
      ...caller,
      password: 'caller-password',
      signature: 'caller-signature',
    })
    expect(set).toEqual({ ...caller, set: true, operationId: 1 })
    const { apiAccounts } = await paypal().state({ service })
    expect(apiAccounts).toEqual({
      test: { ...caller, set: true },
      production: { userName: '', applicationId: '', set: false },
    })
    expect((await backend.api.secrets.state({})).passwords).toBe(2)
    const { operations } = await backend.api.history.list({ limit: 10 })
    expect(operations.map(({ details }) => details)).toEqual([{ kind: 'set-api-account', mode: 'test' }])
    const seen = JSON.stringify([backend.events, backend.log.lines, operations])
    expect(seen).not.toMatch(/caller-(password|signature)/)
  })

  it('keeps the secrets that are left out, and drops those that are replaced', async () => {
    await paypal().setApiAccount({ mode: 'test', ...caller, password: 'one', signature: 'two' })
    await paypal().setApiAccount({ mode: 'test', ...caller, applicationId: 'APP-2' })
    const set = async () => (await paypal().state({ service })).apiAccounts.test
    expect(await set()).toEqual({ ...caller, applicationId: 'APP-2', set: true })
    await paypal().setApiAccount({ mode: 'test', ...caller, password: 'three' })
    expect((await backend.api.secrets.state({})).passwords).toBe(2)
    // They are of the user name that they were stored with.
    await paypal().setApiAccount({ mode: 'test', ...caller, userName: 'renamed' })
    expect(await set()).toEqual({ ...caller, userName: 'renamed', set: false })
    expect((await backend.api.secrets.state({})).passwords).toBe(0)
  })

  it('is not set any more once its secrets are given up', async () => {
    await backend.api.secrets.setPassphrase({ passphrase: 'hest batteri stift' })
    await paypal().setApiAccount({ mode: 'test', ...caller, password: 'one', signature: 'two' })
    await backend.api.secrets.forget({ expect: 2 })
    expect((await paypal().state({ service })).apiAccounts.test).toEqual({ ...caller, set: false })
  })

  it('is asked with by the simulator, too', async () => {
    const content = contentFor('express-checkout-us')
    await save(content)
    await paypal().setApiAccount({ mode: 'test', ...caller, password: 'wrong', signature: 'two' })
    expect(await check(content)).toMatchObject({ good: false, code: 'authentication-failed' })
    await paypal().setApiAccount({ mode: 'test', ...caller, password: 'right' })
    expect(await checks()).toEqual([])
    expect(await check(content)).toMatchObject({ good: true })
  })
})
