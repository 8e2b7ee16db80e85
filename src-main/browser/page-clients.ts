import type { BackendState, EventMessage } from '#shared/wire.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { Port } from '#backend/app/process/channel.ts'
import type { After, Supervisor } from '#backend/app/process/supervisor.ts'
import { type BackendClient, createBackendClient } from './backend-client.ts'

/** The backend's clients behind this host: each page that names itself is one, all others are one together. */
export interface PageClients {
  /** Does `work` as the page, or as the one that others share where `page` is null. */
  use<T>(page: string | null, work: (client: BackendClient) => Promise<T>): Promise<T>
  /** The page listens from now on; to be called again when it ends. */
  listen(page: string | null): () => void
  /** Says why the page stops listening: it is `hidden` and will be back, or `left`. */
  stops(page: string, why: 'hidden' | 'left'): void
}

export interface PageClientsOptions {
  readonly backend: Supervisor<Port>
  readonly after: After
  readonly log: Log
  event(event: EventMessage): void
  state(state: BackendState): void
  /** The page will not be back. One that is hidden may, however long that lasts. */
  gone(page: string): void
}

/** A page that neither listens nor waits for an answer counts as gone after so long. */
const GONE_MS = 30_000
/** One that is hidden keeps its reports for so long. */
const HIDDEN_MS = 3_600_000
/** More pages than a person has open. Those beyond share the connection of scripts. */
const MOST_PAGES = 100

interface Page {
  readonly client: BackendClient
  /** Event streams and calls that have not ended. */
  uses: number
  hidden: boolean
  /** Takes the closing back that is to come. */
  keep(): void
}

export function createPageClients({ backend, after, log, ...listeners }: PageClientsOptions): PageClients {
  const shared = createBackendClient(log, listeners.event)
  const pages = new Map<string, Page>()

  backend.onState((state) => {
    for (const client of [shared, ...[...pages.values()].map((page) => page.client)])
      if (state.state === 'running') client.connect(backend)
      else client.lost()
    listeners.state(state)
  })

  const close = (id: string, page: Page): void => {
    pages.delete(id)
    page.keep()
    page.client.close()
  }
  /** Undefined where there are too many, all of them in use. */
  const open = (id: string): Page | undefined => {
    if (pages.size >= MOST_PAGES) {
      const [idle] = [...pages].filter(([, { uses }]) => uses === 0)
      if (!idle) return undefined
      close(...idle)
    }
    // What happens is reported to all pages once, by the shared client.
    const client = createBackendClient(log, () => undefined)
    if (backend.state?.state === 'running') client.connect(backend)
    const page = { client, uses: 0, hidden: false, keep: () => undefined }
    pages.set(id, page)
    return page
  }
  const closeLater = (id: string, page: Page): void => {
    page.keep()
    page.keep = after(page.hidden ? HIDDEN_MS : GONE_MS, () => {
      close(id, page)
      if (!page.hidden) listeners.gone(id)
    })
  }
  /** Keeps the page's client until `end` is called. */
  const begin = (id: string | null): { client: BackendClient; end(): void; page?: Page } => {
    const page = id === null ? undefined : (pages.get(id) ?? open(id))
    if (id === null || !page) return { client: shared, end: () => undefined }
    page.keep()
    page.uses += 1
    const end = () => {
      page.uses -= 1
      if (page.uses === 0) closeLater(id, page)
    }
    return { client: page.client, end, page }
  }

  return {
    async use(id, work) {
      const { client, end } = begin(id)
      try {
        return await work(client)
      } finally {
        end()
      }
    },
    listen(id) {
      const { end, page } = begin(id)
      if (page) page.hidden = false
      return end
    },
    stops(id, why) {
      const page = pages.get(id)
      if (!page) {
        // It was hidden for so long that its client is closed already.
        if (why === 'left') after(GONE_MS, () => listeners.gone(id))
        return
      }
      page.hidden = why === 'hidden'
      if (page.uses === 0) closeLater(id, page)
    },
  }
}
