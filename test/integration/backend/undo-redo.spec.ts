import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentFor } from '../../support/commerce/contents.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
const to = (name: string, email: string, count = 1, more: Parameters<typeof creationOf>[0] = {}) =>
  createCodes(backend, creationOf({ recipients: { kind: 'one', name, email }, ...more }, count))
const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())

  describe('undo and redo', () => {
    const undoRedoIds = async () => {
      const { undo: back, redo: forth } = await backend.api.history.undoRedo({})
      return [back?.id ?? null, forth?.id ?? null]
    }

    it('go through everything and back, until another change is made', async () => {
      expect(await undoRedoIds()).toEqual([null, null])
      await to('Bo', 'bo@example.com', 2)
      const { resultSet, ranges } = await pickAll(backend)
      const picked = { resultSet, ranges }
      await backend.done(backend.api.promo.delete({ picked, expect: 2 }))
      await backend.api.site.update({ name: 'Fjordkurs' })
      for (const [id, now] of [
        [3, [2, 4]],
        [2, [1, 5]],
        [1, [null, 6]],
      ] as const) {
        // prettier-ignore
        await undo(id)
        expect(await undoRedoIds()).toEqual(now)
      }
      expect(await allRows(backend)).toEqual([])
      for (const [id, now] of [
        [6, [7, 5]],
        [5, [8, 4]],
        [4, [9, null]],
      ] as const) {
        // prettier-ignore
        await undo(id)
        expect(await undoRedoIds()).toEqual(now)
      }
      expect((await allRows(backend)).map(({ id, status }) => [id, status])).toEqual([
        [1, 'deleted'],
        [2, 'deleted'],
      ])
      expect((await backend.api.site.get({})).name).toBe('Fjordkurs')
      const { operations } = await backend.api.history.list({ limit: 1 })
      expect(operations[0]?.details).toEqual({
        kind: 'redo',
        operationId: 3,
        undo: 4,
        redone: 'change-settings',
        changed: 1,
      })
      expect(backend.eventsOf('history.onRecorded').at(-1)).toEqual({ operationId: 9, kind: 'redo' })

      await undo(9)
      await backend.api.site.update({ recipientLimit: 50 })
      expect(await undoRedoIds()).toEqual([11, null])
    })

    it('know each other, whichever of the two numbers is asked for', async () => {
      await to('Bo', 'bo@example.com')
      await undo(1)
      await undo(2)
      const { operations } = await backend.api.history.list({ limit: 5 })
      expect(operations.map(({ id, undoneBy, undoable }) => [id, undoneBy, undoable])).toEqual([
        [3, null, true],
        [2, 3, false],
        [1, null, true],
      ])
      await undo(1)
      for (const id of [1, 3])
        await expect(undo(id)).rejects.toMatchObject({ code: 'history.already-undone' })
      expect(await undoRedoIds()).toEqual([null, 4])
    })

    it('never get stuck on what gave the same value back: it has to be undone first', async () => {
      const name = async (text: string) => (await backend.api.site.update({ name: text })).operationId ?? 0
      const template = async (text: string) => {
        const content = { subject: text, text: 'Hei, %PromoCode%' }
        return (
          (await backend.api.mail.saveTemplate({ service: 'events', language: 'nb', content })).operationId ??
          0
        )
      }
      await to('Bo', 'bo@example.com', 2)
      const { resultSet, ranges } = await pickAll(backend)
      const bulk = async (method: 'delete' | 'restore') =>
        (await backend.done(backend.api.promo[method]({ picked: { resultSet, ranges }, expect: 2 })))
          .operationId
      const write = async (text: string) => {
        const cells = [{ id: 1, column: 'recipient' as const, text }]
        const started = backend.api.promo.edit({ resultSet, cells, language: 'nb', expect: 1 })
        return (await backend.done(started)).operationId
      }
      const threeTimes = [
        [await name('A'), await name('B'), await name('A')],
        [await template('A'), await template('B'), await template('A')],
        [await write('A'), await write('B'), await write('A')],
        [await bulk('delete'), await bulk('restore'), await bulk('delete')],
      ]
      for (const [first = 0, , last = 0] of threeTimes)
        await expect(undo(first)).rejects.toMatchObject({
          code: 'history.changed-since',
          details: { operationId: last },
        })
      for (const ids of threeTimes.reverse()) for (const id of ids.reverse()) await undo(id)
      expect(await allRows(backend)).toMatchObject([
        { recipient: 'Bo', status: 'active' },
        { recipient: 'Bo', status: 'active' },
      ])
      expect((await backend.api.site.get({})).name).toBe('')
    })

    it('do not bring back a code that another creation has taken since', async () => {
      const custom = creationOf({ codeType: { kind: 'custom', code: 'Sommer' } })
      await createCodes(backend, custom)
      await undo(1)
      await createCodes(backend, { ...custom, codeType: { kind: 'custom', code: 'SOMMER' } })
      await expect(undo(2)).rejects.toMatchObject({ code: 'history.code-taken', details: { code: 'Sommer' } })
      await undo(3)
      await undo(2)
      expect((await allRows(backend)).map(({ code }) => code)).toEqual(['Sommer'])
    })

    it('cover e-commerce as well, linking included', async () => {
      const { commerce } = backend.api
      const tick = async (service: 'events' | 'training') => {
        const { revisions } = await commerce.planEnable({ service, enabled: true, page: 'events' })
        await commerce.enable({ service, enabled: true, page: 'events', expect: revisions })
      }
      const footer = async () => (await commerce.get({ service: 'events' })).test.content.settings.footer
      await tick('events')
      const content = (text: string) => contentFor('express-checkout-us', 'Fjordkurs', { footer: text })
      for (const text of ['Første', 'Andre']) {
        const { revision: base } = (await commerce.get({ service: 'events' })).test
        await commerce.update({ service: 'events', base, content: content(text), passwords: [] })
      }
      expect(await undoRedoIds()).toEqual([3, null])
      await undo(3)
      expect(await footer()).toBe('Første')
      await undo(4)
      expect(await footer()).toBe('Andre')
      expect(await undoRedoIds()).toEqual([5, null])
      await undo(5)
      expect(await footer()).toBe('Første')
      expect(await undoRedoIds()).toEqual([2, 6])

      await tick('training')
      await undo(7)
      const { operations } = await backend.api.history.list({ limit: 1 })
      expect(operations[0]).toMatchObject({
        id: 8,
        details: { kind: 'undo', undone: 'enable-service' },
        undoable: true,
      })
      await undo(8)
      expect((await commerce.get({ service: 'training' })).linked).toBe(true)
    })
  })
})
