import { afterEach, beforeEach, expect, it } from 'vitest'
import { allRows } from '../../support/creations.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

it('is believable, full of what the product does, and the same every time', async () => {
  expect(await backend.api.site.open({ kind: 'sample' })).toMatchObject({ kind: 'sample', name: 'Fjordkurs' })
  const rows = await allRows(backend)
  expect(rows).toHaveLength(1284)
  expect(new Set(rows.map(({ status }) => status)).size).toBe(4)
  const currencies = new Set(
    rows.map(({ discount }) => (discount.kind === 'amount' ? discount.currency : '%')),
  )
  expect([...currencies].sort()).toEqual(['%', 'CAD', 'GBP', 'USD'])
  for (const { email, created } of rows) {
    expect(email).toMatch(/@([a-z-]+\.)?example(\.com)?$/)
    expect(Date.parse(created)).toBeLessThan(backend.clock.now())
  }
  const overview = await backend.api.overview.get({})
  expect(overview.expiringSoon.codes).toBeGreaterThan(100)
  expect(overview.weeks).toHaveLength(17)
  expect(overview.operations).toHaveLength(8)
  expect((await backend.api.history.list({ limit: 200 })).total).toBe(16)

  const other = await startTestBackend()
  await other.api.site.open({ kind: 'sample' })
  expect(await allRows(other)).toEqual(rows)
  await other.stop()
})

it('stays apart from the own site, and keeps what was done in it', async () => {
  await backend.api.site.open({ kind: 'sample' })
  await backend.api.site.update({ name: 'Min prøve' })
  expect(await backend.api.site.open({ kind: 'own' })).toMatchObject({ kind: 'own', name: '' })
  expect(await allRows(backend)).toEqual([])
  expect(await backend.api.site.open({ kind: 'sample' })).toMatchObject({ name: 'Min prøve' })
  backend = await backend.restart()
  expect(await backend.api.site.get({})).toMatchObject({ kind: 'own' })
})

it('has a history that can be undone', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const { operations } = await backend.api.history.list({ limit: 200 })
  const undoable = operations.filter((one) => one.undoable && one.deed.kind !== 'create-codes')
  for (const { id } of undoable) await backend.done(backend.api.history.undo({ operationId: id }))
  expect((await allRows(backend)).every(({ status }) => status !== 'deleted')).toBe(true)
})
