import { app, type BrowserWindow } from 'electron'

/** False for a second start on the same data: the first one's window comes to the front instead. */
export function isOnlyInstance(current: () => BrowserWindow | null): boolean {
  app.on('second-instance', () => {
    const window = current()
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  return app.requestSingleInstanceLock()
}
