import { app } from 'electron'
import type { DesktopBackend } from './backend-host.ts'

/** Quitting waits until the backend has finished what it writes and has ended. */
export function quitSafely(backend: DesktopBackend): void {
  let done = false
  app.on('before-quit', (event) => {
    if (done) return
    event.preventDefault()
    void backend.shutDown().then(() => {
      done = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => app.quit())
}
