import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DRAFT_LIMIT } from '#shared/contract/drafts.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

const key = 'commerce.events'

describe('drafts', () => {
  it('outlive the backend, until they are discarded', async () => {
    const content = { base: 3, content: contentFor('payflow-pro'), odd: [null, true, -0.5, 'æøå\n'] }
    expect(await backend.api.drafts.get({ key })).toBeNull()
    await backend.api.drafts.save({ key, content: { base: 1 } })
    await backend.api.drafts.save({ key, content })
    backend = await backend.restart()
    expect(await backend.api.drafts.get({ key })).toEqual({
      content,
      savedAt: '2026-11-23T11:00:00.000Z',
      version: expect.any(String),
    })
    expect(await backend.api.drafts.list({})).toEqual([{ key, savedAt: '2026-11-23T11:00:00.000Z' }])
    expect(await backend.api.drafts.discard({ key })).toEqual({ discarded: true })
    expect(await backend.api.drafts.discard({ key })).toEqual({ discarded: false })
    expect(await backend.api.drafts.list({})).toEqual([])
  })

  it('are of the site that is open', async () => {
    await backend.api.drafts.save({ key, content: 'own' })
    await backend.api.site.open({ kind: 'sample' })
    expect(await backend.api.drafts.get({ key })).toBeNull()
    await backend.api.site.open({ kind: 'own' })
    expect(await backend.api.drafts.get({ key })).toMatchObject({ content: 'own' })
  })

  it('that name their site are of no other, and keep its id over a restart', async () => {
    const { id: site } = await backend.api.site.get({})
    await backend.api.drafts.save({ key, content: 'own', site })
    const sample = await backend.api.site.open({ kind: 'sample' })
    expect(sample.id).not.toBe(site)
    await refusalOf(backend.call('drafts.save', { key, content: 'late', site }), 'drafts.other-site')
    await refusalOf(backend.call('drafts.get', { key, site }), 'drafts.other-site')
    await refusalOf(backend.call('drafts.discard', { key, site }), 'drafts.other-site')
    backend = await backend.restart()
    expect(await backend.api.site.get({})).toMatchObject({ id: site })
    expect(await backend.api.drafts.get({ key, site })).toMatchObject({ content: 'own' })
    expect((await backend.api.site.open({ kind: 'sample' })).id).toBe(sample.id)
  })

  it('of two windows do not take each other’s place unseen', async () => {
    const other = backend.connect()
    const first = await backend.api.drafts.save({ key, content: { footer: 'a' }, base: null })
    await refusalOf(
      other.call('drafts.save', { key, content: { footer: 'b' }, base: null }),
      'drafts.changed-meanwhile',
    )
    const second = await other.api.drafts.save({ key, content: { footer: 'b' }, base: first.version })
    await refusalOf(
      backend.call('drafts.save', { key, content: { footer: 'c' }, base: first.version }),
      'drafts.changed-meanwhile',
    )
    expect(await backend.api.drafts.discard({ key, base: first.version })).toEqual({ discarded: false })
    expect(await backend.api.drafts.get({ key })).toMatchObject({ content: { footer: 'b' } })
    // Said once more, as after a lost answer, it is the same draft.
    const again = await other.api.drafts.save({ key, content: { footer: 'b' }, base: first.version })
    expect(again.version).toBe(second.version)
    expect(await backend.api.drafts.discard({ key, base: second.version })).toEqual({ discarded: true })
    const { id: site } = await backend.api.site.get({})
    const announced = other.eventsOf('drafts.onChanged').map(({ version }) => version)
    expect(announced).toEqual([first.version, second.version, second.version, null])
    expect(other.eventsOf('drafts.onChanged')[0]).toMatchObject({ site, key })
  })

  it('are no operations', async () => {
    await backend.api.drafts.save({ key, content: 'x' })
    expect((await backend.api.history.list({ limit: 1 })).total).toBe(0)
  })

  it.each([
    ['a password', { key, content: { passwords: [{ provider: 'payflow-pro', password: 'x' }] } }],
    ['a passphrase, however deep', { key, content: [{ a: [{ Passphrase: 'x' }] }] }],
    ['a secret', { key, content: { smtpSecret: 'x' } }],
    ['the signature of an API account', { key, content: { signature: 'x' } }],
    ['a card', { key, content: { card: { cardNumber: '4111' } } }],
    ['the code of a card', { key, content: [{ cvv: '123' }] }],
    ['more than a form', { key, content: 'x'.repeat(DRAFT_LIMIT) }],
    ['a key that is none', { key: '../x', content: {} }],
  ])('do not hold %s', async (_what, input) => {
    await refusalOf(backend.call('drafts.save', input), 'input.invalid')
    expect(await backend.api.drafts.list({})).toEqual([])
  })
})
