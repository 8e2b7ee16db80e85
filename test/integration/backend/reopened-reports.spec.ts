import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Api } from '#shared/contract/index.ts'
import { everything } from '#shared/domain/selection.ts'
import { hostKey, provideApi, useApi } from '../../../src-renderer/api-client.ts'
import { pickedOf } from '../../../src-renderer/composables/picked.ts'
import type { Host, HostEvent } from '../../../src-renderer/host/host.ts'
import { useOpenedReports } from '../../../src-renderer/stores/opened-reports.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import type { TestClient } from '../../support/test-client.ts'

let backend: TestBackend
/** How the window is connected: a report that it has opened goes with the connection. */
let connection: TestClient
let emit: (event: HostEvent) => void
/** Runs while the answer to a call is awaited. */
let onCall: () => void
beforeEach(async () => {
  onCall = () => undefined
  backend = await startTestBackend()
  await createCodes(backend, creationOf({}, 5))
  connection = backend.connect()
})
afterEach(() => backend.stop())

function closeReports(): void {
  connection.close()
  connection = backend.connect()
}

async function windowOver(): Promise<{ api: Api; reports: ReturnType<typeof useOpenedReports> }> {
  const listeners = new Set<(event: HostEvent) => void>()
  emit = (event) => listeners.forEach((listener) => listener(event))
  const host = {
    onEvent(listener: (event: HostEvent) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onBackendState: () => () => undefined,
    call(method: string, input: unknown) {
      const answer = connection.call(method, input)
      onCall()
      return answer
    },
  } as unknown as Host
  let made: { api: Api; reports: ReturnType<typeof useOpenedReports> } | undefined
  const app = createSSRApp({
    setup() {
      made = { api: useApi(), reports: useOpenedReports() }
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(
    app,
    host.call,
    () => undefined,
    undefined,
    async () => app.runWithContext(useOpenedReports),
  )
  app.use(createPinia())
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  return made
}

it('answer reads about a report that the backend has closed as before, by its first name', async () => {
  const { api } = await windowOver()
  const { resultSet, count } = await api.report.open({
    filter: { status: ['active'] },
    order: [{ column: 'code', descending: true }],
  })
  const read = async () => (await api.report.rows({ resultSet, offset: 0, limit: 5 })).rows
  const before = await read()
  closeReports()
  const [rows, summary, plan] = await Promise.all([
    read(),
    api.report.summary({ resultSet }),
    api.promo.planDelete({ picked: pickedOf(resultSet, everything(count)) }),
  ])
  expect(rows).toEqual(before)
  expect(summary).toMatchObject({ codes: 5 })
  expect(plan).toMatchObject({ change: 5 })
  closeReports()
  expect(await read()).toEqual(before)
})

it('refuse where its rows may have changed', async () => {
  const { api, reports } = await windowOver()
  const { resultSet } = await api.report.open({ filter: {}, order: [] })
  emit({ name: 'history.onRecorded', payload: { operationId: 2, kind: 'edit-codes' } })
  closeReports()
  await expect(api.report.summary({ resultSet })).rejects.toMatchObject({ code: 'report.unknown-result-set' })
  expect(reports.lost).toBe(resultSet)
})

it('refuse where something happened while they were opened', async () => {
  const { api } = await windowOver()
  onCall = () => emit({ name: 'history.onRecorded', payload: { operationId: 2, kind: 'edit-codes' } })
  const { resultSet } = await api.report.open({ filter: {}, order: [] })
  onCall = () => undefined
  closeReports()
  await expect(api.report.summary({ resultSet })).rejects.toMatchObject({ code: 'report.unknown-result-set' })
})

it('refuse where there are others now, though no event said so', async () => {
  const { api } = await windowOver()
  const { resultSet } = await api.report.open({ filter: {}, order: [] })
  await createCodes(backend, creationOf({}, 1))
  closeReports()
  await expect(api.report.summary({ resultSet })).rejects.toMatchObject({ code: 'report.unknown-result-set' })
})

it('leave a change that was planned on the closed one undone', async () => {
  const { api } = await windowOver()
  const { resultSet, count } = await api.report.open({ filter: {}, order: [] })
  const picked = pickedOf(resultSet, everything(count))
  const { change } = await api.promo.planDelete({ picked })
  closeReports()
  await expect(connection.done(api.promo.delete({ picked, expect: change }))).rejects.toMatchObject({
    code: 'report.unknown-result-set',
  })
  // It is planned again, and done then.
  expect(await api.promo.planDelete({ picked })).toMatchObject({ change })
  expect(await connection.done(api.promo.delete({ picked, expect: change }))).toMatchObject({ changed: 5 })
})

it('do what nobody sees planned once more', async () => {
  const { api, reports } = await windowOver()
  const { resultSet } = await api.report.open({ filter: {}, order: [] })
  const [row] = (await api.report.rows({ resultSet, offset: 0, limit: 1 })).rows
  closeReports()
  const edit = { id: row?.id ?? 0, column: 'recipient', text: 'Bo Berg' } as const
  const input = { resultSet, cells: [edit], language: 'nb', expect: 1 } as const
  const done = await reports.repeating(resultSet, () =>
    connection.done(api.promo.edit({ ...input, cells: [...input.cells] })),
  )
  expect(done).toMatchObject({ changed: 1 })
})
