import { type BrowserWindow, dialog, Notification } from 'electron'
import type { LongWork, WorkEnd } from '#shared/desktop-bridge.ts'
import { DESKTOP_TEXTS } from '#shared/languages/desktop-texts.ts'
import type { Language } from '#shared/preferences.ts'
import { bringToFront } from './window.ts'

/** Electron’s own signs for a bar that is gone, and for one that shows no share. */
const GONE = -1
const UNKNOWN = 2

/** Shows on the task bar or dock how far the work has come. */
function showProgress(window: Pick<BrowserWindow, 'setProgressBar'>, work: LongWork | null): void {
  if (work === null) window.setProgressBar(GONE)
  else if (work.progress === null) window.setProgressBar(UNKNOWN, { mode: 'indeterminate' })
  else window.setProgressBar(work.progress, { mode: 'normal' })
}

/** Says that work has ended, to a person who is at something else. */
export function notifyEnd(window: BrowserWindow, { title, text }: WorkEnd): void {
  if (window.isFocused() || !Notification.isSupported()) return
  const notification = new Notification({ title, body: text })
  notification.on('click', () => bringToFront(window))
  notification.show()
}

/** The work that the page last said is under way. */
export interface WorkUnderWay {
  show(work: LongWork | null, window: BrowserWindow): void
  /** The page is gone that said so; the next one says it again. */
  forget(window: BrowserWindow): void
  isRunning(): boolean
  /** Whether the person wants to quit although it would be cut short. */
  asksToQuit(window: BrowserWindow | null): Promise<boolean>
}

export function createWorkUnderWay(language: () => Language): WorkUnderWay {
  let work: LongWork | null = null
  function show(now: LongWork | null, window: BrowserWindow): void {
    work = now
    if (!window.isDestroyed()) showProgress(window, now)
  }
  return {
    show,
    forget: (window) => show(null, window),
    isRunning: () => work !== null,
    async asksToQuit(window) {
      if (work === null) return true
      const { message, detail, stay, quit } = DESKTOP_TEXTS[language()].quitting
      const question = {
        type: 'question' as const,
        message,
        detail: `${work.labels.join('\n')}\n\n${detail}`,
        buttons: [stay, quit],
        defaultId: 0,
        cancelId: 0,
      }
      const asked = window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question)
      return (await asked).response === 1
    },
  }
}
