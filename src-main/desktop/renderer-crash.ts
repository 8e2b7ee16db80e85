import { type BrowserWindow, dialog } from 'electron'
import type { Log } from '#backend/kernel/dependencies.ts'
import { DESKTOP_TEXTS } from '#shared/languages/desktop-texts.ts'
import type { Language } from '#shared/preferences.ts'

const OFTEN = 3
const SHORT_WHILE_MS = 60_000

/**
 * Loads a page again whose process crashed; the page then says so once. One that crashes again and again asks the
 * person instead.
 */
export function recoverFromCrash(
  window: BrowserWindow,
  options: {
    log: Log
    language: () => Language
    now: () => number
    quitting: () => boolean
    onRecovering: () => void
  },
): void {
  const { log, language, now, quitting, onRecovering } = options
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    // What ends the whole group of processes ends the page's as well.
    if (quitting()) return
    log.error('window.crashed', { reason })
    crashes = [...crashes.filter((at) => now() - at < SHORT_WHILE_MS), now()]
    if (crashes.length >= OFTEN && !wantsReload(window, language())) return window.close()
    onRecovering()
    window.webContents.reload()
  })
}

function wantsReload(window: BrowserWindow, language: Language): boolean {
  const { message, detail, reload, quit } = DESKTOP_TEXTS[language].crash
  return dialog.showMessageBoxSync(window, { type: 'error', message, detail, buttons: [reload, quit] }) === 0
}
