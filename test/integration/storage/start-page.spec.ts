import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { storageEnginesAndLocales, type TestStorage } from '../../support/storages.ts'

const TODAY = '2026-11-23' as IsoDate

describe.each(storageEnginesAndLocales)('in $engine', ({ open }) => {
  let storage: TestStorage
  beforeEach(async () => void (storage = await open()))
  afterEach(() => storage.close())

  it('settings are written one by one and together', async () => {
    await storage.transaction('write', (tx) => tx.settings.write({ name: 'Ærlig', timeZone: 'UTC' }))
    await storage.transaction('write', (tx) => tx.settings.write({ name: 'Øre', 'mail.paused': 'yes' }))
    await storage.transaction('write', (tx) => tx.settings.write({}))
    const written = { name: 'Øre', timeZone: 'UTC', 'mail.paused': 'yes' }
    expect(Object.fromEntries(await storage.settings.all())).toEqual(written)
    expect(await storage.settings.find('name')).toBe('Øre')
    expect(await storage.settings.find('other')).toBeNull()
  })

  it('views have ids that are given out once', async () => {
    const content = { filter: { text: 'å' }, order: [], columns: [] }
    const write = (name: string, id?: number) =>
      storage.transaction('write', (tx) => tx.views.write({ id, name, ...content }))
    expect(await storage.views.lastIssuedId()).toBe(0)
    expect(await write('Åpne')).toBe(1)
    expect(await write('Andre')).toBe(2)
    await expect(
      storage.transaction('write', async (tx) => {
        await tx.views.write({ name: 'taken back', ...content })
        throw new Error('taken back')
      }),
    ).rejects.toThrow('taken back')
    expect(await storage.views.named('ÅPNE')).toBe(1)
    expect(await storage.views.named('none')).toBeUndefined()
    await storage.transaction('delete', (tx) => tx.views.delete(2))
    expect(await storage.views.find(2)).toBeUndefined()
    expect(await storage.views.lastIssuedId()).toBe(2)
    expect(await write('Tredje')).toBe(3)
    expect(await write('Andre', 2)).toBe(2)
    expect(await write('åpne', 1)).toBe(1)
    expect(await storage.views.list()).toEqual([
      { id: 1, name: 'åpne', ...content },
      { id: 2, name: 'Andre', ...content },
      { id: 3, name: 'Tredje', ...content },
    ])
    await expect(write('ANDRE')).rejects.toThrow()
    expect(await storage.views.lastIssuedId()).toBe(3)
  })

  it('the start page counts and finds codes', async () => {
    const time = { timeZone: 'UTC', today: TODAY } as const
    const spans = {
      unusedBefore: 100,
      expiringFrom: TODAY,
      expiringTo: '2026-12-01' as IsoDate,
      createdSince: 50,
    }
    const empty = await storage.overview.counts(time, spans)
    expect(empty).toMatchObject({
      unused: 0,
      expiring: [],
      created: [],
      summary: { codes: 0, redemptions: 0 },
    })
    expect(empty.expiringSoon).toEqual({ codes: 0, recipients: 0, first: null })
    await fill(storage)
    expect(await storage.overview.counts(time, spans)).toEqual({
      summary: { codes: 7, active: 4, notYetValid: 0, expired: 1, usedUp: 1, deleted: 1, redemptions: 3 },
      expiringSoon: { codes: 3, recipients: 2, first: '2026-11-23' },
      unused: 2,
      expiring: [
        { day: '2026-11-23', codes: 1 },
        { day: '2026-11-25', codes: 2 },
      ],
      created: [{ at: 60, codes: 4 }],
    })
    const codes = async (text: string, limit = 9) =>
      (await storage.overview.find(text, limit)).map(({ code }) => code)
    expect(await codes('ab')).toEqual(['aB1', 'AB2', 'ab3'])
    expect(await codes('ab', 2)).toEqual(['aB1', 'AB2'])
    expect(await codes('ÅSE')).toEqual(['AB2', 'aB1'])
    expect(await codes('o')).toEqual(['Odd%', 'c7', 'x_y', 'ab3', 'AB2', 'aB1'])
    expect(await codes('d%')).toEqual(['Odd%'])
    expect(await codes('_')).toEqual(['x_y'])
    expect(await codes('K')).toEqual(['Kelvin'])
    expect(await storage.overview.find('x_', 1)).toEqual([
      {
        id: 5,
        code: 'x_y',
        recipient: 'Bo',
        email: 'bo@example.com',
        deleted: true,
        used: 0,
        limit: null,
        validFrom: null,
        expires: '2027-01-01',
      },
    ])
  })
})

async function fill(storage: TestStorage): Promise<void> {
  await storage.transaction('fill', (tx) =>
    tx.operations.record({ at: 1, details: { kind: 'change-settings', changes: [] } }),
  )
  await storage.run(`INSERT INTO batch (id, operation_id, name, service, created_at) VALUES
    (1, 1, 'old', 'events', 40), (2, 1, 'new', 'training', 60)`)
  const rows = [
    `1, 1, 'aB1', 'Åse', 'aase@example.com', 1, 0, 10, '2026-11-23', NULL`,
    `2, 1, 'AB2', 'åse', 'AASE@example.com', 3, 2, 10, '2026-11-25', NULL`,
    `3, 1, 'ab3', 'Bo', 'bo@example.com', NULL, 0, 200, '2026-11-25', NULL`,
    `4, 2, 'Odd%', 'Bo', 'bo@example.com', 1, 1, 10, '2026-11-25', NULL`,
    `5, 2, 'x_y', 'Bo', 'bo@example.com', NULL, 0, 10, '2027-01-01', 70`,
    `6, 2, 'Kelvin', 'Siri', 'siri@test.net', NULL, 0, 10, '2026-11-01', NULL`,
    `7, 2, 'c7', 'Bo', 'bo@example.com', 2, 0, 10, '2027-02-01', NULL`,
  ]
  for (const row of rows)
    await storage.run(`INSERT INTO promo_code (id, batch_id, code, recipient_name, recipient_email, usage_limit, used,
      created_at, expires, deleted_at, service, applies_to, recipient_key, discount_kind, discount_value)
      VALUES (${row}, 'events', 'everything', '', 'percent', 1000)`)
}
