import type { Handlers } from '#shared/contract/index.ts'
import { type PersonCounts, totalOf } from '#shared/domain/person-kinds.ts'
import { PERSON_ENTRIES_SHOWN, type PersonFound, type RetentionPlan } from '#shared/contract/privacy.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { addMonths } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { BACKEND_TEXTS } from '#shared/languages/backend-texts.ts'
import type { Language } from '#shared/preferences.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { announceDrafts } from '#backend/areas/drafts/drafts.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import type { AskedPerson, PersonTraces, Whom } from '#backend/storage/privacy.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { exportPerson } from './export-person.ts'
import { withMessages } from './message-texts.ts'

/** Recipients that were read from files, and are in memory only. */
export interface ImportsInMemory {
  /** How many imports have an address with one of these keys. */
  countWith(addressKeys: ReadonlySet<string>): number
  /** Forgets those imports. */
  forget(addressKeys: ReadonlySet<string>): void
}

export interface PrivacyDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly emit: Emit
  readonly files: FileRegistry
  readonly imports: ImportsInMemory
  readonly log: Log
}

/** Everything about one person: found, exported and erased; and the persons whose time is over. */
export function createPrivacy(parts: PrivacyDependencies): {
  readonly handlers: Handlers<JobContext>['privacy']
  /** Rewrites the file where an erasure was stored and the program ended before that. */
  start(): void
  close(): Promise<void>
} {
  const { sites, log } = parts
  let starting: Promise<unknown> = Promise.resolve()
  return {
    handlers: createHandlers(parts),
    start() {
      starting = sites
        .inBackground(async (site) => {
          if (await site.storage.privacy.isRewritePending()) await rewriteFile(site, log)
        })
        .catch(() => log.warn('privacy.rewrite-failed'))
    },
    close: async () => void (await starting),
  }
}

function createHandlers(parts: PrivacyDependencies): Handlers<JobContext>['privacy'] {
  const { sites, clock, emit, files } = parts
  return {
    search: ({ text, limit }) =>
      sites.use(async ({ storage }) => {
        const hits = await storage.privacy.search(text, limit)
        return {
          persons: hits.slice(0, limit).map(({ names, ...hit }) => ({ ...hit, names: [...names] })),
          more: hits.length > limit,
        }
      }),

    find: ({ person }, job) =>
      sites.use(async (site) => {
        const found = await find(parts, site, person, PERSON_ENTRIES_SHOWN, job)
        return { ...found, entries: await withMessages(site.storage.mail, found.entries) }
      }),

    export: ({ person, file, format, language }, job) =>
      sites.use(async (site) => {
        site.requireWritable()
        const found = await find(parts, site, person, Infinity, job)
        if (found.total === 0) throw new Refusal('privacy.nothing-found', {})
        const entries = await withMessages(site.storage.mail, found.entries)
        const target = files.writing(file)
        const settings = await site.settings()
        const { bytes } = await exportPerson(
          { ...found, entries, site: settings.name, timeZone: settings.timeZone, at: clock.now() },
          { target, format, language, job },
        )
        const details = { kind: 'export-person', format, entries: entries.length } as const
        const operationId = await site.storage.transaction('privacy.export', (tx) =>
          tx.operations.record({ at: clock.now(), details }),
        )
        emit('history.onRecorded', { operationId, kind: 'export-person' })
        return { operationId, entries: entries.length, bytes }
      }),

    erase: ({ person, expect, language }, job) =>
      sites.use((site) => {
        const check = ({ counts }: Erased) => {
          const now = totalOf(counts)
          if (now === 0) throw new Refusal('privacy.nothing-found', {})
          if (now !== expect) throw new Refusal('plan.moved', { planned: expect, now, of: 'person' })
        }
        return erase(parts, site, { whom: { person }, reason: 'request', language, check, job })
      }),

    planRetention: () => sites.use(planRetention),

    applyRetention: ({ expect, language }, job) =>
      sites.use(async (site) => {
        const { before } = await planRetention(site)
        if (before === null) throw new Refusal('plan.moved', { planned: expect, now: 0, of: 'persons' })
        const check = ({ persons: now }: Erased) => {
          if (now !== expect) throw new Refusal('plan.moved', { planned: expect, now, of: 'persons' })
          if (now === 0) throw new Refusal('privacy.nothing-found', {})
        }
        const whom = { expiredBefore: before }
        return await erase(parts, site, { whom, reason: 'retention', language, check, job })
      }),
  }
}

async function find(
  { imports }: PrivacyDependencies,
  site: OpenSite,
  person: AskedPerson,
  limit: number,
  { progress, signal }: JobContext,
): Promise<Omit<PersonFound, 'entries'> & Pick<PersonTraces, 'entries'>> {
  const traces = await site.storage.privacy.find(person, limit, progress, signal)
  const keys = new Set(person.addresses.map(addressKey))
  const counts = { ...traces.counts, import: imports.countWith(keys) }
  return {
    ...traces,
    addresses: [...traces.addresses],
    names: [...traces.names],
    shared: [...traces.shared],
    own: [...traces.own],
    counts,
    total: totalOf(counts),
  }
}

interface Erased {
  readonly persons: number
  readonly counts: PersonCounts
}

interface ErasureJob {
  readonly whom: Whom
  readonly reason: 'request' | 'retention'
  readonly language: Language
  readonly job: JobContext
  /** Refuses what was not planned so. */
  check(erased: Erased): void
}

/** One transaction and one operation; what is in memory goes once that is stored. */
async function erase(
  { imports, clock, emit, log }: PrivacyDependencies,
  site: OpenSite,
  { whom, reason, language, check, job }: ErasureJob,
) {
  const order = { whom, name: BACKEND_TEXTS[language].erasedPerson, at: clock.now() }
  const done = await site.storage.transaction(
    'privacy.erase',
    async (tx: Transaction) => {
      const traces = await tx.privacy.erase(order, job.progress)
      const { messages, payments } = traces.underWay
      if (messages + payments > 0) throw new Refusal('privacy.under-way', { messages, payments })
      const keys = new Set(traces.addressKeys)
      const counts = { ...traces.counts, import: imports.countWith(keys) }
      const { persons } = traces
      check({ persons, counts })
      const details = { kind: 'erase-person', reason, persons, counts } as const
      const operationId = await tx.operations.record({ at: order.at, details })
      return { operationId, persons, counts, keys, drafts: traces.drafts }
    },
    job.signal,
  )
  const { keys, drafts, ...erased } = done
  imports.forget(keys)
  // Before the file is rewritten, which takes a while: an open form would save its old draft meanwhile.
  emit('history.onRecorded', { operationId: erased.operationId, kind: 'erase-person' })
  await announceDrafts(site, drafts, emit)
  await rewriteFile(site, log)
  return erased
}

/** Where it fails, the disk being full say, the next start tries again: the erasure itself is stored. */
async function rewriteFile({ storage }: OpenSite, log: Log): Promise<void> {
  try {
    await storage.rewriteFile()
    await storage.transaction('privacy.rewritten', (tx) => tx.privacy.noteRewritten())
  } catch {
    log.warn('privacy.rewrite-failed')
  }
}

async function planRetention(site: OpenSite): Promise<RetentionPlan> {
  const { retentionMonths: months } = await site.settings()
  if (months === 0) return { months, before: null, persons: 0, codes: 0 }
  const { today } = await site.time()
  const before = addMonths(today, -months)
  return { months, before, ...(await site.storage.privacy.countExpired(before)) }
}
