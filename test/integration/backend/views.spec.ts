import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

describe('saved views', () => {
  const content = {
    filter: { status: ['active' as const], text: 'å' },
    order: [{ column: 'expires' as const, descending: true }],
    columns: [{ column: 'code' as const, width: 120, hidden: false, frozen: true }],
  }

  it('are kept under names that differ in more than case, and come back after removal', async () => {
    const { save, list, rename, remove } = backend.api.views
    const one = await save({ name: ' Årets koder ', ...content })
    const two = await save({ name: 'Andre', ...content, columns: [] })
    expect(one).toEqual({ id: 1, name: 'Årets koder', ...content })
    const taken = { code: 'views.name-taken', details: { name: 'ÅRETS KODER' } }
    await expect(save({ name: 'ÅRETS KODER', ...content })).rejects.toMatchObject(taken)
    await expect(rename({ id: two.id, name: 'ÅRETS KODER' })).rejects.toMatchObject(taken)
    expect(await rename({ id: one.id, name: 'ÅRETS KODER' })).toMatchObject({ id: 1, name: 'ÅRETS KODER' })
    const removed = await remove({ id: one.id })
    await expect(remove({ id: one.id })).rejects.toMatchObject({ code: 'views.unknown' })
    await expect(rename({ id: one.id, name: 'x' })).rejects.toMatchObject({ code: 'views.unknown' })
    expect(await list({})).toEqual([two])
    expect(await save(removed)).toEqual(removed)
    backend = await backend.restart()
    expect(await backend.api.views.list({})).toEqual([removed, two])
  })

  it('take no id that was never given out, and go on giving out the next one', async () => {
    const { save, list, remove } = backend.api.views
    const one = await save({ name: 'One', ...content })
    const gone = await save({ name: 'Gone', ...content })
    await remove({ id: gone.id })
    for (const id of [3, 1_000_000, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER])
      await expect(save({ id, name: 'Made up', ...content })).rejects.toMatchObject({ code: 'views.unknown' })
    expect(await list({})).toEqual([one])
    expect(await save({ name: 'Next', ...content })).toMatchObject({ id: 3 })
    expect(await save(gone)).toEqual(gone)
  })

  it('hold no list and each column once', async () => {
    const save = (more: object) => backend.api.views.save({ name: 'x', ...content, ...more })
    const twice = [content.columns[0], content.columns[0]].filter((column) => column !== undefined)
    for (const wrong of [{ name: ' ' }, { filter: { list: 'x' } }, { columns: twice }])
      await expect(save(wrong)).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('notify every window of a change', async () => {
    const other = backend.connect()
    await backend.api.views.save({ name: 'x', ...content })
    await backend.api.views.remove({ id: 1 })
    expect(other.eventsOf('views.onChanged').map((views) => views.length)).toEqual([1, 0])
  })
})
