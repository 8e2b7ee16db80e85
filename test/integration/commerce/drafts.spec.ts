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
    expect(await backend.api.drafts.get({ key })).toEqual({ content, savedAt: '2026-11-23T11:00:00.000Z' })
    expect(await backend.api.drafts.list({})).toEqual([{ key, savedAt: '2026-11-23T11:00:00.000Z' }])
    expect(await backend.api.drafts.discard({ key })).toEqual({ discarded: true })
    expect(await backend.api.drafts.discard({ key })).toEqual({ discarded: false })
    expect(await backend.api.drafts.list({})).toEqual([])
  })

  it('are of the site that is open', async () => {
    await backend.api.drafts.save({ key, content: 'own' })
    await backend.api.site.open({ kind: 'sample' })
    expect(await backend.api.drafts.get({ key })).toBeNull()
  })

  it('are no operations', async () => {
    await backend.api.drafts.save({ key, content: 'x' })
    expect((await backend.api.history.list({ limit: 1 })).total).toBe(0)
  })

  it.each([
    ['a password', { key, content: { passwords: [{ provider: 'payflow-pro', password: 'x' }] } }],
    ['a passphrase, however deep', { key, content: [{ a: [{ Passphrase: 'x' }] }] }],
    ['a secret', { key, content: { smtpSecret: 'x' } }],
    ['more than a form', { key, content: 'x'.repeat(DRAFT_LIMIT) }],
    ['a key that is none', { key: '../x', content: {} }],
  ])('hold no %s', async (_what, input) => {
    await refusalOf(backend.call('drafts.save', input), 'input.invalid')
    expect(await backend.api.drafts.list({})).toEqual([])
  })
})
