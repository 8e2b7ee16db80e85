import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiErrorSchema, type ErrorCode } from '#shared/contract/error-codes.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { type OwnedConnection, openConnection } from '#backend/storage/sqlite/connection.ts'
import {
  changedAt,
  type ContractEntry,
  contractEntries,
  type Known,
  type Path,
  placesIn,
  sampleInputs,
} from '../../support/contract/sample-inputs.ts'
import { campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { nameMerchant, queueAll } from '../../support/mail/mail-site.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const MAX = Number.MAX_SAFE_INTEGER

/** Numbers that no caller was given. */
const NUMBERS = [0, -1, 1.5, 2 ** 31, 2 ** 32 + 1, MAX, -MAX, 2 ** 53, 1e308, NaN]
const TEXTS = [
  '',
  '__proto__',
  '../../site.sqlite',
  'unknown-unknown-unknown',
  'a\u0000b',
  '\ud800',
  'x'.repeat(300_000),
]

function hostileInstead(value: unknown): unknown[] {
  if (typeof value === 'number') return [...NUMBERS, '1']
  if (typeof value === 'string') return [...TEXTS, 1]
  const [item] = value as unknown[]
  if (item === undefined) return []
  return [[], Array.from({ length: 200_000 }, () => item)]
}

type End = { kind: 'done' } | { kind: 'refused'; code: ErrorCode }

let backend: TestBackend
let reading: OwnedConnection
let known: Known

beforeAll(async () => {
  backend = await startTestBackend()
  await nameMerchant(backend)
  await createCodes(backend, creationOf({}, 3))
  const { operationId } = await queueAll(backend)
  await backend.api.mail.pause({})
  const { id } = await backend.api.views.save({ name: 'Kept', filter: {}, order: [], columns: [] })
  const file = backend.backend.files.registerWrite(join(backend.folder, 'out.xlsx'))
  known = {
    operationId,
    ranges: [[0, 1]],
    target: file.token,
    host: '127.0.0.1',
    'views.save:id': id,
    'mail.sendTest:to': 'kari@example.com',
    senderAddress: 'kurs@example.com',
    replyTo: '',
    'views.save:columns': [],
    'paypal.setTestTarget:target': 'simulator',
    expires: '2026-12-31',
    from: '2026-01-01',
    to: '2026-12-31',
    timeZone: 'Europe/Oslo',
    promoLink: 'https://shop.example.com/?code=%PromoCode%',
  }
  const path = join(backend.folder, 'site', 'site.sqlite')
  reading = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
})
afterAll(async () => {
  reading.close()
  await backend.stop()
})

/** In how many of a method's samples a place is tried that is the same in each of them. */
const TIMES_A_PLACE = campaignSize({ small: 1, full: Infinity })

/** The samples of a method with their places. */
function* samplePlaces(
  samples: readonly unknown[],
): Generator<{ input: unknown; path: Path; value: unknown }> {
  const seen = new Map<string, number>()
  for (const input of samples)
    for (const { path, value } of placesIn(input)) {
      // A place is another one where what is around it is of another alternative.
      const parent = path
        .slice(0, -1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], input)
      const key = JSON.stringify([path, path.length > 1 ? parent : value])
      const times = seen.get(key) ?? 0
      seen.set(key, times + 1)
      if (times < TIMES_A_PLACE) yield { input, path, value }
    }
}

let version: unknown
let content = ''

/** Everything that the site's database holds: read again where somebody has written since. */
function contentOfDatabase(): string {
  const { database } = reading
  const present = database.pragma('data_version', { simple: true })
  if (present === version) return content
  version = present
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[]
  const rows = tables.map((table) => database.prepare(`SELECT * FROM "${table}"`).raw().all())
  content = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  return content
}

/** How a call, and the job that it may have started, ended; a job that waits for somebody is cancelled. */
async function ended(entry: ContractEntry, input: unknown): Promise<End> {
  try {
    const output = await backend.call(entry.name, input)
    if (entry.kind === 'job') {
      const { jobId } = output as { jobId: string }
      const end = backend.done(Promise.resolve({ jobId }))
      end.catch(() => undefined)
      const isOver = await Promise.race([
        end.then(
          () => true,
          () => true,
        ),
        sleep(3000, false),
      ])
      if (!isOver) await backend.api.jobs.cancel({ jobId })
      await end
    }
    return { kind: 'done' }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const { code, details, message } = error
    expect(apiErrorSchema.safeParse({ code, details, message }).error).toBeUndefined()
    return { kind: 'refused', code }
  }
}

/** Ordinary calls that write: they give out ids, and would be refused once the next id cannot be given. */
async function ordinaryCalls(name: string): Promise<void> {
  const view = await backend.api.views.save({ name, filter: {}, order: [], columns: [] })
  expect(view.id).toBeLessThan(100_000)
  await backend.api.views.remove({ id: view.id })
  await backend.api.drafts.save({ key: 'promo.create', content: name })
  const { codes } = await createCodes(backend, creationOf({ batchName: name }))
  expect(codes).toBe(1)
  const { operations } = await backend.api.history.list({ limit: 1 })
  await backend.done(backend.api.history.undo({ operationId: operations[0]?.id ?? 0 }))
}

describe('an id that a caller made up', () => {
  it.each(contractEntries())(
    'is answered plainly by $name and changes nothing',
    async (entry) => {
      const seen: string[] = []
      const { resultSet } = await pickAll(backend)
      for (const { input, path, value } of samplePlaces(sampleInputs(entry, { ...known, resultSet }))) {
        for (const hostile of hostileInstead(value)) {
          const before = contentOfDatabase()
          const end = await ended(entry, changedAt(input, path, hostile))
          const what = `${path.join('.')} = ${JSON.stringify(hostile)?.slice(0, 40)}`
          if (end.kind === 'refused' && end.code === 'internal') seen.push(`internal: ${what}`)
          if (end.kind === 'refused' && contentOfDatabase() !== before)
            seen.push(`${end.code} changed: ${what}`)
        }
      }
      expect(seen).toEqual([])
      await ordinaryCalls(`after ${entry.name}`)
    },
    120_000,
  )
})
