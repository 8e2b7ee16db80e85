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
const passwords = [{ provider: 'payflow-pro' as const, password: 'correct horse' }]

async function set(events: boolean, training: boolean, keep?: Service) {
  const boxes = { events, training, page: 'events' as const, ...(keep && { keep }) }
  const { revisions } = await commerce().planServices(boxes)
  return await commerce().setServices({ ...boxes, expect: revisions })
}
const save = (service: Service, name: string) =>
  commerce().update({
    service,
    base: 0,
    content: contentFor('payflow-pro', name, { footer: name }),
    passwords,
  })
const state = async () => {
  const [events, training] = [
    await commerce().get({ service: 'events' }),
    await commerce().get({ service: 'training' }),
  ]
  const of = ({ enabled, test }: typeof events) => [
    enabled,
    test.content.settings.footer,
    test.passwords.some(({ set: isSet }) => isSet),
  ]
  return { events: of(events), training: of(training), linked: events.linked }
}
const operations = async () => (await backend.api.history.list({ limit: 10 })).operations
const undo = (operationId: number | null) =>
  backend.done(backend.api.history.undo({ operationId: operationId ?? 0 }))

describe('both boxes at once', () => {
  it('are one operation, and go back together', async () => {
    await set(true, false)
    await save('events', 'E')
    const before = await state()
    const { operationId } = await set(false, true)
    expect(await state()).toMatchObject({ events: [false, 'E', true], training: [true, '', false] })
    expect((await operations())[0]).toMatchObject({
      id: operationId,
      details: { kind: 'set-services', enabled: ['training'], kept: null, mode: 'test' },
      needsReview: false,
    })
    await undo(operationId)
    expect(await state()).toEqual(before)
  })

  it.each(['events', 'training'] as const)(
    'link with the settings of %s, which undo parts again',
    async (keep) => {
      await set(true, false)
      await save('events', 'E')
      await set(false, true)
      await save('training', 'T')
      await set(false, false)
      const before = await state()
      expect(await commerce().planServices({ events: true, training: true, page: 'events' })).toMatchObject({
        links: true,
        keep: 'events',
        live: false,
        replaces: true,
      })
      const { operationId } = await set(true, true, keep)
      const linked = await state()
      const footer = keep === 'events' ? 'E' : 'T'
      expect(linked).toEqual({ events: [true, footer, true], training: [true, footer, true], linked: true })
      await undo(operationId)
      expect(await state()).toEqual(before)
      const [back] = await operations()
      await undo(back?.id ?? 0)
      expect(await state()).toEqual(linked)
      const [again] = await operations()
      await undo(again?.id ?? 0)
      expect(await state()).toEqual(before)
    },
  )

  it('record one box as what was done with it, and nothing where nothing changes', async () => {
    await set(true, false)
    expect((await operations())[0]?.details).toMatchObject({ kind: 'enable-service', enabled: true })
    expect((await set(true, false)).operationId).toBeNull()
    expect(await operations()).toHaveLength(1)
  })

  it('are refused where somebody changed a service meanwhile', async () => {
    const boxes = { events: true, training: true, page: 'events' as const }
    const { revisions } = await commerce().planServices(boxes)
    await set(true, false)
    await refusalOf(commerce().setServices({ ...boxes, expect: revisions }), 'commerce.plan-moved')
  })
})
