import { createErrorMapper } from './border/api-error.ts'
import { createBorder } from './border/border.ts'
import type { Connection } from './border/connection.ts'
import { createEventBus } from './border/events.ts'
import { createJobs } from './border/jobs.ts'
import { createRequestsUnderWay } from './border/requests-under-way.ts'
import { createCommerce } from './commerce/commerce.ts'
import { createDrafts } from './drafts/drafts.ts'
import { createFileRegistry, type FileRegistry } from './files/file-registry.ts'
import { createHistory } from './history/history.ts'
import { createMail } from './mail/mail.ts'
import { createOverview } from './overview/overview.ts'
import { createPayments } from './payments/payments.ts'
import { createPaypal } from './paypal/accounts/paypal.ts'
import { createPaypalLine } from './paypal/paypal-line.ts'
import type { Parts } from './parts.ts'
import { createPromo } from './promo/promo.ts'
import { createRecipients } from './recipients/recipients.ts'
import { createReport } from './report/report.ts'
import { NO_KEYCHAIN } from './secrets/keychain-seal.ts'
import { createSecretBox } from './secrets/secret-box.ts'
import { createSecrets } from './secrets/secrets.ts'
import { createSiteFile } from './site-file/site-file.ts'
import { createSite } from './site/site.ts'
import { openSites, siteFolders } from './site/sites.ts'
import { createViews } from './views/views.ts'

export interface Backend {
  /** Serves a client until it closes. */
  connect(connection: Connection): void
  /** Where a host registers the files that a person chose. */
  readonly files: FileRegistry
  /** Takes no more calls, cancels what only reads, waits for what writes, and closes the site. */
  close(): Promise<void>
}

/** Jobs that change what is stored: shut-down waits for them. */
const writes = (method: string): boolean => /^(promo|history)\.|^siteFile\.open$|^mail\.queue$/.test(method)

/**
 * The composition root: everything that the application is made of, joined once.
 * @throws Refusal of the area `storage` when the site cannot be opened
 */
export async function createBackend(parts: Parts): Promise<Backend> {
  const { clock, random, log, entries, dataFolder, checkOutputs } = parts
  const events = createEventBus(log)
  const { emit } = events
  const toApiError = createErrorMapper({ log, random })
  const jobs = createJobs({ emit, random, toApiError })
  const underWay = createRequestsUnderWay(clock)
  const files = createFileRegistry({ random, own: siteFolders(dataFolder) })
  const sites = await openSites({ clock, random, log, entries, dataFolder, emit })
  const recipientLimit = () => sites.use(async (site) => (await site.settings()).recipientLimit)
  const recipients = createRecipients({ files, clock, random, log, entries, recipientLimit })
  const box = createSecretBox({ random, keychain: parts.keychain ?? NO_KEYCHAIN })
  const line = createPaypalLine(parts)
  const mail = createMail({ sites, clock, random, log, emit, box, files, ...parts.mail })
  const payments = createPayments({ sites, clock, random, log, emit, box, ...line })

  const border = createBorder({
    handlers: {
      site: createSite({ sites, clock, emit }),
      siteFile: createSiteFile({ sites, files, clock, log, emit, box }),
      overview: createOverview({ sites, clock, log }),
      recipients: recipients.handlers,
      promo: createPromo({ sites, clock, random, emit, takeImport: recipients.take }),
      report: createReport({ sites, files, clock, emit }),
      views: createViews({ sites, emit }),
      commerce: createCommerce({ sites, clock, emit, box }),
      paypal: createPaypal({ sites, clock, random, log, emit, box, ...line }),
      payments: payments.handlers,
      mail: mail.handlers,
      secrets: createSecrets({ sites, clock, emit, box }),
      drafts: createDrafts({ sites, clock }),
      history: createHistory({ sites, clock, log, dataFolder, emit, underWay }),
      jobs: {
        list: async () => jobs.list(),
        wait: ({ jobId }) => jobs.wait(jobId),
        cancel: async ({ jobId }) => jobs.cancel(jobId),
      },
    },
    jobs,
    events,
    underWay,
    toApiError,
    log,
    checkOutputs,
  })
  log.info('backend.started')
  payments.start()
  const leave = events.subscribe((message) => {
    if (message.type === 'event') mail.onEvent(message.name, message.payload)
  })
  mail.start()

  return {
    connect: border.connect,
    files,
    async close() {
      border.close()
      await jobs.close(writes)
      // Before what settles payments: a question that PayPal takes long to answer is not waited for.
      await line.close()
      leave()
      await payments.close()
      await mail.close()
      await recipients.close()
      await sites.close()
      await box.close()
      log.info('backend.closed')
    },
  }
}
