import { z } from 'zod'
import {
  ASK_FOR_SECRET,
  FOREIGN_WORKER_PATH,
  NO_SESSION_PATH,
  SECRET_HEADER,
  SECRET_KEY,
  SESSION_CHANNEL,
  TAB_OPENED,
} from '#shared/browser-session.ts'

/** This tab's access to the host: the cookie, which the browser sends by itself, and the secret beside it. */
export interface BrowserSession {
  /** As the browser's own, with the secret. Rejects where nobody answers. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The address with what makes it work once without the header: for a stream or a download. @throws where there is no session */
  once(path: string): Promise<string>
  /** Asks the other tabs of this browser: true where one has another secret, which is used from then on. */
  renew(): Promise<boolean>
  /** Called when another tab has been opened with a session. */
  onOpened(listener: () => void): void
}

/** A tab answers sooner, unless the browser has put it to sleep. */
const ANSWERS_WITHIN_MS = 700
const answerSchema = z.object({ secret: z.string() })
const ticketSchema = z.object({ output: z.string() })

/** The session of this tab. Where there is none, or not for us alone, another page opens in this one's place, and says so. */
export async function enterSession(): Promise<BrowserSession> {
  // Before anything is asked: it would read that.
  if (await removeForeignWorkers()) return leaveFor(FOREIGN_WORKER_PATH)
  navigator.serviceWorker?.addEventListener('controllerchange', () => void leaveFor(FOREIGN_WORKER_PATH))
  const { session, isRefused, answerOthers } = createSession()
  if ((await isRefused()) && !(await session.renew())) return leaveFor(NO_SESSION_PATH)
  answerOthers()
  return session
}

/** We have none: one that is registered at this address came with a page that another program served here. */
async function removeForeignWorkers(): Promise<boolean> {
  const workers = navigator.serviceWorker
  if (!workers) return false
  const found = await workers.getRegistrations()
  await Promise.all(found.map((one) => one.unregister()))
  return found.length > 0 || workers.controller !== null
}

function leaveFor(path: string): Promise<never> {
  location.replace(path + location.hash)
  return new Promise<never>(() => undefined)
}

function createSession() {
  const tabs = new BroadcastChannel(SESSION_CHANNEL)
  let secret = sessionStorage.getItem(SECRET_KEY) ?? ''

  const session: BrowserSession = {
    fetch(path, init = {}) {
      const headers = new Headers(init.headers)
      headers.set(SECRET_HEADER, secret)
      return fetch(path, { ...init, headers })
    },
    async once(path) {
      const { pathname } = new URL(path, location.origin)
      const response = await session.fetch(`/api/once?path=${pathname}`, { method: 'POST' })
      const { output } = ticketSchema.parse(await response.json())
      return `${path}${path.includes('?') ? '&' : '?'}once=${output}`
    },
    renew: () =>
      new Promise((resolve) => {
        const end = (found: boolean) => {
          clearTimeout(timer)
          tabs.removeEventListener('message', receive)
          resolve(found)
        }
        const receive = ({ data }: MessageEvent) => {
          const answer = answerSchema.safeParse(data)
          if (!answer.success || answer.data.secret === secret) return
          secret = answer.data.secret
          sessionStorage.setItem(SECRET_KEY, secret)
          end(true)
        }
        const timer = setTimeout(() => end(false), ANSWERS_WITHIN_MS)
        tabs.addEventListener('message', receive)
        tabs.postMessage(ASK_FOR_SECRET)
      }),
    onOpened: (listener) =>
      tabs.addEventListener('message', ({ data }) => {
        if (data === TAB_OPENED) listener()
      }),
  }
  /** The status; null where nobody answers. */
  const status = () =>
    session.fetch('/api/session').then(
      (response) => response.status,
      () => null,
    )

  return {
    session,
    isRefused: async () => secret === '' || (await status()) === 401,
    answerOthers() {
      tabs.addEventListener('message', async ({ data }) => {
        if (data === ASK_FOR_SECRET && (await status()) === 200) tabs.postMessage({ secret })
      })
      tabs.postMessage(TAB_OPENED)
    },
  }
}
