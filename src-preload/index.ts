import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type {
  Answer,
  Ask,
  DesktopRequestOutput,
  Bridge,
  WindowMessage,
  WindowMessages,
  WindowSetup,
} from '#shared/desktop-bridge.ts'
import type { FileRef } from '#shared/contract/files.ts'
import { callsAhead, firstReads } from '#shared/first-reads.ts'

/** The little of the page's world that is used here; the rest of this file is Electron's. */
declare const window: { postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void }
declare const location: { readonly origin: string; readonly hash: string; readonly protocol: string }

/**
 * The bridge between the page and the main process. Channels are listed here by hand, so that a page that went wrong
 * reaches nothing else; names and shapes are checked again in main.
 */
const ALLOWED: readonly Exclude<Ask, 'file.dropped' | 'backend.port'>[] = [
  'dialog.open',
  'dialog.save',
  'page.pdf',
  'file.opened',
  'preferences.set',
  'spelling.state',
  'work.show',
  'work.ended',
  'place.keep',
  'site.named',
  'window.minimize',
  'window.toggle-maximize',
  'window.close',
  'menu.popup',
  'menu.set',
  'external.open',
  'backend.retry',
  'update.get',
  'update.set-wanted',
  'update.check',
  'update.download',
  'update.cancel',
  'update.install',
]
const WINDOW_MESSAGES: readonly WindowMessage[] = [
  'backend.state',
  'menu.chosen',
  'file.waiting',
  'spelling.changed',
  'update.state',
]

type PortAnswer = Promise<Answer<DesktopRequestOutput<'backend.port'>>>
const askPort = () => ipcRenderer.invoke('backend.port') as PortAnswer
// A port can cross into the page only as a transferred object of a message of the window.
const handOn = (name: 'backend.port' | 'backend.port.begun', ports: readonly unknown[]) =>
  window.postMessage(name, location.origin, ports)

/**
 * The first port is asked for before the page has a script, and kept until the page asks for it. The page's first reads
 * go out over it meanwhile; their answers wait in the port.
 */
function portAhead(): () => PortAnswer {
  let answer = askPort()
  let kept: readonly unknown[] | null = null
  let asked = false
  let stale = false
  ipcRenderer.on('backend.port', (event) => {
    if (asked) return handOn('backend.port', event.ports)
    kept = event.ports
    for (const call of callsAhead(firstReads(location.hash))) event.ports[0]?.postMessage(call)
  })
  ipcRenderer.on('backend.state', (_event, { state }: WindowMessages['backend.state']) => {
    if (state !== 'running') stale = true
    // It may still have been starting when the port was asked for; then none came.
    else if (!asked)
      answer = answer.then((now) => (now.ok && now.output?.state === 'running' ? now : askPort()))
  })
  return () => {
    const usable = !asked && !stale
    asked = true
    if (!usable) return askPort()
    if (kept) handOn('backend.port.begun', kept)
    return answer
  }
}

function bridge() {
  const port = portAhead()
  return {
    setup: ipcRenderer.sendSync('window.setup') as WindowSetup,
    ask: (channel, input) => {
      if (channel === 'backend.port') return port()
      return ALLOWED.includes(channel)
        ? ipcRenderer.invoke(channel, input)
        : Promise.reject(new Error('No such channel'))
    },
    // The File crosses into this isolated world; its path goes on to main and never back to the page.
    registerDropped: (file) =>
      ipcRenderer.invoke('file.dropped', { path: webUtils.getPathForFile(file as File) }) as Promise<
        Answer<FileRef>
      >,
    on: (channel, listener) => {
      if (WINDOW_MESSAGES.includes(channel))
        ipcRenderer.on(channel, (_event, payload: WindowMessages[typeof channel]) => listener(payload))
    },
  } satisfies Bridge
}

// A new window's empty document has a preload, too; it is given nothing, and main would refuse it.
if (location.protocol === 'app:') contextBridge.exposeInMainWorld('ecommerceAdminHost', bridge())
