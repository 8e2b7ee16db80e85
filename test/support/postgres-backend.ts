import type { Handlers } from '#shared/contract/index.ts'
import { dayIn } from '#shared/domain/dates.ts'
import type { Backend } from '#backend/app/backend.ts'
import type { BackendDependencies } from '#backend/app/dependencies.ts'
import { identify } from '#backend/app/sites/site-id.ts'
import { createHistory } from '#backend/areas/history/history.ts'
import { createPromo } from '#backend/areas/promo/promo.ts'
import { createRecipients } from '#backend/areas/recipients/recipients.ts'
import { createWorkbookReader, forkedWorkbookProcess } from '#backend/areas/tables/tables.ts'
import { createRedemptions } from '#backend/areas/redemptions/redemptions.ts'
import { createReport } from '#backend/areas/report/report.ts'
import { createSite } from '#backend/areas/site/site.ts'
import { createErrorMapper } from '#backend/kernel/contract/api-error.ts'
import { createContractServer } from '#backend/kernel/contract/contract-server.ts'
import { createEventBus } from '#backend/kernel/contract/events.ts'
import { createJobs, type JobContext } from '#backend/kernel/contract/jobs.ts'
import { createRequestsUnderWay } from '#backend/kernel/contract/requests-under-way.ts'
import { createFileRegistry } from '#backend/kernel/files/file-registry.ts'
import { createKeptLists } from '#backend/storage/kept-lists.ts'
import type { CommerceReader } from '#backend/storage/commerce.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { asRefusal } from '#backend/storage/postgres/errors.ts'
import { openPostgres, type PostgresStorage } from '#backend/storage/postgres/open-storage.ts'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'
import { createResultSets } from '#backend/storage/result-sets.ts'
import { readSiteSettings, writeSiteSettings } from '#backend/storage/site-settings.ts'
import type { Readers, Storage, Transaction } from '#backend/storage/storage.ts'

/**
 * The areas that PostgreSQL keeps so far, behind the real contract server: codes, the report on them, their history, the
 * shop's orders and the site's settings. A method of another area fails.
 */
export async function createPostgresBackend(
  target: PostgresTarget,
  { clock, random, log, entries, checkOutputs }: BackendDependencies,
): Promise<Backend> {
  const events = createEventBus(log)
  const { emit } = events
  const toApiError = createErrorMapper({ log, random, toRefusal: asRefusal })
  const jobs = createJobs({ emit, random, toApiError })
  const underWay = createRequestsUnderWay(clock)
  const files = createFileRegistry({ random, own: [] })
  const storage = await openPostgres({ target, clock, log })
  const sites = await sitesOn(storage, { clock, random })
  const recipientLimit = () => sites.use(async (site) => (await site.settings()).recipientLimit)
  const workbooks = createWorkbookReader(forkedWorkbookProcess(entries.workbookChild))
  const recipients = createRecipients({ files, clock, random, log, workbooks, recipientLimit })
  const redemptions = createRedemptions({ sites, files, clock, random, log, emit, workbooks })
  const handlers: Partial<Handlers<JobContext>> = {
    site: createSite({ sites, clock, emit }),
    recipients: recipients.handlers,
    promo: createPromo({
      sites,
      clock,
      random,
      emit,
      takeImport: recipients.take,
      importUsed: recipients.used,
    }),
    redemptions: redemptions.handlers,
    report: createReport({ sites, files, clock, emit }),
    history: createHistory({ sites, files, clock, emit, underWay }),
    jobs: {
      list: async () => jobs.list(),
      wait: ({ jobId }) => jobs.wait(jobId),
      cancel: async ({ jobId }) => jobs.cancel(jobId),
    },
  }
  const contractServer = createContractServer({
    handlers: handlers as Handlers<JobContext>,
    jobs,
    events,
    underWay,
    toApiError,
    log,
    checkOutputs,
  })
  return {
    connect: contractServer.connect,
    checkSite: async () => undefined,
    files,
    async close() {
      contractServer.close()
      await jobs.close(() => true)
      redemptions.close()
      recipients.close()
      await workbooks.close()
      await storage.close()
    },
  }
}

/** A site that is always open, in a database that is filled where it is new. */
async function sitesOn(
  kept: PostgresStorage,
  { clock, random }: Pick<BackendDependencies, 'clock' | 'random'>,
): Promise<Sites> {
  const settings = async (readers: Pick<Readers, 'settings'> = kept) => {
    const found = await readSiteSettings(readers.settings)
    if (!found) throw new Error('a site without settings')
    return found
  }
  const time = async () => {
    const { timeZone } = await settings()
    return { timeZone, today: dayIn(timeZone, clock.now()) }
  }
  if ((await kept.settings.all()).size === 0)
    await kept.transaction('site.fill', (tx) => writeSiteSettings(tx.settings, { timeZone: 'UTC' }))
  const storage = withoutOtherAreas(kept)
  const id = await identify(storage, random)
  const service = { enabled: false, mode: 'test' as const }
  const site: Partial<OpenSite> = {
    id,
    kind: 'own',
    storage,
    resultSets: createResultSets(random),
    lists: createKeptLists(random),
    settings: () => settings(),
    time,
    isReadOnly: () => false,
    describe: async (readers) => ({
      id,
      kind: 'own',
      ...(await settings(readers)),
      mode: 'test',
      services: { events: service, training: service },
      linked: false,
      today: (await time()).today,
    }),
  }
  const oneSite = () => Promise.reject(new Error('the tests of an engine have one site'))
  return {
    use: (work) => work(site as OpenSite),
    inBackground: (work) => work(site as OpenSite),
    onLeading: () => undefined,
    state: () => ({ open: 'own', problem: null, readOnly: false }),
    check: async () => undefined,
    rescue: oneSite,
    retry: async () => ({ open: 'own', problem: null, readOnly: false }),
    open: oneSite,
    replaceOwn: oneSite,
    readClosed: async () => undefined,
    close: async () => undefined,
  }
}

/** Services sell in a currency; here there is none. Nothing that is called asks for more of another area. */
function withoutOtherAreas(kept: PostgresStorage): Storage {
  const none = {
    enabled: false,
    mode: 'test' as const,
    version: 0,
    testRevision: null,
    productionRevision: null,
  }
  const commerce: Partial<CommerceReader> = {
    current: async () => ({
      services: { events: none, training: none },
      revisions: [],
      passwords: [],
      grants: [],
    }),
  }
  const storage = {
    ...kept,
    commerce,
    transaction: <T>(name: string, work: (tx: Transaction) => Promise<T>, signal?: AbortSignal) =>
      kept.transaction(name, (tx) => work(tx as unknown as Transaction), signal),
  }
  return storage as unknown as Storage
}
