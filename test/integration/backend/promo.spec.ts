import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines, useCodes } from '../../support/engines.ts'
import { seededRandom } from '../../support/parts.ts'
import type { TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
const custom = (code: string) => creationOf({ codeType: { kind: 'custom', code } })
const problemsOf = async (creation: ReturnType<typeof creationOf>) =>
  (await backend.api.promo.plan(creation)).problems

async function importFile(lines: string[], splitOverLimit = false) {
  const path = join(backend.folder, 'recipients.csv')
  await writeFile(path, ['e-mail;name', ...lines].join('\r\n'))
  const { token } = await backend.backend.files.registerRead(path)
  return await backend.done(backend.api.recipients.read({ file: token, choices: { splitOverLimit } }))
}
const fromFile = (importId: string, perRecipient = 1) =>
  creationOf({ recipients: { kind: 'file', importId }, batchName: 'Import' }, perRecipient)

/** What the site has when a test begins. */
let before: { newestId: number; operations: number }
const totalNow = async () => (await backend.api.history.list({ limit: 1 })).total
/** The rows that were added since the test began. */
const newRows = async () => (await allRows(backend)).filter(({ id }) => id > before.newestId)
/** So many of the rows that were added last. */
async function pickLast(codes: number, [from, to] = [0, codes]) {
  const { resultSet, count } = await pickAll(backend)
  const ranges: [number, number][] = [[count - codes + from, count - codes + to]]
  return { resultSet, ranges }
}

describe.each(engines)('$engine', (engine) => {
  let timeZone: string
  beforeAll(async () => {
    backend = await engine.start()
    ;({ timeZone } = await backend.api.site.get({}))
  })
  beforeEach(async () => {
    await backend.api.site.update({ recipientLimit: 1000, timeZone })
    const newestId = Math.max(0, ...(await allRows(backend)).map(({ id }) => id))
    before = { newestId, operations: await totalNow() }
  })
  afterAll(() => backend.stop())

  describe('creating', () => {
    it('lists every problem with it, and refuses it with the same list', async () => {
      const bad = creationOf({
        appliesTo: 'live-sessions',
        recipients: { kind: 'one', name: ' ', email: 'kari@@example.com' },
        expires: '2026-11-22' as IsoDate,
        codeType: { kind: 'generated', perRecipient: 100_000, length: 6 },
      })
      const problems = await problemsOf(bad)
      expect(problems.map(({ code }) => code)).toEqual([
      'name-missing', 'address-refused', 'applies-to-other-service', 'expiry-passed',
    ]) // prettier-ignore
      await expect(
        backend.done(backend.api.promo.create({ creation: bad, expect: { codes: 100_000 } })),
      ).rejects.toMatchObject({
        code: 'promo.refused',
        details: { problems: problems.map(({ code }) => code) },
      })
      expect(
        await problemsOf(
          creationOf({
            codeType: { kind: 'generated', perRecipient: 1_000_000, length: 6 },
            expires: '2026-11-23' as IsoDate,
          }),
        ),
      ).toEqual([])
      expect(await totalNow()).toBe(before.operations)
    })

    it('keeps the first day and the note, and refuses a first day after the last', async () => {
      const day = '2026-12-24' as IsoDate
      const later = '2027-01-01' as IsoDate
      await createCodes(backend, creationOf({ validFrom: day, expires: day, note: 'Avtalt på messen' }, 2))
      await createCodes(backend, creationOf())
      expect(await newRows()).toMatchObject([
        { validFrom: day, status: 'not-yet-valid', note: 'Avtalt på messen' },
        { validFrom: day, status: 'not-yet-valid', note: 'Avtalt på messen' },
        { validFrom: null, status: 'active', note: '' },
      ])
      const found = await backend.api.report.open({ filter: { text: 'PÅ MESSEN' }, order: [] })
      expect(found.count).toBe(2)
      expect(await problemsOf(creationOf({ validFrom: later, expires: day }))).toEqual([
        { code: 'valid-from-after-expiry', expires: day },
      ])
    })

    it('refuses when the plan counted something else', async () => {
      const create = backend.api.promo.create({ creation: creationOf({}, 3), expect: { codes: 2 } })
      await expect(backend.done(create)).rejects.toMatchObject({
        code: 'plan.moved',
        details: { planned: 2, now: 3 },
      })
    })

    it('makes codes of the safe symbols, as long as asked', async () => {
      await createCodes(backend, creationOf({}, 500))
      for (const { code } of await newRows()) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{12}$/)
    })

    it('makes codes of a pattern, and counts those of the same pattern when it looks at the space', async () => {
      const pattern = { prefix: 'VAAR', groupSize: 4, length: 6 }
      const codeType = { kind: 'generated', perRecipient: 400, ...pattern } as const
      await createCodes(backend, creationOf({ codeType }))
      const codes = (await newRows()).map(({ code }) => code)
      for (const code of codes) expect(code).toMatch(/^VAAR-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}$/)
      expect(new Set(codes).size).toBe(400)
      await createCodes(backend, custom('vaar-ABCD-2A'))
      const { operationId } = await createCodes(
        backend,
        creationOf({ codeType: { ...codeType, perRecipient: 3 } }),
      )
      await backend.done(backend.api.history.undo({ operationId }))
      // As many as are possible at all, without those that were issued.
      const most = Math.floor(32 ** 6 / 1000)
      const wanted = (perRecipient: number) => creationOf({ codeType: { ...codeType, perRecipient } })
      expect(await problemsOf(wanted(most - 404))).toEqual([])
      expect(await problemsOf(wanted(most - 403))).toEqual([
        { code: 'length-too-small', count: most - 403, issued: 404, smallest: 7 },
      ])
      expect(
        await problemsOf(creationOf({ codeType: { ...codeType, groupSize: 3, perRecipient: most } })),
      ).toEqual([])
    })

    it('makes codes for nobody yet, whose recipient is written later', async () => {
      const creation = creationOf({ recipients: { kind: 'none' } }, 3)
      expect(await backend.api.promo.plan(creation)).toMatchObject({ recipients: 0, codes: 3, batches: 1 })
      const { operationId } = await createCodes(backend, creation)
      const rows = await newRows()
      expect(rows.map(({ recipient, email, status }) => [recipient, email, status])).toEqual(
        Array.from({ length: 3 }, () => ['', '', 'active']),
      )
      const { resultSet } = await pickAll(backend)
      const id = rows[0]?.id ?? 0
      const cells = [
        { id, column: 'recipient' as const, text: 'Åse' },
        { id, column: 'email' as const, text: 'ase@example.com' },
      ]
      const { operationId: edit } = await backend.done(
        backend.api.promo.edit({ resultSet, cells, language: 'nb', expect: 2 }),
      )
      expect((await newRows())[0]).toMatchObject({ recipient: 'Åse', email: 'ase@example.com' })
      await backend.done(backend.api.history.undo({ operationId: edit }))
      await backend.done(backend.api.history.undo({ operationId }))
      expect(await newRows()).toEqual([])
    })

    it('makes the codes that a file has, and skips and names those that somebody has already', async () => {
      const own = async (ownCodes: 'beside' | 'alone', lines: string[]) => {
        const path = join(backend.folder, 'own.csv')
        await writeFile(path, lines.join('\r\n'))
        const { token } = await backend.backend.files.registerRead(path)
        const { importId } = await backend.done(
          backend.api.recipients.read({ file: token, choices: { ownCodes } }),
        )
        return creationOf({ recipients: { kind: 'file', importId }, codeType: { kind: 'own' } })
      }
      await createCodes(backend, custom('Vaar-2'))
      const beside = await own('beside', [
        'Kode;E-post;Navn',
        ...[1, 2, 3].map((n) => `VAAR-${n};kari${n}@example.com;Kari ${n}`),
        'VAAR-4;kari1@example.com;Kari 1',
      ])
      expect(await backend.api.promo.plan(beside)).toMatchObject({
        ...{ codes: 3, recipients: 3, leftOut: 1, problems: [] },
        conflicts: { count: 1, rows: [{ row: 3, code: 'VAAR-2', by: 'Øystein Åsheim', status: 'active' }] },
      })
      const made = await createCodes(backend, beside)
      expect((await newRows()).slice(1).map(({ code, email }) => [code, email])).toEqual([
        ['VAAR-1', 'kari1@example.com'],
        ['VAAR-3', 'kari3@example.com'],
        ['VAAR-4', 'kari1@example.com'],
      ])
      await backend.done(backend.api.history.undo({ operationId: made.operationId }))
      // Codes of one's own may be made again.
      await backend.api.site.update({ recipientLimit: 1 })
      const alone = await own('alone', ['VAAR-1', 'VAAR-2', 'HOST-1', 'HOST-2'])
      expect(await backend.api.promo.plan(alone)).toMatchObject({
        ...{ codes: 3, recipients: 0, batches: 1, leftOut: 1 },
      })
      await createCodes(backend, alone)
      expect((await newRows()).slice(1).map(({ code, email }) => [code, email])).toEqual([
        ['VAAR-1', ''],
        ['HOST-1', ''],
        ['HOST-2', ''],
      ])
      expect(await problemsOf({ ...alone, codeType: { kind: 'custom', code: 'X-1' } })).toContainEqual({
        code: 'file-without-recipients',
      })
      const { importId } = await importFile(['a@example.com;Åse'])
      expect(await problemsOf({ ...fromFile(importId), codeType: { kind: 'own' } })).toEqual([
        { code: 'file-without-codes' },
      ])
      expect(await problemsOf(creationOf({ codeType: { kind: 'own' } }))).toEqual([
        { code: 'file-without-codes' },
      ])
    })

    it('gives the terms of a batch, as its first code has them now', async () => {
      const codeType = {
        kind: 'generated',
        perRecipient: 2,
        length: 9,
        prefix: 'VAAR-',
        suffix: '26',
        groupSize: 3,
      } as const
      const asked = creationOf({
        ...{ service: 'training', appliesTo: 'live-sessions', usage: { kind: 'times', times: 7 }, codeType },
        discount: { kind: 'amount', minor: 2500, currency: 'GBP' },
        validFrom: '2026-12-01' as IsoDate,
        note: 'Avtalt',
        batchName: 'Vår',
      })
      const { batchIds } = await createCodes(backend, asked)
      const terms = await backend.api.promo.termsOf({ batch: batchIds[0] ?? 0 })
      expect({ ...terms, recipients: asked.recipients }).toEqual(asked)
      const [batch = 0] = (await createCodes(backend, custom('SOMMER'))).batchIds
      expect(await backend.api.promo.termsOf({ batch })).toMatchObject({
        ...{ codeType: null, validFrom: null, usage: { kind: 'once' } },
      })
      await expect(backend.api.promo.termsOf({ batch: batch + 1 })).rejects.toMatchObject({
        code: 'promo.unknown-batch',
      })
    })

    it('says whose a custom code is that is taken, without regard to case', async () => {
      await createCodes(backend, custom('Sommer-26'))
      expect(await problemsOf(custom('sOMMER-26'))).toEqual([
        { code: 'custom-code-taken', by: 'Øystein Åsheim', status: 'active' },
      ])
      await backend.done(backend.api.promo.delete({ picked: await pickLast(1), expect: 1 }))
      expect(await problemsOf(custom('SOMMER-26'))).toMatchObject([{ status: 'deleted' }])
      const again = backend.done(
        backend.api.promo.create({ creation: custom('SOMMER-26'), expect: { codes: 1 } }),
      )
      await expect(again).rejects.toMatchObject({
        code: 'promo.refused',
        details: { problems: ['custom-code-taken'] },
      })
    })

    it('lets a custom code be made again once its creation was undone', async () => {
      for (let round = 0; round < 3; round += 1) {
        const { operationId } = await createCodes(backend, custom('VINTER'))
        await backend.done(backend.api.history.undo({ operationId }))
        expect(await newRows()).toEqual([])
      }
    })

    it('makes batches of as many recipients as the limit allows, one operation in all', async () => {
      await backend.api.site.update({ recipientLimit: 2 })
      const { importId } = await importFile(
        [
          'a@example.com;Åse',
          'b@example.com;',
          'c@example.com;Cato',
          'not an address;X',
          'd@example.com;Dag',
          'e@example.com;Eli',
        ],
        true,
      )
      const creation = fromFile(importId, 3)
      expect(await backend.api.promo.plan(creation)).toMatchObject({
        recipients: 5,
        codes: 15,
        batches: 3,
        leftOut: 1,
      })
      const done = await createCodes(backend, creation)
      expect(done).toMatchObject({ codes: 15, recipients: 5 })
      const [first = 0] = done.batchIds
      expect(done.batchIds).toEqual([first, first + 1, first + 2])
      const rows = await newRows()
      expect(rows.map(({ batchName }) => batchName)).toEqual(
        ['1/3', '2/3', '3/3'].flatMap((part, i) => Array(i < 2 ? 6 : 3).fill(`Import ${part}`)),
      )
      expect([...new Set(rows.map(({ recipient }) => recipient))]).toEqual(['Åse', 'b', 'Cato', 'Dag', 'Eli'])
      const { operations } = await backend.api.history.list({ limit: 1 })
      expect(operations[0]?.details).toMatchObject({
        kind: 'create-codes',
        codes: 15,
        recipients: 5,
        batches: done.batchIds,
      })
      expect(await backend.done(backend.api.history.undo({ operationId: done.operationId }))).toMatchObject({
        changed: 15,
      })
    })

    it('counts recipients that have such a code already, without regard to case', async () => {
      await createCodes(backend, creationOf({}, 2))
      const { importId } = await importFile(['OYSTEIN@example.com;Ø', 'new@example.com;N'])
      expect(await backend.api.promo.plan(fromFile(importId))).toMatchObject({ alreadyHave: 1 })
      expect(await backend.api.promo.plan({ ...fromFile(importId), appliesTo: 'programs' })).toMatchObject({
        alreadyHave: 0,
      })
      const unknown = backend.api.promo.plan(fromFile('nothing'))
      await expect(unknown).rejects.toMatchObject({ code: 'recipients.import-unknown' })
    })
  })

  describe('changing many', () => {
    it('skips and names what cannot be extended', async () => {
      await createCodes(backend, creationOf({}, 30))
      const extend = async (range: [number, number], expires: string, expected: number) =>
        await backend.done(
          backend.api.promo.extend({
            picked: await pickLast(30, range),
            to: { kind: 'date', expires: expires as IsoDate },
            expect: expected,
          }),
        )
      await extend([0, 12], '2027-02-01', 12)
      await backend.done(backend.api.promo.delete({ picked: await pickLast(30, [20, 25]), expect: 5 }))
      const plan = await backend.api.promo.planExtend({
        picked: await pickLast(30),
        to: { kind: 'date', expires: '2027-02-01' },
      })
      const codes = (await newRows()).map(({ code }) => code)
      expect(plan).toEqual({
        selected: 30,
        change: 13,
        stayExpired: 0,
        extension: {
          earliest: '2027-02-01',
          latest: '2027-02-01',
          examples: codes
            .slice(12, 17)
            .map((code) => ({ code, before: creationOf({}).expires, after: '2027-02-01' })),
        },
        skipped: [
          { reason: 'deleted', count: 5, examples: codes.slice(20, 25) },
          { reason: 'lasts-longer', count: 12, examples: codes.slice(0, 10) },
        ],
      })
      expect(await extend([0, 30], '2027-02-01', 13)).toMatchObject({ changed: 13, skipped: plan.skipped })
    })

    it('refuses when the world has moved since the plan, or nothing is left to do', async () => {
      await createCodes(backend, creationOf({}, 5))
      const picked = await pickLast(5)
      const remove = (expected: number) =>
        backend.done(backend.api.promo.delete({ picked, expect: expected }))
      await expect(remove(4)).rejects.toMatchObject({ code: 'plan.moved', details: { planned: 4, now: 5 } })
      expect((await newRows()).every(({ status }) => status === 'active')).toBe(true)
      await remove(5)
      await expect(remove(0)).rejects.toMatchObject({ code: 'promo.nothing-to-change', details: { left: 5 } })
      expect(await totalNow()).toBe(before.operations + 2)
    })

    it('takes no date that has passed in the site’s time zone', async () => {
      await createCodes(backend, creationOf({ expires: '2026-11-23' as IsoDate }))
      const picked = await pickLast(1)
      await backend.api.site.update({ timeZone: 'Pacific/Kiritimati' })
      const plan = (expires: string) =>
        backend.api.promo.planExtend({ picked, to: { kind: 'date', expires } })
      await expect(plan('2026-11-23')).rejects.toMatchObject({
        code: 'input.invalid',
        details: { issues: [{ path: 'to.expires' }] },
      })
      expect(await plan('2026-11-24')).toMatchObject({ change: 1 })
    })
  })

  describe('undo', () => {
    it('does not withdraw codes that somebody has used, and names some', async () => {
      const { operationId } = await createCodes(backend, creationOf({}, 20))
      const rows = await newRows()
      const used = rows.slice(2, 14).map(({ id }) => id)
      await useCodes(engine, backend, used)
      await expect(backend.done(backend.api.history.undo({ operationId }))).rejects.toMatchObject({
        code: 'history.codes-used',
        details: { count: 12, examples: rows.slice(2, 12).map(({ code }) => code) },
      })
      expect(await newRows()).toHaveLength(20)
    })

    it('of a creation withdraws the codes of that one only, and brings them back', async () => {
      const [first, , third] = [
        await createCodes(backend, creationOf({}, 3)),
        await createCodes(backend, creationOf({}, 2)),
        await createCodes(backend, creationOf({}, 4)),
      ]
      const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))
      const ids = async () => (await newRows()).map(({ id }) => id)
      const all = await ids()
      expect(all).toHaveLength(9)
      const one = await undo(first.operationId)
      expect(one.changed).toBe(3)
      expect(await ids()).toEqual(all.slice(3))
      await undo(third.operationId)
      expect(await ids()).toEqual(all.slice(3, 5))
      expect(await undo(one.operationId)).toMatchObject({ changed: 3 })
      expect(await ids()).toEqual(all.slice(0, 5))
    })

    it('is for operations that exist and are not undone yet', async () => {
      const { operationId } = await createCodes(backend, creationOf())
      const undo = (id: number) => backend.done(backend.api.history.undo({ operationId: id }))
      await undo(operationId)
      await expect(undo(operationId)).rejects.toMatchObject({ code: 'history.already-undone' })
      await expect(undo(operationId + 1000)).rejects.toMatchObject({ code: 'history.unknown-operation' })
    })
  })
})

describe.each(engines)('a new site in $engine', (engine) => {
  afterEach(() => backend.stop())

  it('never gives a code twice, not even one that was withdrawn, when the random source repeats itself', async () => {
    const start = (folder?: string) =>
      engine.start({
        ...(folder ? { folder } : {}),
        parts: { random: seededRandom('the same every time') },
      })
    backend = await start()
    const first = await createCodes(backend, creationOf({}, 40))
    const codes = new Set((await allRows(backend)).map(({ code }) => code))
    await backend.done(backend.api.history.undo({ operationId: first.operationId }))
    await backend.backend.close()
    backend = await start(backend.folder)
    await createCodes(backend, creationOf({}, 40))
    const later = (await allRows(backend)).map(({ code }) => code)
    expect(later).toHaveLength(40)
    expect(later.filter((code) => codes.has(code))).toEqual([])
  })

  it('puts settings back, unless they changed since', async () => {
    backend = await engine.start()
    await backend.api.site.update({ name: 'Fjordkurs', recipientLimit: 50 })
    await backend.api.site.update({ name: 'Fjordkurs AS' })
    const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))
    await expect(undo(1)).rejects.toMatchObject({
      code: 'history.changed-since',
      details: { count: 1, examples: ['name'], operationId: 2 },
    })
    await undo(2)
    await undo(1)
    expect(await backend.api.site.get({})).toMatchObject({
      name: '',
      recipientLimit: 1000,
      timeZoneConfirmed: true,
    })
    expect(backend.eventsOf('site.onChanged').map(({ name }) => name)).toEqual([
      'Fjordkurs',
      'Fjordkurs AS',
      'Fjordkurs',
      '',
    ])
    await expect(backend.api.site.update({ timeZone: 'Europe/Atlantis' })).rejects.toMatchObject({
      code: 'site.time-zone-unknown',
    })
  })
})
