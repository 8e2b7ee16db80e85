import { app, session, shell } from 'electron'
import { externalAddress } from '#shared/external-links.ts'
import { withUsualMask } from '#backend/kernel/files/private-files.ts'
import { isOurs, isPage } from './app-address.ts'

/** The one caller of the system's browser. */
export function openExternal(text: string): void {
  const address = externalAddress(text)
  // Where the system has no program for it, there is nothing more to do.
  if (address !== null) withUsualMask(() => shell.openExternal(address)).catch(() => undefined)
}

/** No page of ours goes elsewhere, opens windows, embeds anything, or gets a permission. */
export function denyByDefault(): void {
  app.on('web-contents-created', (_created, contents) => {
    const stay = (event: { preventDefault(): void }, address: string) => {
      if (!isPage(address)) event.preventDefault()
    }
    contents.on('will-navigate', (event) => stay(event, event.url))
    contents.on('will-frame-navigate', (event) => stay(event, event.url))
    contents.on('will-redirect', (event) => stay(event, event.url))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openExternal(url)
      return { action: 'deny' }
    })
  })
  const { defaultSession } = session
  // Copying cells, and pasting them by the context menu, are all that asks for a permission.
  const allowed = ['clipboard-sanitized-write', 'clipboard-read']
  defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed.includes(permission) && isOurs(contents.getURL())),
  )
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => allowed.includes(permission) && isOurs(origin),
  )
  defaultSession.setDevicePermissionHandler(() => false)
  // Every file reaches the disk through a dialog and the backend, never as a download of the page's.
  defaultSession.on('will-download', (event) => event.preventDefault())
}
