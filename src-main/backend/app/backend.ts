import { effectOf } from '#shared/contract/effects.ts'
import { createErrorMapper } from '#backend/kernel/contract/api-error.ts'
import { createContractServer } from '#backend/kernel/contract/contract-server.ts'
import type { Connection } from '#backend/kernel/contract/connection.ts'
import { createEventBus } from '#backend/kernel/contract/events.ts'
import { createJobs } from '#backend/kernel/contract/jobs.ts'
import { createAbout } from '#backend/areas/about/about.ts'
import { createAuthor } from '#backend/areas/author/author.ts'
import { createCheckout } from '#backend/areas/checkout/checkout.ts'
import { createCommerce } from '#backend/areas/commerce/commerce.ts'
import { createDrafts } from '#backend/areas/drafts/drafts.ts'
import { createFileRegistry, type FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { createHandover } from '#backend/areas/handover/handover.ts'
import { createHistory } from '#backend/areas/history/history.ts'
import { createMail } from '#backend/areas/mail/mail.ts'
import { createOverview } from '#backend/areas/overview/overview.ts'
import { createPayments } from '#backend/areas/payments/payments.ts'
import { createPaypal, createPaypalAccess } from '#backend/areas/paypal/paypal.ts'
import type { BackendDependencies } from './dependencies.ts'
import { createPrivacy } from '#backend/areas/privacy/privacy.ts'
import { createPromo } from '#backend/areas/promo/promo.ts'
import { createDataFolder } from '#backend/areas/data-folder/data-folder.ts'
import { createRecovery } from '#backend/areas/recovery/recovery.ts'
import { createRedemptions } from '#backend/areas/redemptions/redemptions.ts'
import { createRecipients } from '#backend/areas/recipients/recipients.ts'
import { createWorkbookReader, forkedWorkbookProcess } from '#backend/areas/tables/tables.ts'
import { createReport } from '#backend/areas/report/report.ts'
import { createReview } from '#backend/areas/review/review.ts'
import { createSecretBox, createSecrets, NO_KEYCHAIN } from '#backend/areas/secrets/secrets.ts'
import { createSiteFile } from '#backend/areas/site-file/site-file.ts'
import { createSimulatorHost } from '#backend/areas/simulator/simulator.ts'
import { createBackups } from '#backend/areas/backups/backups.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { createSite } from '#backend/areas/site/site.ts'
import { createStoragePlace } from '#backend/areas/storage-place/storage-place.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
import { openPlaces } from './sites/places.ts'
import { openSites } from './sites/sites.ts'
import { createViews } from '#backend/areas/views/views.ts'
import { createRequestsUnderWay } from '#backend/kernel/contract/requests-under-way.ts'

export interface Backend {
  /** Serves a client until it closes. */
  connect(connection: Connection): void
  /** Where a host registers the files that a person chose. */
  readonly files: FileRegistry
  /** Looks at every page of the site in the background; one that is damaged is read only from then on. */
  checkSite(): Promise<void>
  /** Takes no more calls, cancels what only reads, waits for what writes, and closes the site. */
  close(): Promise<void>
}

/**
 * The composition root: everything that the application is made of, joined once.
 * It runs also where the own site cannot be opened.
 * @throws Refusal 'storage.locked' while another program has the site
 */
export async function createBackend(dependencies: BackendDependencies): Promise<Backend> {
  const { clock, random, log, entries, dataFolder, checkOutputs } = dependencies
  const events = createEventBus(log)
  const { emit } = events
  const folders = siteFolders(dataFolder)
  const [siteFolder, sampleFolder] = folders
  const ownKeychain = dependencies.keychain ?? NO_KEYCHAIN
  const places = await openPlaces({
    clock,
    log,
    entries,
    dataFolder,
    folder: siteFolder,
    database: dependencies.database ?? null,
    databasePassword: dependencies.databasePassword ?? null,
    keychain: ownKeychain,
  })
  const { home } = places
  const toApiError = createErrorMapper({ log, random, toRefusal: home.toRefusal })
  const jobs = createJobs({ emit, random, toApiError })
  const underWay = createRequestsUnderWay(clock)
  const author = await createAuthor({
    dataFolder,
    named: dependencies.author ?? null,
    databaseUser: places.databaseUser,
    emit,
  })
  const files = createFileRegistry({
    random,
    own: folders,
    onDone: (token) => dependencies.onFileDone?.(token),
  })
  const sites = await openSites({ clock, random, log, entries, emit, home, sampleFolder })
  const preparing = createMutex()
  const recipientLimit = () => sites.use(async (site) => (await site.settings()).recipientLimit)
  const workbooks = createWorkbookReader(
    dependencies.startWorkbookProcess ?? forkedWorkbookProcess(entries.workbookChild),
  )
  const recipients = createRecipients({ files, clock, random, log, workbooks, recipientLimit })
  // Others who share a database have another keychain: all of them can type a passphrase.
  const keychain = {
    ...ownKeychain,
    available: async () =>
      (dependencies.keychainIsShared || !places.inDatabase()) && (await ownKeychain.available()),
  }
  const box = createSecretBox({ random, keychain })
  const simulator = createSimulatorHost({ clock, random, log, running: dependencies.paypal?.simulator })
  const paypalAccess = createPaypalAccess({
    clock,
    random,
    log,
    simulator,
    proxyFor: dependencies.paypal?.proxyFor,
    pause: dependencies.paypal?.pause,
  })
  const mail = createMail({ sites, clock, random, log, emit, box, files, ...dependencies.mail })
  const checkout = createCheckout({ dataFolder, clock, random, log })
  const redemptions = createRedemptions({ sites, files, clock, random, log, emit, workbooks })
  const payments = createPayments({ sites, clock, random, log, emit, box, ...paypalAccess })

  const backups = createBackups({
    sites,
    backups: home.backups,
    files,
    clock,
    log,
    emit,
    box,
    preparing,
    toApiError,
    knownVersion: migrations.at(-1)?.number ?? 0,
    ...dependencies.backups,
  })

  const privacy = createPrivacy({ sites, clock, log, emit, files, imports: recipients })

  const contractServer = createContractServer({
    handlers: {
      site: createSite({ sites, clock, emit }),
      siteFile: createSiteFile({ sites, files, clock, emit, box, preparing }),
      backups: backups.handlers,
      overview: createOverview({ sites, clock, log }),
      recipients: recipients.handlers,
      promo: createPromo({
        sites,
        clock,
        random,
        emit,
        takeImport: recipients.take,
        importUsed: recipients.used,
      }),
      report: createReport({ sites, files, clock, emit }),
      views: createViews({ sites, emit }),
      commerce: createCommerce({ sites, clock, emit, box }),
      review: createReview({ sites }),
      paypal: createPaypal({ sites, clock, random, log, emit, box, ...paypalAccess }),
      payments: payments.handlers,
      redemptions: redemptions.handlers,
      checkout: checkout.handlers,
      handover: createHandover({ sites, files, clock, emit, box }),
      mail: mail.handlers,
      privacy: privacy.handlers,
      secrets: createSecrets({ sites, clock, emit, box }),
      drafts: createDrafts({ sites, clock, emit }),
      dataFolder: createDataFolder({ dataFolder, siteFolder }),
      storagePlace: createStoragePlace({
        places: places.of(sites),
        sites,
        files,
        dataFolder,
        emit,
        box,
        preparing,
      }),
      author: author.handlers,
      about: createAbout({ dataFolder, files, clock, showFile: dependencies.backups?.showFile }),
      recovery: createRecovery({ sites, files, emit, box, preparing }),
      history: createHistory({ sites, files, clock, emit, underWay }),
      jobs: {
        list: async () => jobs.list(),
        wait: ({ jobId }) => jobs.wait(jobId),
        cancel: async ({ jobId }) => jobs.cancel(jobId),
      },
    },
    jobs,
    events,
    underWay,
    author: author.name,
    toApiError,
    log,
    checkOutputs,
  })
  log.info('backend.started')
  /** Other programs may be at payments at this moment. */
  const startPayments = (): void => payments.start(places.inDatabase())
  startPayments()
  sites.onLeading(() => {
    startPayments()
    mail.start()
    privacy.start()
  })
  const unsubscribe = events.subscribe((message) => {
    if (message.type !== 'event') return
    mail.onEvent(message.name, message.payload)
    payments.onEvent(message.name, message.payload)
    if (message.name === 'recovery.onChanged') startPayments()
  })
  mail.start()
  backups.start()
  privacy.start()
  const serving = checkout.start(contractServer.call)

  return {
    connect: contractServer.connect,
    files,
    checkSite: sites.check,
    async close() {
      await serving
      await checkout.close()
      contractServer.close()
      await jobs.close((method) => effectOf(method) === 'change')
      // Before what settles payments: a question that PayPal takes long to answer is not waited for.
      await paypalAccess.close()
      await simulator.close()
      unsubscribe()
      await payments.close()
      redemptions.close()
      await mail.close()
      recipients.close()
      await workbooks.close()
      await backups.close()
      await privacy.close()
      await sites.close()
      await places.close()
      await box.close()
      log.info('backend.closed')
    },
  }
}
