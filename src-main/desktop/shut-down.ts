import { app } from 'electron'
import type { DesktopBackend } from './backend-host.ts'
import type { DesktopStore } from './preferences-store.ts'

/** Quitting waits until the backend has finished what it writes and has ended, and the preferences are kept. */
export function quitSafely(backend: DesktopBackend, store: DesktopStore): void {
  let done = false
  app.on('before-quit', (event) => {
    if (done) return
    event.preventDefault()
    void Promise.allSettled([backend.shutDown(), store.kept()]).then(() => {
      done = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => app.quit())
}
