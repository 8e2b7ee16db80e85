import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { read, utils } from 'xlsx'
import { settingsFileJsonSchema } from '#shared/domain/handover/settings-file.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { openShop, PASSWORD, selling, type Shop } from '../../support/payments/shop.ts'

const run = promisify(execFile)
const services = ['events' as const]
const schemaPath = new URL('../../../docs/handover/settings.schema.json', import.meta.url)

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await shop.sellWith('payflow-pro')
})
afterEach(() => shop.stop())

async function publish(): Promise<void> {
  const { api } = shop.backend
  const passwords = [{ provider: 'payflow-pro' as const, password: PASSWORD }]
  const content = selling('payflow-pro')
  await api.commerce.productionAccount({ service: 'events', base: 0, content, passwords })
  const { from, to } = await api.commerce.planPublish({ service: 'events' })
  await api.commerce.publish({ service: 'events', from, to })
}
const path = (name: string) => join(shop.backend.folder, name)
const target = (name: string) => shop.backend.backend.files.registerWrite(path(name)).token
const text = (name: string) => readFile(path(name), 'utf8')

describe('the settings', () => {
  it('are the published ones with their revision, without a secret, as the published schema says', async () => {
    const { api, done } = shop.backend
    await refusalOf(
      done(api.handover.saveSettings({ services, target: target('a.json') })),
      'handover.not-published',
    )
    await publish()
    const { revision } = (await api.handover.state({})).services[0] ?? {}
    // What is tried in Test afterwards is none of it.
    await api.commerce.backToTest({ service: 'events' })
    await shop.sellWith('payflow-pro', { cards: ['visa'] })
    const { operationId } = await done(api.handover.saveSettings({ services, target: target('a.json') }))

    const content = await text('a.json')
    const file: unknown = JSON.parse(content)
    const schema = JSON.parse(await readFile(schemaPath, 'utf8')) as object
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(
      schema,
    )
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true)
    expect(file).toMatchObject({
      services: { events: { revision, provider: 'payflow-pro', cards: ['visa', 'mastercard'] } },
    })
    expect(content).not.toContain(PASSWORD)
    const { operations } = await api.history.list({ limit: 1 })
    expect(operations[0]).toMatchObject({
      id: operationId,
      details: { kind: 'hand-over-settings', services },
    })
  })

  it('have a schema in the documents that is the product’s own', async () => {
    const published: unknown = JSON.parse(await readFile(schemaPath, 'utf8'))
    // Otherwise: npm run handover-schema
    expect(published).toEqual(JSON.parse(JSON.stringify(settingsFileJsonSchema())))
  })
})

describe('secrets', () => {
  /** A key pair of Debian's age. */
  async function keyPair(): Promise<string> {
    await run('age-keygen', ['-o', path('site.key')])
    return (await run('age-keygen', ['-y', path('site.key')])).stdout.trim()
  }

  it('leave encrypted for the compared key, which age reads, and the history says so', async () => {
    const { api, done } = shop.backend
    await publish()
    const key = await api.handover.checkKey({ publicKey: `  ${(await keyPair()).toUpperCase()}\n` })
    expect(key.fingerprint).toMatch(/^([\dA-F]{4} ){7}[\dA-F]{4}$/)
    const saved = await done(api.handover.saveSecrets({ services, ...key, target: target('a.age') }))
    expect(await text('a.age')).not.toContain(PASSWORD)
    const { stdout } = await run('age', ['-d', '-i', path('site.key'), path('a.age')])
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'ecommerce-admin-settings',
      secrets: { events: PASSWORD },
    })
    const { operations } = await api.history.list({ limit: 1 })
    expect(operations[0]).toMatchObject({
      id: saved.operationId,
      details: { kind: 'hand-over-secrets', services, fingerprint: key.fingerprint },
    })
    expect(JSON.stringify(operations)).not.toContain(PASSWORD)
    await run('age-keygen', ['-o', path('other.key')])
    await expect(run('age', ['-d', '-i', path('other.key'), path('a.age')])).rejects.toThrow()
  })

  it('are refused for another key than the one compared, for what is no key, and where there are none', async () => {
    const { api, done } = shop.backend
    await publish()
    const publicKey = await keyPair()
    await refusalOf(api.handover.checkKey({ publicKey: 'age1nokey' }), 'handover.bad-key')
    const asked = { services, publicKey, target: target('a.age') }
    await refusalOf(done(api.handover.saveSecrets({ ...asked, fingerprint: '' })), 'handover.other-key')
    const { passwords } = await api.secrets.state({})
    await api.secrets.forget({ expect: passwords })
    const key = await api.handover.checkKey({ publicKey })
    const none = done(api.handover.saveSecrets({ services, ...key, target: target('a.age') }))
    await expect(none).rejects.toMatchObject({ code: expect.stringMatching(/no-passphrase|no-secrets/) })
    await expect(text('a.age')).rejects.toThrow()
  })

  it('need the passphrase again, though the passwords are unlocked', async () => {
    const { api, done } = shop.backend
    await publish()
    await api.secrets.setPassphrase({ passphrase: 'hest batteri stift' })
    const key = await api.handover.checkKey({ publicKey: await keyPair() })
    const save = (passphrase?: string) =>
      done(
        api.handover.saveSecrets({
          services,
          ...key,
          target: target('a.age'),
          ...(passphrase !== undefined && { passphrase }),
        }),
      )
    await refusalOf(save(), 'secrets.locked')
    await refusalOf(save('hest batteri'), 'secrets.wrong-passphrase')
    await expect(text('a.age')).rejects.toThrow()
    expect((await save('hest batteri stift')).bytes).toBeGreaterThan(100)
  })
})

describe('codes', () => {
  const save = (scope: 'all' | 'changed', name: string) => {
    const format = name.split('.')[1] as 'csv' | 'xlsx' | 'jsonl'
    const { api, done } = shop.backend
    return done(api.handover.saveCodes({ scope, format, target: target(name), language: 'nb' }))
  }
  const lines = async (name: string) =>
    (await text(name))
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { code: string }]))

  it('are all of them, with their terms and nobody’s name, in three formats', async () => {
    await shop.code({ usage: { kind: 'unlimited' } })
    await shop.code({ discount: { kind: 'amount', minor: 1500, currency: 'USD' } })
    expect(await save('all', 'a.csv')).toMatchObject({ codes: 2 })
    expect(await text('a.csv')).toContain('KODE-1;valid;events;everything;2500;;;;;2026-12-31')
    expect(await text('a.csv')).not.toMatch(/Åsheim|@/)
    await save('all', 'a.jsonl')
    expect(await lines('a.jsonl')).toMatchObject([
      { code: 'KODE-1', percentHundredths: 2500, uses: null },
      { code: 'KODE-2', amountMinor: 1500, currency: 'USD', uses: 1 },
    ])
    await save('all', 'a.xlsx')
    const book = read(await readFile(path('a.xlsx')))
    const rows: unknown[] = utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {})
    expect(rows).toMatchObject([
      { code: 'KODE-1', percentHundredths: 2500 },
      { code: 'KODE-2', uses: 1 },
    ])
  })

  it('are those that changed since the last time: created, changed, deleted, and undone', async () => {
    const { api, done } = shop.backend
    for (let i = 0; i < 4; i += 1) await shop.code()
    await save('all', 'a.jsonl')
    expect((await api.handover.state({})).codes).toMatchObject({ all: 4, changed: 0 })

    const { resultSet } = await pickAll(shop.backend)
    const pick = (at: number) => ({ resultSet, ranges: [[at, at + 1]] as [number, number][] })
    const extended = await done(
      api.promo.extend({ picked: pick(0), to: { kind: 'days', days: 5 }, expect: 1 }),
    )
    await done(api.promo.delete({ picked: pick(1), expect: 1 }))
    const { operationId } = await createCodes(shop.backend, creationOf({}, 3))
    await done(api.history.undo({ operationId }))
    expect((await api.handover.state({})).codes).toMatchObject({ all: 4, changed: 5 })
    await save('changed', 'b.jsonl')
    expect(await lines('b.jsonl')).toMatchObject([
      { code: 'KODE-1', state: 'valid', expires: '2027-01-05' },
      { code: 'KODE-2', state: 'deleted' },
      ...[{ state: 'withdrawn' }, { state: 'withdrawn' }, { state: 'withdrawn' }],
    ])
    // What is undone after it was handed over has changed again.
    await done(api.history.undo({ operationId: extended.operationId }))
    await save('changed', 'c.jsonl')
    expect(await lines('c.jsonl')).toMatchObject([{ code: 'KODE-1', expires: '2026-12-31' }])
  })
})
