import { type BrowserWindow, dialog, Notification } from 'electron'
import type { LongWork, WorkEnd } from '#shared/desktop-bridge.ts'
import { DESKTOP_TEXTS } from '#shared/languages/desktop-texts.ts'
import type { Language } from '#shared/preferences.ts'

/** Electron’s own signs for a bar that is gone, and for one that shows no share. */
const GONE = -1
const UNKNOWN = 2

/** Shows on the task bar or dock how far the work has come. */
export function showProgress(window: Pick<BrowserWindow, 'setProgressBar'>, work: LongWork | null): void {
  if (work === null) window.setProgressBar(GONE)
  else if (work.progress === null) window.setProgressBar(UNKNOWN, { mode: 'indeterminate' })
  else window.setProgressBar(work.progress, { mode: 'normal' })
}

/** Says that work has ended, to a person who is at something else. */
export function notifyEnd(window: BrowserWindow, { title, text }: WorkEnd): void {
  if (window.isFocused() || !Notification.isSupported()) return
  const notification = new Notification({ title, body: text })
  notification.on('click', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  notification.show()
}

/** Whether the person wants to quit although this work would be cut short. */
export async function asksToQuit(
  window: BrowserWindow | null,
  language: Language,
  { labels }: LongWork,
): Promise<boolean> {
  const { message, detail, stay, quit } = DESKTOP_TEXTS[language].quitting
  const question = {
    type: 'question' as const,
    message,
    detail: `${labels.join('\n')}\n\n${detail}`,
    buttons: [stay, quit],
    defaultId: 0,
    cancelId: 0,
  }
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question))
  return response === 1
}
