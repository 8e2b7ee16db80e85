import type { MethodName } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type FileRef, fileRefSchema, UPLOAD_LIMIT } from '#shared/contract/files.ts'
import { refusalFromWire } from '#shared/calls.ts'
import { createLostRequests } from '#shared/lost-requests.ts'
import { externalAddress } from '#shared/external-links.ts'
import { type Preferences, readPreferences as read } from '#shared/preferences.ts'
import { createEventStream } from './browser-events.ts'
import { type BrowserSession, enterSession } from './browser-session.ts'
import { windowClientId } from './client-id.ts'
import type { Host, HostState } from './host.ts'

const KEY = 'preferences'

const locales = () => navigator.languages

/** Kept by the browser, for this address; what is missing or invalid gets its default. */
function readPreferences(): Preferences {
  try {
    return read(JSON.parse(localStorage.getItem(KEY) ?? '{}'), locales)
  } catch {
    return read({}, locales)
  }
}

function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // A browser that keeps nothing keeps them until the page is closed.
  }
}

const away = () => new Refusal('backend.restarting', {})

type Ask = (path: string, init: RequestInit, lost?: () => Refusal) => Promise<unknown>

/** One answer of the host; `lost` is what is thrown where none came, so that nobody knows whether the host was reached. */
const asking =
  (session: BrowserSession): Ask =>
  async (path, init, lost = away) => {
    const response = await session.fetch(path, init).catch(() => {
      throw lost()
    })
    const answer = (await response.json().catch(() => {
      throw lost()
    })) as { ok: boolean; output?: unknown; error?: unknown }
    if (!answer.ok) throw await refusalFromWire(answer.error)
    return answer.output
  }

/** As much as a page may still send once it is being left. */
const KEPT_ALIVE = 60_000

function overHttp(page: string, clientId: Promise<string>, ask: Ask) {
  const requests = createLostRequests()
  let leaving = false
  window.addEventListener('pagehide', () => (leaving = true), { capture: true })
  window.addEventListener('pageshow', () => (leaving = false))
  return async (method: MethodName, input: unknown): Promise<unknown> => {
    const sent = { method, input, requestId: requests.idFor(method) }
    const body = JSON.stringify(sent)
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Page-Id': page, 'Client-Id': await clientId },
      body,
      keepalive: leaving && body.length < KEPT_ALIVE,
    }
    try {
      const output = await ask('/api/call', init, () => requests.lost(sent))
      requests.answered(sent, output)
      return output
    } catch (error) {
      throw error instanceof Refusal ? requests.refused(sent, error) : error
    }
  }
}

async function upload(file: File, page: string, ask: Ask): Promise<FileRef> {
  const { name, size: bytes } = file
  if (bytes > UPLOAD_LIMIT) throw new Refusal('file.too-large', { name, bytes, limit: UPLOAD_LIMIT })
  const answer = await ask(`/api/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', 'Page-Id': page },
    body: file,
  })
  return fileRefSchema.parse(answer)
}

/** The browser's own dialog; it opens only in answer to something the person did. */
function chooseFile(extensions: readonly string[]): Promise<File | null> {
  return new Promise((resolve) => {
    const field = document.createElement('input')
    field.type = 'file'
    field.accept = extensions.map((extension) => `.${extension}`).join(',')
    field.addEventListener('change', () => resolve(field.files?.[0] ?? null))
    field.addEventListener('cancel', () => resolve(null))
    field.click()
  })
}

/** By an address that works once: the browser writes what arrives to the disk, whatever its size. */
async function download({ token, name }: FileRef, session: BrowserSession): Promise<void> {
  const link = document.createElement('a')
  link.href = await session.once(`/api/files/${encodeURIComponent(token)}`)
  link.download = name
  link.click()
}

/** The window's side of the browser host: the same contract over HTTP, on this machine only. */
export async function createBrowserHost(): Promise<Host> {
  const session = await enterSession()
  const ask = asking(session)
  // The backend keeps the reports of each page, and releases them with it.
  const page = crypto.randomUUID()
  const { onEvent, onState, state, lookNow } = createEventStream(page, session)
  const call = overHttp(page, windowClientId(), ask)
  let preferences = readPreferences()

  return {
    kind: 'browser',
    platform: 'browser',
    recovered: false,
    region: undefined,
    call(method, input) {
      const now: HostState | null = state()
      return now !== null && now.state !== 'running' ? Promise.reject(away()) : call(method, input)
    },
    onEvent,
    onBackendState(listener) {
      const now = state()
      if (now) listener(now)
      return onState(listener)
    },
    retryBackend() {
      if (!lookNow()) session.fetch('/api/backend/retry', { method: 'POST' }).catch(() => undefined)
    },
    async openFile({ extensions }) {
      const file = await chooseFile(extensions)
      return file && upload(file, page, ask)
    },
    registerDropped: (file) => upload(file, page, ask),
    openedFile: null,
    discard: ({ token }) =>
      void session
        .fetch(`/api/files/${encodeURIComponent(token)}`, {
          method: 'DELETE',
          headers: { 'Page-Id': page },
        })
        .catch(() => undefined),
    saveFile: async ({ suggestedName }) =>
      fileRefSchema.parse(
        await ask(`/api/files?for=writing&name=${encodeURIComponent(suggestedName)}`, {
          method: 'POST',
          headers: { 'Page-Id': page },
        }),
      ),
    chooseFolder: null,
    deliver: (ref) => download(ref, session),
    print: () => window.print(),
    savePdf: null,
    get preferences() {
      return preferences
    },
    setPreferences(next) {
      preferences = { ...next }
      writePreferences(preferences)
      return Promise.resolve()
    },
    spelling: null,
    work: null,
    shell: null,
    updates: null,
    windowControls: null,
    menu: null,
    openExternal(url) {
      const address = externalAddress(url)
      if (address !== null) window.open(address, '_blank', 'noopener,noreferrer')
    },
  }
}
