import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '#shared/contract/history.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
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
const undo = (operationId: number | null) =>
  backend.done(backend.api.history.undo({ operationId: operationId ?? 0 }))

async function tick(service: Service, enabled: boolean, page: Service = service) {
  const { revisions } = await commerce().planEnable({ service, enabled, page })
  return await commerce().enable({ service, enabled, page, expect: revisions })
}
async function update(
  service: Service,
  footer: string,
  {
    provider = 'payflow-pro',
    login = 'a',
    password,
  }: { provider?: ProviderId; login?: string; password?: string } = {},
) {
  const { test } = await commerce().get({ service })
  return await commerce().update({
    service,
    base: test.revision,
    content: contentFor(provider, login, { footer }),
    passwords: password === undefined ? [] : [{ provider, password }],
  })
}
async function publish(service: Service) {
  const { test } = await commerce().get({ service })
  await commerce().productionAccount({
    service,
    base: 0,
    content: contentFor('payflow-pro', 'live'),
    passwords: [{ provider: 'payflow-pro', password: 'live password' }],
  })
  return await commerce().publish({ service, from: test.revision, to: test.revision + 1 })
}
const footer = async (service: Service = 'events') =>
  (await commerce().get({ service })).test.content.settings.footer
const isEnabled = async (service: Service = 'events') => (await commerce().get({ service })).enabled

/** Undoes the newest applied change until there is none, and answers with what was undone. */
async function undoEverything() {
  const kinds: Operation['details']['kind'][] = []
  for (;;) {
    const { undo: next } = await backend.api.history.undoRedo({})
    if (!next) return kinds
    await undo(next.id)
    kinds.push(next.details.kind)
  }
}

describe('undo of several changes, the newest first', () => {
  it('goes back through two Updates', async () => {
    const first = await update('events', 'Første')
    const second = await update('events', 'Andre')
    await undo(second.operationId)
    expect(await footer()).toBe('Første')
    await undo(first.operationId)
    expect(await footer()).toBe('')
  })

  it('goes back through an Update and the box that was ticked before it', async () => {
    const ticked = await tick('events', true)
    const updated = await update('events', 'Første')
    await undo(updated.operationId)
    await undo(ticked.operationId)
    expect(await isEnabled()).toBe(false)
  })

  it('goes back through a box that was ticked and unticked', async () => {
    const ticked = await tick('events', true)
    const unticked = await tick('events', false)
    await undo(unticked.operationId)
    expect(await isEnabled()).toBe(true)
    await undo(ticked.operationId)
    expect(await isEnabled()).toBe(false)
  })

  it('goes back through linking, publishing, going back to Test and restoring', async () => {
    const start = await commerce().get({ service: 'events' })
    await tick('events', true)
    const { test } = await update('events', 'Første', { password: 'test password' })
    await tick('training', true, 'events')
    await publish('events')
    await commerce().backToTest({ service: 'training' })
    await update('training', 'Andre')
    const { replaces } = await commerce().planRestore({ service: 'events', revision: test.revision })
    await commerce().restore({ service: 'events', revision: test.revision, base: replaces })
    expect(await undoEverything()).toEqual([
      'restore',
      'update-settings',
      'back-to-test',
      'publish',
      'update-settings',
      'enable-service',
      'update-settings',
      'enable-service',
    ])
    for (const service of ['events', 'training'] as const)
      expect(await commerce().get({ service })).toMatchObject({
        enabled: false,
        linked: false,
        mode: 'test',
        test: { content: start.test.content },
        production: null,
      })
  })

  it('can be done again and undone again, as often as one likes', async () => {
    const first = await update('events', 'Første')
    const second = await update('events', 'Andre')
    for (let i = 0; i < 3; i += 1) {
      const undone = [await undo(second.operationId), await undo(first.operationId)]
      expect(await footer()).toBe('')
      for (const { operationId } of undone.reverse()) await undo(operationId)
      expect(await footer()).toBe('Andre')
    }
  })

  it('is not hindered by a permission that was recorded meanwhile', async () => {
    const provider = 'express-checkout-us'
    const updated = await update('events', 'Første', { provider })
    await commerce().grant({ service: 'events', mode: 'test', provider, account: 'a@fjordkurs.example' })
    await undo(updated.operationId)
    expect(await footer()).toBe('')
  })

  it('goes on after a restart', async () => {
    const first = await update('events', 'Første')
    const second = await update('events', 'Andre')
    await undo(second.operationId)
    backend = await backend.restart()
    await undo(first.operationId)
    expect(await footer()).toBe('')
  })
})

describe('undo of linking, after later changes were undone', () => {
  it('gives the other service its settings and its password back', async () => {
    await update('training', 'Fra Training', { login: 'training', password: 'training password' })
    await update('events', 'Fra Events', { login: 'events', password: 'events password' })
    await tick('events', true)
    const before = await commerce().get({ service: 'training' })
    const linking = await tick('training', true, 'events')
    const later = await update('training', 'For begge', { login: 'events' })
    await undo(later.operationId)
    await undo(linking.operationId)
    const training = await commerce().get({ service: 'training' })
    expect(training.test.content).toEqual(before.test.content)
    expect(training.test.passwords).toEqual(before.test.passwords)
  })

  it('links again on the same revisions where the box was unticked', async () => {
    await update('events', 'Første')
    await tick('events', true)
    await tick('training', true, 'events')
    const unticked = await tick('training', false)
    const alone = await update('events', 'Bare Events')
    await refusalOf(undo(unticked.operationId), 'commerce.changed-since')
    await undo(alone.operationId)
    await undo(unticked.operationId)
    const [events, training] = [
      await commerce().get({ service: 'events' }),
      await commerce().get({ service: 'training' }),
    ]
    expect(training).toEqual({ ...events, service: 'training' })
    expect(training).toMatchObject({ enabled: true, linked: true })
  })
})

describe('undo is refused', () => {
  it('where a later change is in effect, even if that gave the same values back', async () => {
    const first = await update('events', 'Første')
    const second = await update('events', 'Andre')
    const third = await update('events', 'Første')
    await refusalOf(undo(first.operationId), 'commerce.changed-since')
    await refusalOf(undo(second.operationId), 'commerce.changed-since')
    await undo(third.operationId)
    expect(await footer()).toBe('Andre')
  })

  it('where Production would be incomplete, but not where it only stops', async () => {
    await update('events', 'Første')
    await publish('events')
    const ticked = await tick('events', true)
    await backend.api.secrets.forget({ expect: 1 })
    await undo(ticked.operationId)
    expect(await isEnabled()).toBe(false)
  })
})

describe('redo', () => {
  it('does everything again, enabling a service as well', async () => {
    await update('events', 'Første')
    await tick('events', true)
    await update('events', 'Andre')
    await undoEverything()
    const redoable = async () => (await backend.api.history.undoRedo({})).redo
    const footers = []
    for (let redo = await redoable(); redo; redo = await redoable()) {
      await undo(redo.id)
      footers.push(await footer())
    }
    expect(footers).toEqual(['Første', 'Første', 'Andre'])
    expect((await backend.api.commerce.get({ service: 'events' })).enabled).toBe(true)
  })
})
