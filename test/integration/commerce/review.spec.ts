import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mode } from '#shared/domain/services.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
  await boxes(true, false)
})
afterEach(() => backend.stop())

const service = 'events'
const commerce = () => backend.api.commerce
const review = () => backend.api.review
const passwords = [{ provider: 'payflow-pro' as const, password: 'correct horse' }]
const content = (mode: Mode, footer: string) => contentFor('payflow-pro', mode, { footer })
const operations = async () => (await backend.api.history.list({ limit: 20 })).operations
const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))

async function boxes(events: boolean, training: boolean) {
  const to = { events, training, page: 'events' as const }
  const { revisions } = await commerce().planServices(to)
  return await commerce().setServices({ ...to, expect: revisions })
}
async function save(footer: string) {
  const { revision: base } = (await commerce().get({ service })).test
  await commerce().update({ service, base, content: content('test', footer), passwords })
}
const saveAccount = () =>
  commerce().productionAccount({ service, base: 0, content: content('production', ''), passwords })
async function publish(): Promise<number> {
  const { from, to } = await commerce().planPublish({ service })
  const { operationId } = await commerce().publish({ service, from, to })
  return operationId ?? 0
}
async function edit(footer: string) {
  const { to } = await commerce().planPublish({ service })
  const edited = { content: content('production', footer), passwords: [] }
  await commerce().publish({ service, from: to, to, edit: edited })
}

describe('the plan of a change of live settings', () => {
  it('says before the first publication that nothing was published, and that nobody checked the account', async () => {
    await save('Første')
    await saveAccount()
    const plan = await review().plan({ service, change: { kind: 'publish' } })
    expect(plan).toMatchObject({ live: true, next: 3, undo: null })
    expect(plan.parts).toMatchObject([
      {
        services: ['events'],
        before: { live: false, test: 1, production: 2, published: false },
        after: { live: true, mode: 'production' },
        missing: [],
        checks: {
          account: { checked: null, otherAt: null },
          apiAccount: null,
          grant: null,
          test: null,
          unchecked: ['account'],
        },
      },
    ])
    expect(plan.parts[0]?.differences.map(({ key }) => key)).toContain('settings.footer')
  })

  it('names what is missing', async () => {
    await save('Første')
    const plan = await review().plan({ service, change: { kind: 'publish' } })
    expect(plan.parts[0]?.missing).toEqual(['partnerId', 'vendor', 'userId', 'password'])
  })

  it('follows undo and redo of a publication and of an edit, both ways', async () => {
    await save('Første')
    await saveAccount()
    const published = await publish()
    await edit('Andre')
    const [edited] = await operations()
    const undoEdit = await review().plan({ service, change: { kind: 'undo', operationId: edited?.id ?? 0 } })
    expect(undoEdit).toMatchObject({
      live: true,
      undo: { direction: 'undo', details: { kind: 'update-settings', mode: 'production' } },
      parts: [{ before: { live: true }, after: { live: true } }],
    })
    expect(undoEdit.parts[0]?.differences).toEqual([
      { key: 'settings.footer', before: 'Andre', after: 'Første' },
    ])
    await undo(edited?.id ?? 0)

    const back = await review().plan({ service, change: { kind: 'undo', operationId: published } })
    expect(back).toMatchObject({
      live: true,
      parts: [{ before: { live: true }, after: { live: false, mode: 'test' }, missing: [], checks: null }],
    })
    await undo(published)
    const [undone] = await operations()
    const again = await review().plan({ service, change: { kind: 'undo', operationId: undone?.id ?? 0 } })
    expect(again).toMatchObject({
      live: true,
      undo: { direction: 'redo', details: { kind: 'publish' } },
      parts: [{ after: { live: true }, checks: { unchecked: ['account'] } }],
    })
    await refusalOf(
      review().plan({ service, change: { kind: 'undo', operationId: published } }),
      'history.already-undone',
    )
  })

  it('of what was changed since is refused as undoing it would be', async () => {
    await save('Første')
    await saveAccount()
    const published = await publish()
    await edit('Andre')
    await refusalOf(
      review().plan({ service, change: { kind: 'undo', operationId: published } }),
      'commerce.changed-since',
    )
  })

  it('shows what restoring, going back and turning the service off do to buyers', async () => {
    await save('Første')
    await saveAccount()
    await publish()
    await edit('Andre')
    const restore = await review().plan({ service, change: { kind: 'restore', revision: 3 } })
    expect(restore.live).toBe(true)
    expect(restore.parts[0]?.differences).toEqual([
      { key: 'settings.footer', before: 'Andre', after: 'Første' },
    ])
    const back = await review().plan({ service, change: { kind: 'back-to-test' } })
    expect(back).toMatchObject({
      live: true,
      parts: [{ differences: [], after: { mode: 'test', live: false } }],
    })
    const off = await review().plan({ service, change: { kind: 'services', events: false, training: false } })
    expect(off).toMatchObject({ live: true, parts: [{ after: { enabled: false, live: false } }] })
    const link = await review().plan({ service, change: { kind: 'services', events: true, training: true } })
    expect(link).toMatchObject({
      live: true,
      parts: [{ services: ['training'], before: { live: false }, after: { live: true }, missing: [] }],
    })
  })

  it('is not live in Test', async () => {
    await save('Første')
    await save('Andre')
    const plan = await review().plan({ service, change: { kind: 'restore', revision: 1 } })
    expect(plan).toMatchObject({ live: false, parts: [{ differences: [], checks: null }] })
    expect(plan.parts[0]?.testDifferences).toEqual([
      { key: 'settings.footer', before: 'Andre', after: 'Første' },
    ])
  })
})

describe('what is live', () => {
  it('is reported with since when, and what was not checked', async () => {
    expect(await review().live({})).toEqual([])
    await save('Første')
    await saveAccount()
    backend.clock.advance(60_000)
    await publish()
    const began = new Date(backend.clock.now()).toISOString()
    backend.clock.advance(60_000)
    await edit('Andre')
    const changed = new Date(backend.clock.now()).toISOString()
    expect(await review().live({})).toMatchObject([
      {
        services: ['events'],
        since: began,
        revision: 4,
        at: changed,
        provider: 'payflow-pro',
        checks: { unchecked: ['account'] },
      },
    ])
    await boxes(true, true)
    expect(await review().live({})).toMatchObject([{ services: ['events', 'training'], since: began }])
    await boxes(false, false)
    expect(await review().live({})).toEqual([])
  })
})
