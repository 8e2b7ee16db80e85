import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { StoredGrant, StoredPassword, StoredRevision } from '#backend/storage/commerce.ts'
import type { CheckKey, StoredCheck, StoredGrantToken } from '#backend/storage/paypal.ts'
import { storageEngines, type TestStorage } from '../../support/storages.ts'

const details = { kind: 'change-settings' as const, changes: [] }

const revisionOf = (
  revision: number,
  operationId: number,
  more: Partial<StoredRevision> = {},
): StoredRevision => ({
  revision,
  operationId,
  at: 1000 * revision,
  services: ['events'],
  mode: 'test',
  reason: 'update',
  changed: ['currency'],
  restoredFrom: null,
  test: EMPTY_CONTENT,
  production: null,
  ...more,
})

const passwordOf = (
  secret: string,
  revision: number,
  more: Partial<StoredPassword> = {},
): StoredPassword => ({
  service: 'events',
  mode: 'test',
  provider: 'payflow-pro',
  secret,
  revision,
  setAt: 5,
  verifiedAt: null,
  ...more,
})

const grantOf = (account: string, more: Partial<StoredGrant> = {}): StoredGrant => ({
  service: 'events',
  mode: 'test',
  provider: 'express-checkout-us',
  account,
  scopes: ['EXPRESS_CHECKOUT', 'REFUND'],
  at: 7,
  givenAt: 'sandbox',
  ...more,
})

const secretOf = (name: string, target: string) => ({ name, sealed: `sealed ${name}`, target })

describe.each(storageEngines)('e-commerce in $engine', ({ open }) => {
  let storage: TestStorage
  beforeEach(async () => void (storage = await open()))
  afterEach(() => storage.close())

  it('begins in Test, without a revision', async () => {
    const none = { enabled: false, mode: 'test', version: 0, testRevision: null, productionRevision: null }
    const services = { events: none, training: none }
    expect(await storage.commerce.services()).toEqual(services)
    expect(await storage.commerce.current()).toEqual({ services, revisions: [], passwords: [], grants: [] })
    expect(await storage.commerce.nextRevision()).toBe(1)
    expect(await storage.commerce.countRevisions()).toBe(0)
    expect(await storage.commerce.findBefore(1)).toEqual({ services: [], passwords: [] })
    expect(await storage.commerce.listServiceChanges()).toEqual([])
  })

  it('keeps revisions, and what services were before each operation', async () => {
    const one = revisionOf(1, 1)
    const two = revisionOf(2, 2, {
      services: ['events', 'training'],
      mode: 'production',
      production: EMPTY_CONTENT,
    })
    const events = { enabled: true, mode: 'test' as const, testRevision: 1, productionRevision: null }
    const training = { enabled: false, mode: 'production' as const, testRevision: 2, productionRevision: 2 }
    const grantsBefore = [grantOf('before@example.com', { givenAt: null })]
    await storage.transaction('one', async (tx) => {
      // The operation follows what refers to it.
      await tx.commerce.insertRevision(one)
      await tx.commerce.updateServices(1, [{ service: 'events', ...events, grantsBefore: null }])
      expect(await tx.operations.record({ at: 1, details })).toBe(1)
    })
    await storage.transaction('two', async (tx) => {
      expect(await tx.commerce.nextRevision()).toBe(2)
      await tx.commerce.insertRevision(two)
      await tx.commerce.updateServices(2, [
        { service: 'training', ...training, grantsBefore },
        { service: 'events', ...events, testRevision: 2, grantsBefore: [] },
      ])
      await tx.operations.record({
        at: 2,
        details: { kind: 'undo', operationId: 1, undone: 'change-settings', changed: 1 },
      })
    })
    expect(await storage.commerce.current()).toEqual({
      services: { events: { ...events, testRevision: 2, version: 2 }, training: { ...training, version: 1 } },
      revisions: [two],
      passwords: [],
      grants: [],
    })
    expect(await storage.commerce.findRevision(1)).toEqual(one)
    expect(await storage.commerce.findRevision(3)).toBeUndefined()
    expect(await storage.commerce.listRevisions({ limit: 5 })).toEqual([two, one])
    expect(await storage.commerce.listRevisions({ limit: 5, service: 'training' })).toEqual([two])
    expect(await storage.commerce.listRevisions({ limit: 5, before: 2 })).toEqual([one])
    expect(await storage.commerce.countRevisions('training')).toBe(1)
    expect(await storage.commerce.countRevisions()).toBe(2)
    const none = { enabled: false, mode: 'test', testRevision: null, productionRevision: null }
    expect((await storage.commerce.findBefore(2)).services).toEqual([
      { service: 'events', ...events, grantsBefore: [] },
      { service: 'training', ...none, grantsBefore },
    ])
    expect(await storage.commerce.listServiceChanges()).toEqual([
      { operationId: 1, services: ['events'], kind: 'change-settings', turns: null },
      {
        operationId: 2,
        services: ['events', 'training'],
        kind: 'undo',
        turns: { operationId: 1, undo: null },
      },
    ])
  })

  it('refuses what refers to nothing when the transaction ends', async () => {
    await expect(
      storage.transaction('wrong', (tx) => tx.commerce.insertRevision(revisionOf(1, 9))),
    ).rejects.toThrow()
    expect(await storage.commerce.countRevisions()).toBe(0)
  })

  it('keeps a password for each login, and drops the ones that are of no use', async () => {
    const passwords = async () => (await storage.commerce.current()).passwords.map(({ secret }) => secret)
    await storage.transaction('fill', async (tx) => {
      await tx.operations.record({ at: 1, details })
      for (let i = 1; i <= 12; i += 1) await tx.commerce.insertRevision(revisionOf(i, 1))
      for (let i = 1; i <= 11; i += 1) await tx.secrets.insert(secretOf(`account/${i}`, `login ${i}`))
      await tx.secrets.insert(secretOf('account/again', 'login 11'))
      await tx.secrets.insert(secretOf('account/unused', 'login 12'))
      await tx.secrets.insert(secretOf('mail/password', 'server'))
      await tx.commerce.writePasswords([
        passwordOf('account/1', 1),
        passwordOf('account/2', 2, { mode: 'production' }),
      ])
      await tx.commerce.writePasswords([passwordOf('account/11', 11), passwordOf('account/again', 12)])
    })
    expect(await passwords()).toEqual(['account/2', 'account/1', 'account/again'])
    expect((await storage.commerce.current()).passwords[1]).toEqual({
      ...passwordOf('account/1', 1),
      target: 'login 1',
    })
    await storage.transaction('more', async (tx) => {
      for (let i = 3; i <= 10; i += 1) await tx.commerce.writePasswords([passwordOf(`account/${i}`, i)])
      await tx.commerce.keepPasswords(1, [passwordOf('account/11', 11, { verifiedAt: 3 })])
      await tx.commerce.writeVerified('account/again', 99)
    })
    expect((await storage.commerce.findBefore(1)).passwords).toEqual([
      { ...passwordOf('account/11', 11, { verifiedAt: 3 }), target: 'login 11' },
    ])
    expect(await passwords()).toHaveLength(11)
    const again = (await storage.commerce.current()).passwords.find(
      ({ secret }) => secret === 'account/again',
    )
    expect(again?.verifiedAt).toBe(99)
    await storage.transaction('drop', (tx) => tx.commerce.dropUnusedPasswords('account/'))
    expect((await storage.secrets.list()).map(({ name }) => name)).toEqual([
      'account/1', 'account/10', 'account/11', 'account/2', 'account/3', 'account/4', 'account/5', 'account/6',
      'account/7', 'account/8', 'account/9', 'account/again', 'mail/password',
    ]) // prettier-ignore
    await storage.transaction('drop', async (tx) => {
      await tx.commerce.dropKeptPasswords(1)
      await tx.commerce.replaceCredentials('events', {
        passwords: [passwordOf('account/3', 3, { service: 'training' })],
        grants: [],
      })
      await tx.commerce.dropUnusedPasswords('account/')
    })
    expect(await storage.secrets.count()).toBe(2)
    expect(await passwords()).toEqual(['account/3'])
    await storage.transaction('drop all', (tx) => tx.secrets.dropAll())
    expect(await passwords()).toEqual([])
  })

  it('keeps one permission of an account', async () => {
    const grants = async () => (await storage.commerce.current()).grants
    const training = grantOf('b@example.com', { service: 'training' })
    await storage.transaction('grant', (tx) => tx.commerce.writeGrants([training, grantOf('a@example.com')]))
    await storage.transaction('grant', (tx) =>
      tx.commerce.writeGrants([grantOf('c@example.com', { givenAt: null })]),
    )
    expect(await grants()).toEqual([grantOf('c@example.com', { givenAt: null }), training])
    await storage.transaction('drop', (tx) => tx.commerce.dropGrants([training]))
    await storage.transaction('replace', (tx) =>
      tx.commerce.replaceCredentials('training', { passwords: [], grants: [grantOf('d@example.com')] }),
    )
    expect((await grants()).map(({ service, account }) => `${service} ${account}`)).toEqual([
      'events c@example.com',
      'training d@example.com',
    ])
  })
})

describe.each(storageEngines)('secrets in $engine', ({ open }) => {
  it('are kept with the key of their box, and sealed again', async () => {
    const storage = await open()
    try {
      expect(await storage.secrets.box()).toBeUndefined()
      await storage.transaction('fill', async (tx) => {
        await tx.secrets.writeBox({ seal: 'keychain', wrapped: '{"b":1,"a":2}' })
        await tx.secrets.writeBox({ seal: 'passphrase', wrapped: '{"b":1,"a":3}' })
        await tx.secrets.insert(secretOf('one', 'here'))
        await tx.secrets.reseal([{ name: 'one', sealed: 'again' }])
      })
      expect(await storage.secrets.box()).toEqual({ seal: 'passphrase', wrapped: '{"b":1,"a":3}' })
      expect(await storage.secrets.find('one')).toEqual({ name: 'one', sealed: 'again', target: 'here' })
      expect(await storage.secrets.find('two')).toBeUndefined()
      await storage.transaction('drop', (tx) => tx.secrets.dropAll())
      expect(await storage.secrets.count()).toBe(0)
      expect(await storage.secrets.box()).toBeUndefined()
    } finally {
      await storage.close()
    }
  })
})

describe.each(storageEngines)('accounts at PayPal in $engine', ({ open }) => {
  let storage: TestStorage
  beforeEach(async () => void (storage = await open()))
  afterEach(() => storage.close())

  it('have one API account in each mode, with the secrets that it has now', async () => {
    const account = {
      mode: 'test' as const,
      userName: 'a',
      applicationId: 'APP',
      password: 'api/1',
      signature: 'api/2',
    }
    await storage.transaction('write', async (tx) => {
      for (const name of ['api/1', 'api/2', 'api/3', 'other']) await tx.secrets.insert(secretOf(name, ''))
      await tx.paypal.writeApiAccount(account, 'api/')
    })
    expect((await storage.secrets.list()).map(({ name }) => name)).toEqual(['api/1', 'api/2', 'other'])
    const production = { ...account, mode: 'production' as const, password: null, signature: null }
    await storage.transaction('write', (tx) => tx.paypal.writeApiAccount(production, 'api/'))
    await storage.transaction('write', (tx) =>
      tx.paypal.writeApiAccount({ ...account, signature: null }, 'api/'),
    )
    expect(await storage.paypal.apiAccounts()).toEqual([production, { ...account, signature: null }])
    await storage.transaction('drop', (tx) => tx.secrets.dropAll())
    expect((await storage.paypal.apiAccounts()).map(({ password }) => password)).toEqual([null, null])
  })

  it('keep what was found of the newest few', async () => {
    const key = (account: string): CheckKey => ({
      mode: 'test',
      provider: 'payflow-pro',
      destination: 'sandbox',
      account,
    })
    const check = (at: number, more: Partial<StoredCheck> = {}): StoredCheck => ({
      at,
      good: true,
      code: null,
      pairs: [],
      ...more,
    })
    const bad = check(20, {
      good: false,
      code: 'authentication-failed',
      pairs: [{ name: 'RESULT', value: '1' }],
    })
    await storage.transaction('write', async (tx) => {
      for (let i = 1; i <= 11; i += 1) await tx.paypal.writeCheck(key(`${i}`), check(i))
      await tx.paypal.writeCheck(key('5'), bad)
      await tx.paypal.writeCheck(key('12'), check(12, { good: null }))
    })
    expect(await storage.paypal.listChecks(['1', '5', '2', '3', '12'].map(key))).toEqual([
      { ...key('5'), ...bad },
      { ...key('3'), ...check(3) },
      { ...key('12'), ...check(12, { good: null }) },
    ])
    expect(await storage.paypal.newestCheckAt(key(''))).toBe(20)
    expect(await storage.paypal.newestCheckAt({ ...key(''), destination: 'simulator' })).toBeNull()
  })

  it('have one token of a login', async () => {
    const token: StoredGrantToken = {
      mode: 'test',
      provider: 'express-checkout-us',
      account: 'a@b.no',
      destination: 'sandbox',
      secret: 'token/1',
    }
    await storage.transaction('write', async (tx) => {
      for (const name of ['token/1', 'token/2']) await tx.secrets.insert(secretOf(name, ''))
      await tx.paypal.writeGrantToken(token, 'token/')
    })
    expect(await storage.secrets.count()).toBe(1)
    await storage.transaction('write', async (tx) => {
      await tx.secrets.insert(secretOf('token/3', ''))
      await tx.paypal.writeGrantToken({ ...token, destination: 'simulator', secret: 'token/3' }, 'token/')
    })
    const found = await storage.paypal.findGrantToken(token)
    expect(found).toEqual({ ...token, destination: 'simulator', secret: 'token/3' })
    await storage.transaction('drop', (tx) => tx.paypal.dropGrantToken(found ?? token))
    expect(await storage.paypal.findGrantToken(token)).toBeUndefined()
    expect(await storage.secrets.count()).toBe(0)
  })
})
