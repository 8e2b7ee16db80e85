import { once } from 'node:events'
import type { BrowserWindow } from 'electron'
import { isOurs } from './app-address.ts'

/** Who sent a message: the numbers of a frame's process and of the frame in it. */
export interface Sender {
  readonly processId: number
  readonly frameId: number
}

/** The main frame of our own page in our own window, and nothing else. */
function isOurPage({ processId, frameId }: Sender, { webContents }: BrowserWindow): boolean {
  const { mainFrame } = webContents
  return mainFrame.processId === processId && mainFrame.routingId === frameId && isOurs(mainFrame.url)
}

/**
 * The window, when the sender is its page; else null. A preload may speak a moment before main has heard that its page
 * was committed, since the two travel apart: while a page is loading, main waits for that and looks again.
 */
export async function whenOurs(sender: Sender, window: BrowserWindow | null): Promise<BrowserWindow | null> {
  if (!window || window.isDestroyed()) return null
  if (isOurPage(sender, window)) return window
  if (!window.webContents.isLoadingMainFrame()) return null
  await committed(window)
  return !window.isDestroyed() && isOurPage(sender, window) ? window : null
}

/** Ends when the page is committed, or will not be. */
async function committed({ webContents }: BrowserWindow): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  const events = ['did-navigate', 'did-fail-load', 'did-stop-loading', 'destroyed'] as const
  await Promise.race(events.map((name) => once(webContents, name, { signal }).catch(() => undefined)))
  over.abort()
}
