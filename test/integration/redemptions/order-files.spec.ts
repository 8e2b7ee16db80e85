import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { utils, write } from 'xlsx'
import type { OrderChoices, OrderTab } from '#shared/contract/redemptions.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { engines } from '../../support/engines.ts'
import { checkUses } from '../../support/redemptions/check-uses.ts'
import { codeNamed, rowOf, saleOf } from '../../support/redemptions/sales.ts'
import type { TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
async function read(name: string, content: string | Uint8Array, choices?: OrderChoices) {
  const folder = join(backend.folder, 'given')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, name), content)
  const { token: file } = await backend.backend.files.registerRead(join(folder, name))
  return await backend.done(
    backend.api.redemptions.read({ file, language: 'nb', ...(choices && { choices }) }),
  )
}
type Read = Awaited<ReturnType<typeof read>>
const bring = ({ importId, counts: { counted, returned } }: Read) =>
  backend.done(backend.api.redemptions.import({ importId, expect: { counted, returned } }))
const rowsOf = async ({ importId }: Read, tab: OrderTab) =>
  (await backend.api.redemptions.rows({ importId, tab, offset: 0, limit: 100 })).rows
const used = async (code = 'VAAR-25') => (await rowOf(backend, code)).used

const FILE = `Ordrenr;Kampanjekode;Tidspunkt;Beløp;Valuta;Type
1001;vaar-25;23.11.2026 10:00;360,00;USD;salg
1002;VAAR-25;23.11.2026 10:05;1 360,50;USD;salg
1001;VAAR-25;23.11.2026 10:00;360,00;USD;salg
1003;HOST-10;22.11.2026 18:30;90,00;USD;salg
1003;HOST-10;23.11.2026 09:00;90,00;USD;refusjon
1004;FINNES-IKKE;23.11.2026 11:00;1,00;USD;salg
1005;VAAR-25;i går;1,00;USD;salg
`

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => {
    backend = await engine.start()
    await codeNamed(backend, 'VAAR-25', { usage: { kind: 'times', times: 3 } })
    await codeNamed(backend, 'HOST-10')
  })
  afterEach(async () => {
    await checkUses(engine, backend)
    await backend.stop()
  })

  describe('a file of the site’s orders', () => {
    it('is looked at without a change, then counted as one operation, and taken back and done again', async () => {
      const found = await read('ordrer.csv', FILE)
      expect(found.counts).toEqual({ rows: 7, counted: 3, returned: 1, known: 1, bad: 2 })
      expect(await rowsOf(found, 'bad')).toMatchObject([
        { row: 7, code: 'FINNES-IKKE', problem: 'code-unknown' },
        { row: 8, order: '1005', problem: 'bad-time' },
      ])
      expect(await used()).toBe(0)

      const { operationId, counts } = await bring(found)
      expect(counts).toEqual(found.counts)
      expect([await used(), await used('HOST-10')]).toEqual([2, 0])
      const { id } = await rowOf(backend, 'VAAR-25')
      const details = await backend.api.report.details({ id })
      expect(details.orders).toMatchObject([
        { order: '1002', at: '2026-11-23T10:05:00.000Z', pay: 136_050, currency: 'USD', givenBack: null },
        { order: '1001', pay: 36_000 },
      ])

      const undo = await backend.done(backend.api.history.undo({ operationId }))
      expect([await used(), await used('HOST-10')]).toEqual([0, 0])
      expect((await backend.api.redemptions.list({})).orders.map(({ state }) => state)).toEqual([
        ...['withdrawn', 'withdrawn', 'withdrawn'],
      ])
      await backend.done(backend.api.history.undo({ operationId: undo.operationId }))
      expect([await used(), await used('HOST-10')]).toEqual([2, 0])
    })

    it('counts once however often it arrives, from files and from the shop', async () => {
      await backend.api.redemptions.redeem({ ...saleOf({ code: 'VAAR-25' }), order: '1002' })
      await bring(await read('ordrer.csv', FILE))
      expect(await used()).toBe(2)
      const again = await read('igjen.csv', FILE)
      expect(again.counts).toEqual({ rows: 7, counted: 0, returned: 0, known: 5, bad: 2 })
      await refusalOf(bring(again), 'redemptions.nothing-new')
      const sold = await backend.api.redemptions.redeem({
        ...saleOf({ code: 'VAAR-25', full: 99_999 }),
        order: '1001',
      })
      expect(sold).toMatchObject({ state: 'counted', price: { full: null, off: null, pay: 36_000 } })
      expect(await used()).toBe(2)
    })

    it('is refused where the site has changed since it was looked at', async () => {
      const found = await read('ordrer.csv', FILE)
      await backend.api.redemptions.redeem({ ...saleOf({ code: 'VAAR-25' }), order: '1001' })
      const { details } = await refusalOf(bring(found), 'plan.moved')
      expect(details).toEqual({ planned: 4, now: 3, of: 'orders' })
      expect(await used()).toBe(1)
    })

    it('is not taken back where one of its orders was given back since, which is named', async () => {
      const { operationId } = await bring(await read('ordrer.csv', FILE))
      await backend.api.redemptions.giveBack({ order: '1001' })
      const undo = backend.done(backend.api.history.undo({ operationId }))
      expect((await refusalOf(undo, 'history.changed-since')).details).toEqual({
        count: 1,
        examples: ['1001'],
      })
      expect(await used()).toBe(1)
    })

    it('takes refunds of earlier files back and does them again, exactly', async () => {
      await bring(await read('salg.csv', FILE))
      const refund = 'order,code,time,amount,type\n1001,,2026-11-23 15:00,360.00,refund\n'
      const { operationId } = await bring(await read('refusjon.csv', refund, { currency: 'USD' }))
      expect(await used()).toBe(1)
      const undo = await backend.done(backend.api.history.undo({ operationId }))
      expect(await used()).toBe(2)
      await backend.done(backend.api.history.undo({ operationId: undo.operationId }))
      expect(await used()).toBe(1)
    })

    it('says in a file of its own which rows count nothing, and why', async () => {
      const found = await read('ordrer.csv', FILE)
      const path = join(backend.folder, 'avvist.csv')
      const { token: target } = backend.backend.files.registerWrite(path)
      const saved = backend.api.redemptions.saveRejected({ importId: found.importId, target, language: 'nb' })
      expect(await backend.done(saved)).toEqual({ rows: 2 })
      expect(await readFile(path, 'utf8')).toContain('Nettstedet har ingen slik kode')
    })
  })

  describe('its columns', () => {
    const LINES = [
      { order: 'A-1', code: 'VAAR-25', time: '2026-11-23T10:00:00Z', amount: 12.5, currency: 'EUR' },
      { order: 'A-1', type: 'refund' },
    ]
    it('are the names of JSON lines', async () => {
      const found = await read('ordrer.jsonl', LINES.map((line) => JSON.stringify(line)).join('\n'))
      expect(found.reading).toMatchObject({ format: 'json-lines', missing: [] })
      expect(found.counts).toMatchObject({ rows: 2, counted: 1, returned: 1 })
      const broken = await read('brutt.jsonl', `${JSON.stringify(LINES[0])}\n{"order": \n`)
      expect(broken.counts).toMatchObject({ rows: 2, counted: 1, bad: 1 })
    })

    it('are those of a workbook', async () => {
      const book = utils.book_new()
      const rows = [
        ['Order no.', 'Coupon', 'Order date', 'Total', 'Currency'],
        [77, 'VAAR-25', '2026-11-23 10:00', 12.5, 'EUR'],
      ]
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Orders')
      const found = await read('orders.xlsx', write(book, { type: 'buffer' }) as Buffer)
      expect(found.reading).toMatchObject({ format: 'xlsx', sheet: 'Orders', missing: [] })
      expect(await rowsOf(found, 'counted')).toMatchObject([{ order: '77', pay: 1250, currency: 'EUR' }])
    })

    it('are found by what they hold, and asked for where that says nothing', async () => {
      const bare = 'VAAR-25;2026-11-23 10:00;12,50;K-77\nHOST-10;2026-11-23 11:00;2,50;K-78\n'
      const found = await read('bare.csv', bare)
      expect(found.reading.columns).toMatchObject({ code: 0, time: 1, amount: 2, order: -1, currency: -1 })
      expect(found.reading.missing).toEqual(['order'])
      await refusalOf(bring(found), 'redemptions.columns-missing')
      const chosen = await read('bare.csv', bare, { columns: { order: 3 }, currency: 'NOK' })
      expect(chosen.reading.missing).toEqual([])
      expect(await rowsOf(chosen, 'counted')).toMatchObject([
        { order: 'K-77', pay: 1250, currency: 'NOK' },
        { order: 'K-78', pay: 250 },
      ])
    })
  })
})
