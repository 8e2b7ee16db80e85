import { copyFile, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/refusal.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { contractEntries, type Known, sampleInputs } from '../../support/contract/sample-inputs.ts'
import {
  type CellValue,
  columnsOf,
  alterCell,
  type FileColumn,
  HOSTILE_VALUES,
} from '../../support/altered-site-file.ts'
import { openFilledSite, saveSiteFile } from '../../support/filled-site.ts'
import { type Damage, damaged, damageWithin } from '../../support/fuzz/damages.ts'
import { fuzz, type Outcome } from '../../support/fuzz/fuzz.ts'
import { awkwardText, plainValue } from '../../support/fuzz/values.ts'
import { remove } from '../../support/damage/damaged-site.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** Cells that somebody wrote into, or bytes that somebody changed. */
type Case =
  | { readonly kind: 'cells'; readonly cells: readonly Cell[] }
  | { readonly kind: 'bytes'; readonly damages: readonly Damage[] }

interface Cell {
  /** Which of the file's columns with rows, counted round. */
  readonly column: number
  /** Which of its rows, counted round; null for all. */
  readonly row: number | null
  readonly value: CellValue
}

const anyCell: fc.Arbitrary<Cell> = fc.record({
  column: fc.nat(1000),
  row: fc.oneof({ weight: 4, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.constant(null) }),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_VALUES) },
    { weight: 2, arbitrary: awkwardText },
    { weight: 2, arbitrary: fc.integer() },
    { weight: 1, arbitrary: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) },
    { weight: 1, arbitrary: fc.double({ noNaN: true }) },
    { weight: 2, arbitrary: plainValue.map((value) => JSON.stringify(value)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '2026-12-31',
        'nb',
        'events',
        'test',
        'sent',
        'a@example.com',
        'USD',
        'Europe/Oslo',
      ),
    },
  ),
})

const anyCase: fc.Arbitrary<Case> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('cells' as const),
      cells: fc.array(anyCell, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('bytes' as const),
      damages: fc.array(damageWithin(200_000), { minLength: 1, maxLength: 3 }),
    }),
  },
)

let folder: string
let good: string
let columns: FileColumn[]
beforeAll(async () => {
  const shop = await openFilledSite()
  folder = shop.backend.folder
  good = join(folder, 'good.ehandel')
  await saveSiteFile(shop, good)
  await shop.backend.backend.close()
  await shop.simulator.close()
  columns = columnsOf(good).filter(({ rows }) => rows > 0)
})
afterAll(() => remove(folder))

/**
 * Keys hold no NULL and rowids no text, in whatever way they are written; a row that got another's key in an earlier cell
 * took its place.
 */
const IMPOSSIBLE = /constraint failed|datatype mismatch|has no row/

async function make(one: Case, path: string): Promise<void> {
  if (one.kind === 'bytes') return writeFile(path, one.damages.reduce(damaged, await readFile(good)))
  const next = `${path}.next`
  await copyFile(good, path)
  for (const { column, row, value } of one.cells) {
    const { table, column: name, rows } = columnAt(column)
    const at = row === null ? {} : { row: 1 + (row % rows) }
    try {
      await alterCell(path, next, { table, column: name, value, ...at })
      await copyFile(next, path)
    } catch (error) {
      if (!IMPOSSIBLE.test((error as Error).message)) throw error
    }
  }
}

function columnAt(index: number): FileColumn {
  const column = columns[index % columns.length]
  if (!column) throw new Error('a file without columns')
  return column
}

const shown = (one: Case): string =>
  one.kind === 'bytes'
    ? JSON.stringify(one.damages)
    : one.cells
        .map(({ column, row, value }) => {
          const { table, column: name, rows } = columnAt(column)
          const text = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)
          return `${table}.${name} row ${row === null ? 'all' : 1 + (row % rows)} = ${text.slice(0, 200)}`
        })
        .join('; ')

/** What changes something, waits for somebody, or is about another place than the site. */
const NO_READ =
  /^(jobs|secrets|drafts|recipients|dataFolder|recovery)\.|\.(open|save|saveTemplate|saveSettings|setFolder|show|update|rename|remove|grant|undo)$|^backups\.|^paypal\.(set|start|withdraw)/
const READS = contractEntries().filter(
  ({ name, kind }) =>
    kind === 'method' &&
    !NO_READ.test(name) &&
    /\.(get|list|find|rows|summary|breakdown|timeline|details|batches|plan[A-Z]\w*|state|templates|preview|status|outbox|message|settings|undoRedo|revisions|revision|quote)$/.test(
      name,
    ),
)

/** Everything that is read of the site, as its pages do. */
async function readAll(backend: TestBackend): Promise<Outcome> {
  const { resultSet, count } = await backend.api.report.open({ filter: {}, order: [] })
  const known: Known = {
    resultSet,
    ranges: count > 0 ? [[0, count]] : [],
    expires: '2026-12-31',
    'report.rows:limit': 5000,
    'history.list:limit': 200,
    'payments.list:limit': 200,
    'mail.outbox:limit': 500,
    'mail.outbox:states': ['queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled'],
    before: 1000,
  }
  let slowest = 0
  for (const entry of READS)
    for (const input of sampleInputs(entry, known)) {
      const asked = performance.now()
      try {
        await backend.call(entry.name, input)
      } catch (error) {
        const code = isRefusal(error) ? error.code : String(error)
        if (code === 'internal' || !isRefusal(error))
          return { ms: 0, fault: `${entry.name} is answered with ${code} once the file is open` }
      }
      slowest = Math.max(slowest, performance.now() - asked)
    }
  return { ms: slowest, fault: null, kind: 'opened' }
}

async function run(backend: TestBackend, one: Case): Promise<Outcome> {
  const path = join(folder, 'bad.ehandel')
  await make(one, path)
  const token = async () => (await backend.backend.files.registerRead(path)).token
  try {
    await backend.done(backend.api.siteFile.inspect({ file: await token() }))
  } catch (error) {
    const code = isRefusal(error) ? error.code : String(error)
    return { ms: 0, kind: code, fault: code.startsWith('siteFile.') ? null : `the check ends with ${code}` }
  }
  try {
    await backend.done(backend.api.siteFile.open({ file: await token() }))
  } catch (error) {
    const code = isRefusal(error) ? error.code : String(error)
    return { ms: 0, fault: `a file that passed the check cannot be opened: ${code}` }
  }
  return await readAll(backend)
}

it(
  'refuses an altered site file, or reads everything of the site that it becomes',
  async () => {
    expect((await stat(good)).size).toBeGreaterThan(10_000)
    const { kinds } = await fuzz<Case>({
      name: 'altered site files',
      cases: campaignSize({ small: 12, full: 2000 }),
      perSession: 100,
      arbitrary: anyCase,
      show: shown,
      async open() {
        const backend = await startTestBackend()
        return {
          run: (one) => run(backend, one),
          async close() {
            const bad = backend.log.lines.find(({ level }) => level === 'error')
            await backend.stop()
            return bad ? JSON.stringify(bad) : null
          },
        }
      },
    })
    expect([...kinds.keys()]).toEqual(expect.arrayContaining(['opened', 'siteFile.damaged']))
  },
  CAMPAIGN_TIMEOUT_MS,
)
