import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asCall } from '#backend/kernel/current-call.ts'
import * as hostile from '../support/hostile-files.ts'
import { recipientsArea } from '../support/recipients-area.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/recipients/${name}`, import.meta.url))
const { area, read } = recipientsArea()
let folder: string
const at = (name: string) => join(folder, name)
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'hostile-'))))
afterAll(async () => {
  await area.close()
  await rm(folder, { recursive: true })
})

const refusal = (path: string) =>
  read(path).then(
    () => 'read',
    (error: { code: string; details: object }) => ({ code: error.code, ...error.details }),
  )

describe('files that are not what they seem', () => {
  it.each<[name: string, bytes: Buffer | string, refused: object]>([
    ['empty.csv', '', { code: 'file.empty' }],
    ['blank.csv', '\r\n  \r\n\t\r\n', { code: 'file.empty' }],
    ['picture.xlsx', hostile.PNG, { code: 'file.wrong-type', found: 'picture' }],
    [
      'page.xls',
      '<html><table><tr><td>a@example.com</td></tr></table>',
      { code: 'file.wrong-type', found: 'web-page' },
    ],
    ['sheet.xls', '<?xml version="1.0"?><Workbook/>', { code: 'file.wrong-type', found: 'xml' }],
    ['cards.csv', 'BEGIN:VCARD\r\nEMAIL:a@example.com\r\n', { code: 'file.wrong-type', found: 'vcard' }],
    [
      'wide.txt',
      Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
      { code: 'file.wrong-type', found: 'utf-32' },
    ],
    ['noise.csv', hostile.randomBytes(100_000), { code: 'file.wrong-type', found: 'binary' }],
    ['names.csv', 'Navn;By\r\nOla;Bø\r\n', { code: 'file.no-addresses', rows: 2 }],
  ])('%s', async (name, bytes, refused) => {
    await writeFile(at(name), bytes)
    expect(await refusal(at(name))).toMatchObject({ name, ...refused })
  })

  it('workbooks that are cut short, or have changed bytes', async () => {
    const xlsx = await readFile(fixture('1000-recipients.xlsx'))
    const xls = await readFile(fixture('name-first-240.xls'))
    const noise = hostile.randomBytes(20_000)
    await writeFile(at('cut.xlsx'), xlsx.subarray(0, 15_000))
    await writeFile(
      at('changed.xlsx'),
      Buffer.concat([xlsx.subarray(0, 3000), noise.subarray(0, 200), xlsx.subarray(3200)]),
    )
    await writeFile(at('cut.xls'), xls.subarray(0, 9000))
    await writeFile(at('noise.xls'), Buffer.concat([xls.subarray(0, 512), noise]))
    for (const name of ['cut.xlsx', 'changed.xlsx', 'cut.xls', 'noise.xls'])
      expect(await refusal(at(name))).toEqual({ code: 'file.damaged', name })
  })

  it('workbooks with a password', async () => {
    await hostile.writeEncryptedXlsx(at('locked.xlsx'))
    await hostile.writeEncryptedXls(at('locked.xls'))
    expect(await refusal(at('locked.xlsx'))).toEqual({ code: 'file.password-protected', name: 'locked.xlsx' })
    expect(await refusal(at('locked.xls'))).toEqual({ code: 'file.password-protected', name: 'locked.xls' })
  })

  it('a workbook without rows is never "0 rows read"', async () => {
    await hostile.writeWorkbook(at('none.xlsx'), [])
    expect(await refusal(at('none.xlsx'))).toEqual({ code: 'file.empty', name: 'none.xlsx' })
  })

  it('millions of blank lines, which let other calls through', async () => {
    await writeFile(at('lines.csv'), `${'\n'.repeat(16_000_000)}email;name\nola@example.com;Ola\n`)
    let turns = 0
    const timer = setInterval(() => void (turns += 1))
    expect((await read(at('lines.csv'))).counts.good).toBe(1)
    clearInterval(timer)
    // Each turn of the event loop is one in which another call can be answered.
    expect(turns).toBeGreaterThan(30)
  })

  it('10,000 columns', async () => {
    const cells = new Array<string>(10_000).fill('a@example.com')
    // Addresses alone would be a list of recipients.
    const others = new Array<string>(9_999).fill('x')
    await writeFile(
      at('wide.csv'),
      [`E-post;${others.join(';')}`, `a@example.com;${others.join(';')}`].join('\n'),
    )
    await hostile.writeWorkbook(at('wide.xlsx'), [
      '<row>',
      ...cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`),
      '</row>',
    ])
    for (const name of ['wide.csv', 'wide.xlsx'])
      expect(await refusal(at(name))).toEqual({
        code: 'file.too-many-columns',
        name,
        columns: 10_000,
        limit: 500,
      })
  })

  it('formulas count as the text that was stored with them, and are never run', async () => {
    const text = (cell: string, value: string) => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`
    await hostile.writeWorkbook(at('formulas.xlsx'), [
      `<row r="1">${text('A1', 'a@example.com')}<c r="B1" t="str"><f>HYPERLINK("http://x.example","Kari")</f><v>Kari</v></c></row>`,
      `<row r="2">${text('A2', 'b@example.com')}<c r="B2"><f>1+1</f></c></row>`,
      `<row r="5">${text('A5', 'c@example.com')}${text('B5', '=1+1')}</row>`,
    ])
    const { importId } = await read(at('formulas.xlsx'))
    const { rows } = await area.handlers.rows({ importId, tab: 'good', offset: 0, limit: 9 })
    expect(rows.map(({ row, name }) => [row, name])).toEqual([
      [1, 'Kari'],
      [2, 'b'],
      [5, '=1+1'],
    ])
  })

  it('a quote that never closes swallows no rows', async () => {
    await writeFile(at('quote.csv'), 'a@example.com;"Ola\nb@example.com;Kari\nc@example.com;Per\n')
    expect((await read(at('quote.csv'))).counts).toMatchObject({ rows: 3, good: 3 })
  })

  it('can be cancelled while a workbook is read', async () => {
    await hostile.writeWorkbook(
      at('slow.xlsx'),
      hostile.repeated('<row><c t="inlineStr"><is><t>a@example.com</t></is></c></row>', 20),
    )
    const abort = new AbortController()
    const reading = read(at('slow.xlsx'), {}, { signal: abort.signal, progress: () => undefined })
    setImmediate(() => abort.abort())
    await expect(reading).rejects.toMatchObject({ code: 'job.cancelled' })
  })
})

describe('several workbooks at once', () => {
  /** This process has no other children meanwhile. */
  const children = () =>
    readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean).length

  it('are read one after another', async () => {
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, children())), 5)
    const names = ['1000-recipients.xlsx', 'name-first-240.xls', 'name-first-240.ods', '1000-recipients.xlsx']
    const results = await Promise.all(names.map((name) => read(fixture(name))))
    clearInterval(timer)
    expect(results.map(({ counts }) => counts.good)).toEqual([1000, 240, 240, 1000])
    expect(most).toBe(1)
  })

  it('say what they wait for, and are canceled without a turn of their own', async () => {
    const waits: (string | null)[] = []
    const file = fixture('1000-recipients.xlsx')
    const call = (onWaiting: (method: string | null) => void) => ({
      ...{ method: 'recipients.read', client: undefined, clientId: null },
      ...{ author: null, windows: new Set<string>() },
      onWaiting,
    })
    const abort = new AbortController()
    // Whichever of the two comes second waits for the other.
    const two = ['first', 'second'].map(() =>
      asCall(
        call((method) => void waits.push(method)),
        () => read(file),
      ),
    )
    const canceled = asCall(
      call(() => abort.abort()),
      () => read(file, {}, { signal: abort.signal, progress: () => undefined }),
    )
    await expect(canceled).rejects.toMatchObject({ code: 'job.cancelled' })
    expect((await Promise.all(two)).map(({ counts }) => counts.good)).toEqual([1000, 1000])
    expect(waits).toContain('recipients.read')
    expect(waits.at(-1)).toBeNull()
  })
})

describe('files made to take memory', () => {
  const MEASURE = `
import resource, subprocess, sys
child = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)
sys.stdout.write(child.stdout.decode())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)`
  const importOnce = fileURLToPath(new URL('../support/import-once.ts', import.meta.url))

  /** What importing a file ends in, and the most that any process of it took, in megabytes. */
  async function measured(name: string): Promise<{ end: string; megabytes: number }> {
    const run = promisify(execFile)
    const { stdout } = await run('/usr/bin/python3', ['-c', MEASURE, process.execPath, importOnce, at(name)])
    const [end = '', kilobytes = '0'] = stdout.trim().split('\n')
    return { end, megabytes: Number(kilobytes) / 1024 }
  }

  it('a zip bomb, and one whose directory lies', async () => {
    await hostile.writeWorkbook(at('bomb.xlsx'), hostile.repeated(' ', 300))
    await hostile.writeLyingZip(at('lying.xlsx'), at('bomb.xlsx'))
    const [bomb, lying] = [await measured('bomb.xlsx'), await measured('lying.xlsx')]
    expect([bomb.end, lying.end]).toEqual(['file.unpacks-too-large', 'file.damaged'])
    expect(Math.max(bomb.megabytes, lying.megabytes)).toBeLessThan(200)
  })

  it('a workbook that keeps within the limits until it is taken apart', async () => {
    await hostile.writeWorkbook(
      at('heavy.xlsx'),
      hostile.repeated(`<row>${'<c><v>1</v></c>'.repeat(400)}</row>`, 120),
    )
    const { end, megabytes } = await measured('heavy.xlsx')
    expect(end).toBe('file.unpacks-too-large')
    expect(megabytes).toBeLessThan(800)
  })

  it('a text of 200 MB is refused unread', async () => {
    await hostile.writeLargeText(at('large.csv'), 200, 'a@example.com;A\n'.repeat(1000))
    const { end, megabytes } = await measured('large.csv')
    expect(end).toBe('file.too-large')
    expect(megabytes).toBeLessThan(200)
  })

  it.each([
    ['quote', 'a@example.com;"A\n', 'b@example.com;B B B B B B B B B B B B\n', 'file.too-many-rows'],
    ['line', 'a@example.com;', 'x', 'read 1'],
    ['commas', 'a@example.com', ',', 'file.too-many-columns'],
    ['quotes', 'a@example.com;"', ',""', 'read 1'],
    ['spaces', 'a@example.com\n', `a${' '.repeat(900)}b@example.com\n`, 'read 1'],
  ])('a text of 31 MB of %s', async (kind, head, piece, expected) => {
    await hostile.writeLargeText(at(`${kind}.csv`), 31, head, piece)
    const { end, megabytes } = await measured(`${kind}.csv`)
    expect(end).toBe(expected)
    expect(megabytes).toBeLessThan(400)
  })
})
