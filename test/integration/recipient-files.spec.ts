import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importSchema } from '#shared/contract/recipients.ts'
import { idleJob, recipientsArea } from '../support/recipients-area.ts'
import { readWithOpenpyxl } from '../support/openpyxl.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/recipients/${name}`, import.meta.url))
const { area, files, read, log } = recipientsArea()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'recipients-'))))
afterAll(async () => {
  await area.close()
  await rm(folder, { recursive: true })
})

const counts = (rows: number, more: object = {}) => ({
  rows,
  good: rows,
  bad: 0,
  duplicates: 0,
  namedFromAddress: 0,
  skipped: 0,
  cleaned: 0,
  ...more,
})

describe('recipient files as people have them', () => {
  it.each([
    ['1000-recipients.xlsx', counts(1000), { format: 'xlsx', headerRow: 1, emailColumn: 0, nameColumn: 1 }],
    ['name-first-240.xls', counts(240), { format: 'xls', headerRow: 1, emailColumn: 1, nameColumn: 0 }],
    ['name-first-240.ods', counts(240), { format: 'ods', headerRow: 1, emailColumn: 1, nameColumn: 0 }],
    ['excel-semicolon-cp1252.csv', counts(600), { encoding: 'windows-1252', delimiter: ';', headerRow: 0 }],
    ['unicode-text-tabs.txt', counts(300), { encoding: 'utf-16le', delimiter: '\t', headerRow: 1 }],
    [
      'addresses-only.txt',
      counts(50, { namedFromAddress: 50 }),
      { encoding: 'utf-8', delimiter: 'none', nameColumn: -1 },
    ],
  ])('%s', async (name, expected, reading) => {
    const result = await read(fixture(name))
    expect(importSchema.parse(result)).toEqual(result)
    expect(result).toMatchObject({ counts: expected, reading, file: { name } })
    const first = area.take(result.importId).recipients[0]
    expect(first).toMatchObject({ email: 'synnove.dahl1@mail.example.net' })
    expect(first?.name).toBe(expected.namedFromAddress > 0 ? 'synnove.dahl1' : 'Synnøve Dahl')
  })

  it('1001-addresses.csv is over the limit, and says where', async () => {
    await expect(read(fixture('1001-addresses.csv'))).rejects.toMatchObject({
      code: 'recipients.over-limit',
      details: { count: 1001, limit: 1000, row: 1001, email: 'olafur.dvorak1001@example.org' },
    })
    const split = await read(fixture('1001-addresses.csv'), { splitOverLimit: true })
    expect(split).toMatchObject({ counts: counts(1001), batches: 2, reading: { chosen: [] } })
  })

  it('bad-rows.csv: each bad row apart, the good ones taken', async () => {
    const { importId, counts: found } = await read(fixture('bad-rows.csv'))
    expect(found).toEqual({
      rows: 12,
      good: 7,
      bad: 5,
      duplicates: 1,
      namedFromAddress: 1,
      skipped: 0,
      cleaned: 0,
    })
    const { rows } = await area.handlers.rows({ importId, tab: 'bad', offset: 0, limit: 100 })
    expect(rows.map(({ row, email, problem, firstRow }) => [row, email, problem, firstRow])).toEqual([
      [3, 'not-an-address', 'no-at', null],
      [5, 'OK.ONE@example.com', 'duplicate', 2],
      [6, 'a@b', 'bad-domain', null],
      [8, '', 'missing', null],
      [12, '=cmd()@example.com', 'not-an-address', null],
    ])
    expect(area.take(importId)).toEqual({
      leftOut: 5,
      name: 'bad-rows.csv',
      ownCodes: null,
      recipients: expect.arrayContaining([
        expect.objectContaining({ email: 'ok.two@example.com', name: 'ok.two' }),
        expect.objectContaining({ email: 'spaced@example.com', name: 'Spaces around' }),
        expect.objectContaining({ email: 'quote@example.com', name: 'Said "hi", then left' }),
        expect.objectContaining({ email: 'multi@example.com', name: 'Line one Line two' }),
        expect.objectContaining({ email: 'ok.three@example.com', name: '+4712345678' }),
      ]),
    })
  })
})

describe('what the person does with them', () => {
  it('reads them again as chosen, and says what was chosen', async () => {
    const result = await read(fixture('excel-semicolon-cp1252.csv'), {
      encoding: 'macintosh',
      nameColumn: -1,
    })
    expect(result.reading).toMatchObject({
      encoding: 'macintosh',
      delimiter: ';',
      nameColumn: -1,
      chosen: ['encoding', 'nameColumn'],
    })
    expect(result.counts.namedFromAddress).toBe(600)
  })

  it('corrects a row, and saves the others with their reasons in both kinds of file', async () => {
    const { importId } = await read(fixture('bad-rows.csv'))
    const done = await area.handlers.correct({
      importId,
      row: 6,
      change: { kind: 'edit', email: 'a@b.example' },
    })
    expect(done).toMatchObject({
      row: { problem: null, corrected: true },
      import: { counts: { good: 8, bad: 4 } },
    })
    await area.handlers.correct({ importId, row: 7, change: { kind: 'skip' } })

    const xlsx = files.registerWrite(join(folder, 'avvist.xlsx'))
    await expect(
      area.handlers.saveRejected({ importId, target: xlsx.token, language: 'nb' }, idleJob()),
    ).resolves.toEqual({ rows: 5 })
    const sheet = readWithOpenpyxl(join(folder, 'avvist.xlsx'))
    expect(sheet.rows.map((row) => row.map(({ value }) => value))).toEqual([
      ['Rad', 'E-post', 'Navn', 'Hva som er galt', 'Hva du kan gjøre'],
      [3, 'not-an-address', 'Broken', 'Adressen har ikke noe @-tegn.', 'Skriv adressen som navn@firma.no.'],
      [
        5,
        'OK.ONE@example.com',
        'Same again, other case',
        'Adressen står på rad 2 fra før.',
        'Hopp over raden, rett adressen, eller behold begge.',
      ],
      [7, 'three@example.com', 'Has', 'Du hoppet over raden.', null],
      [8, null, 'No address', 'E-postadressen mangler.', 'Skriv inn mottakerens e-postadresse.'],
      [
        12,
        '=cmd()@example.com',
        '=HYPERLINK("http://x")',
        'Adressen har tegn som ikke kan stå i en e-postadresse.',
        'Rett den til noe som navn@firma.no.',
      ],
    ])

    const csv = files.registerWrite(join(folder, 'rejected.csv'))
    await area.handlers.saveRejected({ importId, target: csv.token, language: 'en' }, idleJob())
    const text = await readFile(join(folder, 'rejected.csv'), 'utf8')
    expect(text.split('\r\n')[5]).toBe(
      `12,'=cmd()@example.com,"'=HYPERLINK(""http://x"")",The address has characters that an email address cannot have.,Change it to something like name@company.com.`,
    )
  })

  it.each(['nb', 'en'] as const)(
    'starts from an example (%s) that is read without a fault',
    async (language) => {
      for (const name of ['example.csv', 'example.xlsx']) {
        const target = files.registerWrite(join(folder, name))
        await area.handlers.saveExample({ target: target.token, language }, idleJob())
        expect((await read(join(folder, name))).counts).toMatchObject({
          rows: 3,
          good: 3,
          namedFromAddress: 1,
        })
      }
    },
  )

  it('keeps the last imports, and forgets older ones', async () => {
    const path = join(folder, 'one.txt')
    await writeFile(path, 'ola@example.com')
    const ids: string[] = []
    for (let i = 0; i < 6; i += 1) ids.push((await read(path)).importId)
    expect(() => area.take(ids[0] ?? '')).toThrowError(
      expect.objectContaining({ code: 'recipients.import-unknown' }),
    )
    expect(ids.slice(1).map((id) => area.take(id).recipients.length)).toEqual([1, 1, 1, 1, 1])
  })

  it('takes addresses on one line as that many recipients', async () => {
    await writeFile(
      join(folder, 'copied.txt'),
      'Ola Nordmann <ola@example.com>; kari@example.com; Per <per@example.com>;',
    )
    const { importId, counts: found } = await read(join(folder, 'copied.txt'))
    expect(found).toMatchObject({ rows: 3, good: 3 })
    expect(area.take(importId).recipients.map(({ name }) => name)).toEqual(['Ola Nordmann', 'kari', 'Per'])
    const many = Array.from({ length: 400 }, (_, i) => `p${i}@example.com`)
    await writeFile(join(folder, 'copied.txt'), many.join(', '))
    expect((await read(join(folder, 'copied.txt'))).counts.good).toBe(400)
  })

  it.each<[what: string, text: string, counts: object, names: string[]]>([
    [
      'cells',
      'E-post\tNavn\r\nkari@example.com\tKari\r\nola@example.com\tOla\r\n',
      counts(2),
      ['Kari', 'Ola'],
    ],
    [
      'lines',
      'kari@example.com\nola@example\n',
      counts(2, { good: 1, bad: 1, namedFromAddress: 1 }),
      ['kari'],
    ],
    ['a To list', 'Kari <kari@example.com>; Ola <ola@example.com>', counts(2), ['Kari', 'Ola']],
  ])('takes pasted %s as a file', async (_what, text, expected, names) => {
    const file = await area.handlers.keepPasted({ text, name: 'Innlimt' })
    const result = await area.handlers.read({ file: file.token }, idleJob())
    expect(importSchema.parse(result)).toEqual(result)
    expect(result).toMatchObject({ counts: expected, file, reading: { format: 'text', encoding: null } })
    expect(area.take(result.importId).recipients.map(({ name }) => name)).toEqual(names)
    // It can be read in another way, as a file can.
    const again = await area.handlers.read({ file: file.token, choices: { delimiter: '|' } }, idleJob())
    expect(again.reading).toMatchObject({ delimiter: '|', encoding: null, chosen: ['delimiter'] })
  })

  it('refuses what was pasted and is no list, and forgets it once codes are created', async () => {
    const page = await area.handlers.keepPasted({ text: '<table><tr><td>a@example.com', name: 'Innlimt' })
    await expect(area.handlers.read({ file: page.token }, idleJob())).rejects.toMatchObject({
      code: 'file.wrong-type',
      details: { name: 'Innlimt', found: 'web-page' },
    })
    const file = await area.handlers.keepPasted({ text: 'kari@example.com', name: 'Innlimt' })
    const { importId } = await area.handlers.read({ file: file.token }, idleJob())
    area.used(importId)
    await expect(area.handlers.read({ file: file.token }, idleJob())).rejects.toMatchObject({
      code: 'file.unknown',
    })
  })

  it('logs no names, addresses or files', () => {
    expect(log.lines.length).toBeGreaterThan(0)
    expect(JSON.stringify(log.lines)).not.toMatch(/example|Synn|csv"|\.xlsx/)
  })
})
