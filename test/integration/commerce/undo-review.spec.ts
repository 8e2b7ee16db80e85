import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mode, Service } from '#shared/domain/services.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
})
afterEach(() => backend.stop())

const service = 'events'
const commerce = () => backend.api.commerce
const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))
const password = [{ provider: 'payflow-pro' as const, password: 'correct horse' }]
const content = (mode: Mode, footer: string) => contentFor('payflow-pro', mode, { footer })

async function tick(which: Service, enabled: boolean) {
  const { revisions } = await commerce().planEnable({ service: which, enabled, page: service })
  await commerce().enable({ service: which, enabled, page: service, expect: revisions })
}
async function saveInTest(footer: string) {
  const { revision: base } = (await commerce().get({ service })).test
  await commerce().update({ service, base, content: content('test', footer), passwords: password })
}
async function saveAccount() {
  const base = (await commerce().get({ service })).production?.revision ?? 0
  await commerce().productionAccount({
    service,
    base,
    content: content('production', ''),
    passwords: password,
  })
}
async function publish(footer?: string) {
  const { from, to } = await commerce().planPublish({ service })
  const edit = footer === undefined ? undefined : { content: content('production', footer), passwords: [] }
  await commerce().publish({ service, from, to, ...(edit && { edit }) })
}
async function restore(revision: number) {
  const { replaces: base } = await commerce().planRestore({ service, revision })
  await commerce().restore({ service, revision, base })
}

/** The newest operation, and whether undo or redo of the newest change may go without a question. */
async function undoRedo() {
  const { undo: back, redo: forth } = await backend.api.history.undoRedo({})
  return {
    undo: back && [back.details.kind, back.needsReview],
    redo: forth && [forth.details.kind, forth.needsReview],
  }
}

describe('what undo and redo would do', () => {
  it('is marked where it can change live payments, at each step of a service’s way', async () => {
    for (const [act, expected] of [
      [() => tick('events', true), ['enable-service', false]],
      [() => saveInTest('Første'), ['update-settings', false]],
      [() => saveAccount(), ['update-settings', true]],
      [() => publish(), ['publish', true]],
      [() => publish('Andre'), ['update-settings', true]],
      [() => restore(3), ['restore', true]],
      [() => commerce().backToTest({ service }), ['back-to-test', true]],
      [() => restore(4), ['restore', false]],
      [() => saveInTest('Tredje'), ['update-settings', false]],
      [() => tick('training', true), ['enable-service', false]],
      [() => tick('training', false), ['enable-service', false]],
      [() => backend.api.site.update({ name: 'Fjordkurs' }), ['change-settings', false]],
    ] as const) {
      await act()
      expect((await undoRedo()).undo).toEqual(expected)
    }
  })

  it('stays marked through undo, redo and undo', async () => {
    await tick('events', true)
    await saveInTest('Første')
    await saveAccount()
    await publish()
    await undo(4)
    expect((await undoRedo()).redo).toEqual(['undo', true])
    await undo(5)
    expect((await undoRedo()).undo).toEqual(['redo', true])
    await undo(6)
    expect((await undoRedo()).redo).toEqual(['undo', true])

    const { operations } = await backend.api.history.list({ limit: 10 })
    expect(operations.map(({ id, needsReview }) => [id, needsReview])).toEqual([
      [7, true],
      [6, true],
      [5, true],
      [4, true],
      [3, true],
      [2, false],
      [1, false],
    ])
  })

  it('of an Update in Test stays free through undo and redo', async () => {
    await tick('events', true)
    await saveInTest('Første')
    await saveInTest('Andre')
    await undo(3)
    expect((await undoRedo()).redo).toEqual(['undo', false])
    await undo(4)
    expect((await undoRedo()).undo).toEqual(['redo', false])
  })

  it('of enabling a service in Test stays free, and can be done again', async () => {
    await tick('events', true)
    await undo(1)
    expect((await undoRedo()).redo).toEqual(['undo', false])
    await undo(2)
    expect((await commerce().get({ service: 'events' })).enabled).toBe(true)
  })
})
