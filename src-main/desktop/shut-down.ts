import { app } from 'electron'
import type { DesktopBackend } from './backend-host.ts'

/** Quitting waits until the backend has finished what it writes and has ended, and until `keep` has kept the rest. */
export function quitSafely(backend: DesktopBackend, keep: () => Promise<unknown>): void {
  let done = false
  app.on('before-quit', (event) => {
    if (done) return
    event.preventDefault()
    void Promise.allSettled([backend.shutDown(), keep()]).then(() => {
      done = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => app.quit())
}
