import type { Creation } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { TestBackend } from './test-backend.ts'

/** A creation in good order for one recipient; a test changes what it is about. */
export function creationOf(changes: Partial<Creation> = {}, perRecipient = 1): Creation {
  return {
    service: 'events',
    appliesTo: 'everything',
    recipients: { kind: 'one', name: 'Øystein Åsheim', email: 'oystein@example.com' },
    codeType: { kind: 'generated', perRecipient, length: 12 },
    usage: { kind: 'once' },
    discount: { kind: 'percent', hundredths: 2500 },
    expires: '2026-12-31' as IsoDate,
    batchName: 'Batch',
    ...changes,
  }
}

/** Plans and creates, as the window does. */
export async function createCodes(backend: Pick<TestBackend, 'api' | 'done'>, creation: Creation) {
  const { codes } = await backend.api.promo.plan(creation)
  return await backend.done(backend.api.promo.create({ creation, expect: { codes } }))
}

/** The whole report as picked rows, in the order of creation. */
export async function pickAll(backend: Pick<TestBackend, 'api'>) {
  const { resultSet, count } = await backend.api.report.open({ filter: {}, order: [] })
  const ranges: [number, number][] = count > 0 ? [[0, count]] : []
  return { resultSet, count, ranges }
}

/** Every row of the report, in the order of creation. */
export async function allRows(backend: TestBackend) {
  const { resultSet, count } = await pickAll(backend)
  const rows = []
  for (let offset = 0; offset < count; offset += 5000)
    rows.push(...(await backend.api.report.rows({ resultSet, offset, limit: 5000 })).rows)
  return rows.filter((row) => row !== null)
}
