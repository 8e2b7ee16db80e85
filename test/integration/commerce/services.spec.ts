import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Service } from '#shared/domain/services.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
})
afterEach(() => backend.stop())

const commerce = () => backend.api.commerce
const password = [{ provider: 'payflow-pro' as const, password: 'correct horse' }]

async function tick(service: Service, enabled: boolean, page: Service = service) {
  const { revisions } = await commerce().planEnable({ service, enabled, page })
  return await commerce().enable({ service, enabled, page, expect: revisions })
}
const save = (service: Service, base: number, name: string, footer?: string) =>
  commerce().update({
    service,
    base,
    content: contentFor('payflow-pro', name, footer === undefined ? {} : { footer }),
    passwords: password,
  })

describe('enabling the services', () => {
  it('begins with neither enabled and nothing saved', async () => {
    expect(await commerce().get({ service: 'events' })).toMatchObject({
      enabled: false,
      linked: false,
      mode: 'test',
      test: { revision: 0, at: null },
      production: null,
    })
  })

  it('enables one without linking, and makes no revision of nothing', async () => {
    expect(await tick('events', true)).toMatchObject({ enabled: true, linked: false })
    expect(await commerce().revisions({ limit: 10 })).toEqual({ total: 0, revisions: [] })
    expect((await backend.api.site.get({})).services.events).toEqual({ enabled: true, mode: 'test' })
  })

  it('shows what the other service loses, and then gives both the page’s settings', async () => {
    await save('events', 0, 'events', 'Fra Events')
    await save('training', 0, 'training', 'Fra Training')
    await tick('events', true)
    const plan = await commerce().planEnable({ service: 'training', enabled: true, page: 'events' })
    expect(plan).toMatchObject({ links: true, replaces: true })
    expect(plan.differences).toContainEqual({
      mode: 'test',
      key: 'settings.footer',
      before: 'Fra Training',
      after: 'Fra Events',
    })
    expect(plan.passwords).toEqual([{ mode: 'test', provider: 'payflow-pro' }])

    await tick('training', true, 'events')
    const [events, training] = [
      await commerce().get({ service: 'events' }),
      await commerce().get({ service: 'training' }),
    ]
    expect(training).toEqual({ ...events, service: 'training' })
    expect(training.test.content.settings.footer).toBe('Fra Events')
    expect(training.test.content.accounts['payflow-pro']?.vendor).toBe('events-vendor')
    // The other's settings stay in its history, and can be restored for both.
    const before = await commerce().revision({ revision: 2 })
    expect(before).toMatchObject({
      services: ['training'],
      content: { settings: { footer: 'Fra Training' } },
    })
    await commerce().restore({ service: 'events', revision: 2, base: events.test.revision })
    expect((await commerce().get({ service: 'training' })).test.content.settings.footer).toBe('Fra Training')
  })

  it('asks for no confirmation where the other service has nothing', async () => {
    await save('events', 0, 'events')
    await tick('events', true)
    const plan = await commerce().planEnable({ service: 'training', enabled: true, page: 'events' })
    expect(plan).toMatchObject({ links: true, replaces: false })
  })

  it('changes both while they are linked, and one after that', async () => {
    await tick('events', true)
    await tick('training', true, 'events')
    const linked = await save('training', 0, 'both', 'For begge')
    expect(linked.linked).toBe(true)
    expect((await commerce().get({ service: 'events' })).test).toEqual(linked.test)

    const unlinked = await tick('training', false)
    expect(unlinked).toMatchObject({ enabled: false, linked: false, test: linked.test })
    await save('events', linked.test.revision, 'both', 'Bare Events')
    expect((await commerce().get({ service: 'training' })).test.content.settings.footer).toBe('For begge')
    expect((await commerce().get({ service: 'events' })).test.content.settings.footer).toBe('Bare Events')
  })

  it('refuses what was planned before something else happened', async () => {
    await save('events', 0, 'events')
    await tick('events', true)
    const { revisions } = await commerce().planEnable({ service: 'training', enabled: true, page: 'events' })
    await save('events', 1, 'events', 'Noe annet')
    await refusalOf(
      commerce().enable({ service: 'training', enabled: true, page: 'events', expect: revisions }),
      'commerce.plan-moved',
    )
    expect(await commerce().get({ service: 'training' })).toMatchObject({ enabled: false, linked: false })
  })

  it('takes the link back, with the settings and the password that the other service had', async () => {
    await save('events', 0, 'events')
    await save('training', 0, 'training')
    await tick('events', true)
    backend.clock.advance(60_000)
    await tick('training', true, 'events')
    const linking = (await backend.api.history.list({ limit: 1 })).operations[0]
    expect(linking).toMatchObject({ undoable: true, details: { kind: 'enable-service', links: true } })
    await backend.done(backend.api.history.undo({ operationId: linking?.id ?? 0 }))

    const training = await commerce().get({ service: 'training' })
    expect(training).toMatchObject({ enabled: false, linked: false })
    expect(training.test.content.accounts['payflow-pro']?.vendor).toBe('training-vendor')
    expect(training.test.passwords.find(({ provider }) => provider === 'payflow-pro')).toMatchObject({
      set: true,
      setAt: '2026-11-23T11:00:00.000Z',
    })
    expect((await commerce().get({ service: 'events' })).test.content.accounts['payflow-pro']?.vendor).toBe(
      'events-vendor',
    )
  })

  it('notifies every window', async () => {
    const other = backend.connect()
    await tick('events', true)
    expect(other.eventsOf('commerce.onChanged')).toEqual([{ services: ['events'], revision: null }])
    await save('events', 0, 'events')
    expect(other.eventsOf('commerce.onChanged').at(-1)).toEqual({ services: ['events'], revision: 1 })
    expect(other.eventsOf('history.onRecorded').map(({ kind }) => kind)).toEqual([
      'enable-service',
      'update-settings',
    ])
    expect(other.eventsOf('site.onChanged').at(-1)?.services.events).toEqual({ enabled: true, mode: 'test' })
  })
})
