import { expect, it } from 'vitest'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { startTestBackend } from '../../support/test-backend.ts'

it('counts for the start page what expires soon, what nobody has used, and what there is by status', async () => {
  const backend = await startTestBackend()
  try {
    const today = '2026-11-23' as IsoDate
    const create = (name: string, days: number, count: number) => {
      const recipients = { kind: 'one', name, email: `${name}@example.com` } as const
      return createCodes(backend, creationOf({ recipients, expires: addDays(today, days) }, count))
    }
    await create('bo', 0, 1)
    await create('Bo', 7, 2)
    await create('kari', 5, 4)
    await create('kari', 8, 8)
    const created = await backend.api.overview.get({})
    expect(created).toMatchObject({
      summary: { codes: 15, active: 15, notYetValid: 0, expired: 0, usedUp: 0, deleted: 0, redemptions: 0 },
      expiringSoon: { codes: 7, recipients: 2, first: today },
      unusedAfter30Days: 0,
    })
    const { resultSet } = await pickAll(backend)
    await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[0, 1]] }, expect: 1 }))
    expect((await backend.api.overview.get({})).expiringSoon).toEqual({
      codes: 6,
      recipients: 2,
      first: addDays(today, 5),
    })
    await create('ola', 90, 16)
    backend.clock.advance(30 * 86_400_000)
    const later = await backend.api.overview.get({})
    expect(later).toMatchObject({
      summary: { codes: 31, active: 16, expired: 14, deleted: 1 },
      expiringSoon: { codes: 0, recipients: 0, first: null },
      unusedAfter30Days: 16,
    })
  } finally {
    await backend.stop()
  }
})
