import {
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  type WebFrameMain,
} from 'electron'
import type { ApiError } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import {
  type Answer,
  type Ask,
  type DesktopRequestInput,
  type DesktopRequestOutput,
  SETUP_CHANNEL,
  type WindowMessage,
  type WindowMessages,
  type WindowSetup,
} from '#shared/desktop-bridge.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { isPage } from './app-address.ts'

export type Handlers = {
  readonly [A in Ask]: (
    input: DesktopRequestInput<A>,
    window: BrowserWindow,
  ) => DesktopRequestOutput<A> | Promise<DesktopRequestOutput<A>>
}

/** True for the main frame of our own page in our own window, and for nothing else. */
function isTrusted(frame: WebFrameMain | null, window: BrowserWindow | null): window is BrowserWindow {
  return (
    window !== null &&
    !window.isDestroyed() &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    isPage(frame.url)
  )
}

const refuse = (refusal: Refusal): { ok: false; error: ApiError } => {
  const { code, message, details } = refusal
  return { ok: false, error: { code, message, details } as ApiError }
}

/** Loaded while the page's process is starting, so that the window does not wait for what only its page needs. */
export const loadRequestSchemas = () => import('#shared/desktop-requests.ts')

/** The one owner of `ipcMain`: every message's channel, sender and shape are checked here, or it is not answered. */
export function guardIpc(
  current: () => BrowserWindow | null,
  handlers: Handlers,
  setup: () => WindowSetup,
  log: Log,
): void {
  const answer = async <A extends Ask>(
    channel: A,
    { senderFrame }: IpcMainInvokeEvent,
    raw: unknown,
  ): Promise<Answer<DesktopRequestOutput<A>>> => {
    const window = current()
    if (!isTrusted(senderFrame, window)) {
      log.warn('ipc.sender-refused', { channel })
      throw new Error('Refused')
    }
    const { asks } = await loadRequestSchemas()
    const input = asks[channel].safeParse(raw)
    if (!input.success) {
      log.warn('ipc.shape-refused', { channel })
      return refuse(new Refusal('input.invalid', { issues: [] }))
    }
    try {
      return { ok: true, output: await handlers[channel](input.data as DesktopRequestInput<A>, window) }
    } catch (error) {
      if (isRefusal(error)) return refuse(error)
      log.error('ipc.failed', { channel, ...describeError(error) })
      return refuse(new Refusal('internal', { reference: channel }))
    }
  }

  // electron-store opens a channel of its own that gives a page our folder; no page of ours needs it.
  ipcMain.removeAllListeners('electron-store-get-data')
  for (const channel of Object.keys(handlers) as Ask[])
    ipcMain.handle(channel, (event, raw: unknown) => answer(channel, event, raw))
  ipcMain.on(
    SETUP_CHANNEL,
    guarded(log, 'ipc.failed', (event: IpcMainEvent) => {
      let answer: WindowSetup | null = null
      try {
        if (isTrusted(event.senderFrame, current())) answer = setup()
      } finally {
        // A frame that is gone by now throws when it is looked at; whoever asked waits until something is returned.
        event.returnValue = answer
      }
    }),
  )
}

/** Sends a message to the window, if there is one. */
export function sendToWindow<T extends WindowMessage>(
  window: BrowserWindow | null,
  channel: T,
  payload: WindowMessages[T],
): void {
  if (window && !window.isDestroyed() && !window.webContents.isCrashed())
    window.webContents.send(channel, payload)
}
