import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Creation } from '#shared/domain/creation.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { everything } from '#shared/domain/selection.ts'
import { timed } from './measure.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'

/** A folder that goes when the bench ends. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ecommerce-bench-'))
  folders.add(folder)
  return folder
}
const folders = new Set<string>()
export const removeScratch = (): Promise<unknown> =>
  Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })))

/** The product as it runs: outputs are not parsed again. */
export const openBackend = (folder: string): Promise<TestBackend> =>
  startTestBackend({
    folder,
    parts: { checkOutputs: false, random: { bytes: (count) => randomBytes(count) } },
  })

export const databaseIn = (folder: string): string => join(folder, 'site', 'site.sqlite')

/** The same file as the product opens it, with nothing of the product around it. */
export function bareDatabase(folder: string, readonly = false): Database.Database {
  const database = new Database(databaseIn(folder), { readonly })
  if (!readonly) {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
  }
  database.pragma('cache_size = -32768')
  database.pragma('temp_store = MEMORY')
  return database
}

const NAMES = [
  'Nordvik Regnskap',
  'Kari Nordmann',
  'Ola Ødegård',
  'Ingrid Aas',
  'Sæther & Lie DA',
  'Bjørnstad Revisjon',
]

/** The sites that several figures share, each made once: so many codes in ten batches of different terms. */
const sites = new Map<number, Promise<string>>()
export function siteWith(codes: number): Promise<string> {
  const known = sites.get(codes) ?? makeSite(codes).then(({ folder }) => folder)
  sites.set(codes, known)
  return known
}

/** A copy that a figure may change. */
export async function copyOfSiteWith(codes: number): Promise<string> {
  const folder = await scratchFolder()
  await cp(await siteWith(codes), folder, { recursive: true })
  return folder
}

/** A site in a folder of its own, and how many milliseconds the creation of its codes took. */
export async function makeSite(codes: number): Promise<{ folder: string; ms: number }> {
  const folder = await scratchFolder()
  const backend = await openBackend(folder)
  const ms = await fillSite(backend, codes)
  await backend.backend.close()
  return { folder, ms }
}

/** Creates so many codes in ten batches of different terms; answers with the milliseconds that it took. */
export async function fillSite(backend: TestBackend, codes: number): Promise<number> {
  const recipients = Math.min(1000, codes / 10)
  const importId = await importRecipients(backend, backend.folder, recipients)
  const { today } = await backend.api.site.get({})
  return await timed(async () => {
    for (let batch = 0; batch < 10; batch += 1) {
      const creation = creationOf(importId, codes / 10 / recipients, batch, today)
      await backend.done(backend.api.promo.create({ creation, expect: { codes: codes / 10 } }))
    }
  })
}

async function importRecipients(backend: TestBackend, folder: string, count: number): Promise<string> {
  const rows = Array.from(
    { length: count },
    (_, i) => `${NAMES[i % NAMES.length]} ${i};person${i}@bench.example`,
  )
  const path = join(folder, 'recipients.csv')
  await writeFile(path, ['Navn;E-post', ...rows].join('\r\n'))
  const { token } = await backend.backend.files.registerRead(path)
  const { importId } = await backend.done(backend.api.recipients.read({ file: token }))
  return importId
}

function creationOf(importId: string, perRecipient: number, batch: number, today: IsoDate): Creation {
  return {
    service: batch % 2 === 0 ? 'events' : 'training',
    appliesTo: 'everything',
    recipients: { kind: 'file', importId },
    codeType: { kind: 'generated', perRecipient, length: 10 },
    usage: batch % 3 === 0 ? { kind: 'unlimited' } : { kind: 'times', times: 5 },
    discount:
      batch % 2 === 0
        ? { kind: 'percent', hundredths: 1000 + batch * 250 }
        : { kind: 'amount', minor: 1000 + batch * 500, currency: 'USD' },
    expires: addDays(today, 10 + batch * 20),
    batchName: `Batch ${batch + 1}`,
  }
}

/** A report of everything, by recipient: positions near each other are rows far apart in the file. */
export async function openEverything(backend: TestBackend) {
  const { resultSet, count } = await backend.api.report.open({
    filter: {},
    order: [{ column: 'recipient', descending: false }],
  })
  return {
    resultSet,
    count,
    all: { resultSet, ranges: everything(count).map(([from, to]): [number, number] => [from, to]) },
  }
}
