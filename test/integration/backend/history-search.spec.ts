import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OperationFilter } from '#shared/contract/operation-filter.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { editCells } from '../../support/mail/edit-codes.ts'
import { queueAll } from '../../support/mail/mail-site.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'

/** A site on which everything that can concern a code was done, to SOMMER25 and to another one. */
let shop: Shop
/** What was done, by the name that the tests have for it. */
const done: Record<string, number> = {}

const CODE = 'SOMMER25'
const custom = (code: string, batchName: string) =>
  creationOf({ codeType: { kind: 'custom', code }, batchName, usage: { kind: 'unlimited' } })

beforeAll(async () => {
  shop = await openShop()
  const { backend, clock } = shop
  const { api } = backend
  const note = async (name: string, work: Promise<{ operationId?: number | null }>) => {
    const { operationId } = await work
    done[name] = operationId ?? 0
  }
  clock.set('2026-11-20T12:00:00Z')
  await api.site.update({ timeZone: 'Europe/Oslo' })
  await shop.sellWith('payflow-pro')
  await note('create', createCodes(backend, custom(CODE, 'Sommerkampanjen')))
  await note('create another', createCodes(backend, custom('VINTER', 'Vår & «høst» 100 %')))
  const { resultSet } = await pickAll(backend)
  const first = { resultSet, ranges: [[0, 1]] as [number, number][] }
  const both = { resultSet, ranges: [[0, 2]] as [number, number][] }
  const only = { resultSet, ranges: [[1, 2]] as [number, number][] }
  const to = (expires: string) => ({ kind: 'date' as const, expires: expires as IsoDate })
  // 23.30 in Oslo, and half past midnight there.
  clock.set('2026-11-21T22:30:00Z')
  await note('extend both', backend.done(api.promo.extend({ picked: both, to: to('2027-01-31'), expect: 2 })))
  clock.set('2026-11-21T23:30:00Z')
  await note(
    'extend another',
    backend.done(api.promo.extend({ picked: only, to: to('2027-02-28'), expect: 1 })),
  )
  clock.set('2026-11-23T12:00:00Z')
  const { rows } = await api.report.rows({ resultSet, offset: 0, limit: 2 })
  await note(
    'edit',
    editCells(backend, [{ id: rows[0]?.id ?? 0, column: 'recipient', text: 'Åse Nordvik' }]).then(
      (edited) => edited.done,
    ),
  )
  await note('queue', queueAll(backend))
  const { messages } = await api.mail.outbox({ offset: 0, limit: 9 })
  await note('cancel', api.mail.cancel({ which: { kind: 'ids', ids: messages.map(({ id }) => id) } }))
  await shop.payWithCard({ code: 'sommer25' })
  done.pay = (await api.history.list({ limit: 1 })).operations[0]?.id ?? 0
  await note('delete', backend.done(api.promo.delete({ picked: first, expect: 1 })))
  await note('undo delete', backend.done(api.history.undo({ operationId: done.delete ?? 0 })))
  await note('redo delete', backend.done(api.history.undo({ operationId: done['undo delete'] ?? 0 })))
  await note('undo again', backend.done(api.history.undo({ operationId: done['redo delete'] ?? 0 })))
  const content = contentFor('payflow-pro', 'mail', { merchantName: 'Fjordkurs AS' })
  const { test } = await api.commerce.get({ service: 'events' })
  await note(
    'update',
    api.commerce.update({ service: 'events', base: test.revision, content, passwords: [] }),
  )
}, 60_000)
afterAll(() => shop.stop())

/** The names of what is found, the oldest first; what has none by its kind. */
async function found(filter: OperationFilter): Promise<string[]> {
  const { operations, total } = await shop.backend.api.history.list({ limit: 200, ...filter })
  expect(operations).toHaveLength(total)
  const names = new Map(Object.entries(done).map(([name, id]) => [id, name]))
  return operations.map(({ id, details }) => names.get(id) ?? details.kind).toReversed()
}

describe('the history of a code', () => {
  const ALL = [
    'create', 'extend both', 'edit', 'queue', 'cancel', 'pay', 'delete', 'undo delete', 'redo delete', 'undo again',
  ] // prettier-ignore

  it('is all that concerned it, with what undid that and did it again', async () => {
    expect(await found({ code: CODE })).toEqual(ALL)
    expect(await found({ code: 'VINTER' })).toEqual([
      'create another',
      'extend both',
      'extend another',
      'queue',
      'cancel',
    ])
  })

  it('is found in any case, and by typing the code among other words', async () => {
    expect(await found({ code: ' sommer25 ' })).toEqual(ALL)
    expect(await found({ text: 'sommer25', language: 'nb' })).toEqual(ALL)
    expect(await found({ text: 'Sommer25 slettet', language: 'nb' })).toEqual([
      'delete',
      'undo delete',
      'redo delete',
      'undo again',
    ])
  })

  it('is empty for a code that never was, and for a part of one', async () => {
    expect(await found({ code: 'SOMMER' })).toEqual([])
    expect(await found({ code: "' OR 1=1 --" })).toEqual([])
  })

  it('goes on where its creation was undone', async () => {
    const { backend } = shop
    const { operationId } = await createCodes(backend, custom('GONE', ''))
    const undone = await backend.done(backend.api.history.undo({ operationId }))
    const { operations } = await backend.api.history.list({ limit: 9, code: 'gone' })
    expect(operations.map(({ id }) => id)).toEqual([undone.operationId, operationId])
    await backend.done(backend.api.history.undo({ operationId: undone.operationId }))
    expect((await backend.api.history.list({ limit: 9, code: 'gone' })).total).toBe(3)
  })
})

describe('the history', () => {
  it('is narrowed by area and kind, where an undo belongs to what it undid', async () => {
    expect(await found({ area: 'mail' })).toEqual(['queue', 'cancel'])
    expect(await found({ area: 'payments' })).toEqual(['pay'])
    expect(await found({ kinds: ['delete-codes'] })).toEqual([
      'delete',
      'undo delete',
      'redo delete',
      'undo again',
    ])
    expect(await found({ kinds: ['redo', 'edit-codes'] })).toEqual(['edit', 'redo delete', 'redo'])
    expect(await found({ area: 'mail', kinds: ['delete-codes'] })).toEqual([])
  })

  it('is narrowed by the days of the site', async () => {
    expect(await found({ from: '2026-11-21' as IsoDate, to: '2026-11-21' as IsoDate })).toEqual([
      'extend both',
    ])
    expect(await found({ from: '2026-11-22' as IsoDate, to: '2026-11-22' as IsoDate })).toEqual([
      'extend another',
    ])
    const everything = { from: '0001-01-01' as IsoDate, to: '9999-12-31' as IsoDate }
    expect((await found(everything)).length).toBe((await found({})).length)
    expect(await found({ from: '2026-11-22' as IsoDate, to: '2026-11-21' as IsoDate })).toEqual([])
  })

  it('is narrowed by the service that an operation names', async () => {
    const training = await found({ service: 'training' })
    expect(training).not.toContain('create')
    expect(await found({ service: 'events', area: 'codes' })).toContain('create')
    expect(await found({ service: 'events', area: 'codes' })).not.toContain('extend both')
  })

  it('is narrowed to what is undone, or is not', async () => {
    const undone = await found({ undone: true, kinds: ['delete-codes'] })
    expect(undone).toEqual(['delete', 'undo delete', 'redo delete'])
    expect(await found({ undone: false, kinds: ['delete-codes'] })).toEqual(['undo again'])
  })

  it.each([
    ['slettet', 'nb', ['delete', 'undo delete', 'redo delete', 'undo again']],
    ['SLETTET', 'nb', ['delete', 'undo delete', 'redo delete', 'undo again']],
    ['deleted', 'en', ['delete', 'undo delete', 'redo delete', 'undo again']],
    ['deleted', 'nb', []],
    ['sommerkampanjen', 'nb', ['create']],
    ['«HØST» vår', 'nb', ['create another']],
    ['100 %', 'nb', ['create another']],
    ['åse', 'nb', ['edit']],
    ['nordvik celle', 'nb', ['edit']],
    ['31.01.2027', 'nb', ['extend both']],
    ['delete-codes', 'nb', []],
    ['\0', 'nb', []],
  ] as const)('finds %j in %s', async (text, language, expected) => {
    expect(await found({ text, language })).toEqual(expected)
  })

  it('finds a number as a whole, and an operation by its number', async () => {
    const all = await shop.backend.api.history.list({ limit: 200 })
    const update = all.operations.find(({ id }) => id === done.update)
    const revision = update?.details.kind === 'update-settings' ? update.details.revision : 0
    expect(await found({ text: `revisjon ${revision}`, language: 'nb' })).toEqual([])
    expect(await found({ text: `${revision} oppdatert`, language: 'nb' })).toContain('update')
    expect(await found({ text: `${done.cancel}`, language: 'nb' })).toContain('cancel')
    expect(await found({ text: '2027', language: 'nb' })).toEqual(['extend both', 'extend another'])
    expect(await found({ text: '202', language: 'nb' })).toEqual([])
  })

  it('comes in pages, each with how many match in all', async () => {
    const { list } = shop.backend.api.history
    for (const filter of [{ code: CODE }, { text: CODE }]) {
      const first = await list({ ...filter, limit: 4 })
      const rest = await list({ ...filter, limit: 200, before: first.operations.at(-1)?.id ?? 0 })
      expect(first.total).toBe(10)
      expect(rest.total).toBe(10)
      expect(first.operations.length + rest.operations.length).toBe(10)
    }
  })

  it('says of each operation which mode it is about', async () => {
    const { operations } = await shop.backend.api.history.list({ limit: 200 })
    const modeOf = (name: string) => operations.find(({ id }) => id === done[name])?.mode
    expect(modeOf('update')).toBe('test')
    expect(modeOf('pay')).toBe('test')
    expect(modeOf('delete')).toBeNull()
  })
})

describe('the history of a code in a shop', () => {
  it('has the changes of its terms, and the imports that redeemed it or gave that back', async () => {
    const { backend } = shop
    const { api } = backend
    const created = await createCodes(backend, custom('BUTIKK', ''))
    const { resultSet } = await api.report.open({ filter: { code: 'BUTIKK' }, order: [] })
    const changed = await backend.done(
      api.promo.changeTerms({
        picked: { resultSet, ranges: [[0, 1]] },
        change: { term: 'note', note: 'I butikken' },
        expect: 1,
      }),
    )
    const importOrders = async (...lines: string[]) => {
      const path = join(backend.folder, 'orders.csv')
      await writeFile(path, ['order;code;time;amount;currency;type', ...lines].join('\n'))
      const { token: file } = await backend.backend.files.registerRead(path)
      const { importId, counts } = await backend.done(api.redemptions.read({ file, language: 'en' }))
      const { counted, returned } = counts
      return await backend.done(api.redemptions.import({ importId, expect: { counted, returned } }))
    }
    const sold = await importOrders('A-1;BUTIKK;2026-11-22 10:00;360.00;USD;sale')
    const back = await importOrders('A-1;BUTIKK;2026-11-22 11:00;360.00;USD;refund')
    const undone = await backend.done(api.history.undo({ operationId: back.operationId }))
    const { operations } = await api.history.list({ limit: 9, code: 'butikk' })
    expect(operations.map(({ id }) => id)).toEqual(
      [undone, back, sold, changed, created].map(({ operationId }) => operationId),
    )
  })
})
