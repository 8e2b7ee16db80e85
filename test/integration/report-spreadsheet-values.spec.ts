import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCodes, creationOf, pickAll } from '../support/creations.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'

let backend: TestBackend
beforeAll(async () => void (backend = await startTestBackend()))
afterAll(async () => await backend.stop())

it('counts the picked codes that a spreadsheet would change, and names some', async () => {
  await createCodes(backend, creationOf({ codeType: { kind: 'generated', perRecipient: 500, length: 6 } }))
  const own = ['00123', 'SOMMER-25', '1E5', 'MAR-1', 'TRUE', 'VIP', '2026-12-24', '500']
  for (const code of own) await createCodes(backend, creationOf({ codeType: { kind: 'custom', code } }))
  const { resultSet, ranges } = await pickAll(backend)
  expect(await backend.api.report.spreadsheetValues({ resultSet, ranges })).toEqual({
    count: 6,
    examples: ['00123', '1E5', 'MAR-1', 'TRUE', '2026-12-24'],
  })
  expect((await backend.api.report.spreadsheetValues({ resultSet, ranges: [[0, 1]] })).count).toBeLessThan(2)
})
