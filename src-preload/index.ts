import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  type Answer,
  type Ask,
  type Bridge,
  type Tell,
  type Tells,
  type WindowSetup,
} from '#shared/desktop-bridge.ts'
import { type FileRef } from '#shared/contract/files.ts'

/** The little of the page's world that is used here; the rest of this file is Electron's. */
declare const window: { postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void }
declare const location: { readonly origin: string }

/**
 * The bridge between the page and the main process. Channels are listed here by hand, so that a page that went wrong
 * reaches nothing else; names and shapes are checked again in main.
 */
const ALLOWED: readonly Exclude<Ask, 'file.dropped'>[] = [
  'dialog.open',
  'dialog.save',
  'preferences.set',
  'window.minimize',
  'window.toggle-maximize',
  'window.close',
  'menu.popup',
  'external.open',
  'backend.port',
  'backend.retry',
]
const TOLD: readonly Tell[] = ['backend.state', 'command']

const bridge = {
  setup: ipcRenderer.sendSync('window.setup') as WindowSetup,
  ask: (channel, input) =>
    ALLOWED.includes(channel)
      ? ipcRenderer.invoke(channel, input)
      : Promise.reject(new Error('No such channel')),
  // The File crosses into this isolated world; its path goes on to main and never back to the page.
  registerDropped: (file) =>
    ipcRenderer.invoke('file.dropped', { path: webUtils.getPathForFile(file as File) }) as Promise<
      Answer<FileRef>
    >,
  on: (channel, listener) => {
    if (TOLD.includes(channel))
      ipcRenderer.on(channel, (_event, told: Tells[typeof channel]) => listener(told))
  },
} satisfies Bridge

contextBridge.exposeInMainWorld('ecommerceAdminHost', bridge)

// A port can cross into the page only as a transferred object of a message of the window.
ipcRenderer.on('backend.port', (event) => {
  window.postMessage('backend.port', location.origin, event.ports)
})
