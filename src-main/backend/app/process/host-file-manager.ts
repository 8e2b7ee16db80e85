import type { HostChannel } from './host-channel.ts'
import type { ToBackend, ToHost } from './host-messages.ts'

/** Shows a file, or a folder, in the system's file manager. False where there is none. */
export type ShowFile = (path: string) => Promise<boolean>

type Asked = Extract<ToHost, { type: 'show-file' }>
type Answered = Extract<ToBackend, { type: 'show-answer' }>

/** The backend's end: the host's file manager as a part of the backend. */
export function hostFileManager(channel: HostChannel): ShowFile {
  const waiting = new Map<number, (shown: boolean) => void>()
  let lastRequest = 0
  channel.onMessage((message) => {
    if (message.type !== 'show-answer') return
    waiting.get(message.request)?.(message.shown)
    waiting.delete(message.request)
  })
  // A host that is gone answers nothing more.
  let gone = false
  channel.onClose(() => {
    gone = true
    for (const answer of waiting.values()) answer(false)
    waiting.clear()
  })
  return async (path) => {
    if (gone) return false
    return await new Promise((resolve) => {
      lastRequest += 1
      waiting.set(lastRequest, resolve)
      channel.post({ type: 'show-file', request: lastRequest, path })
    })
  }
}

/** The host's end. Never throws. */
export async function answerShowFile(
  showFile: ShowFile | undefined,
  { request, path }: Asked,
): Promise<Answered> {
  try {
    return { type: 'show-answer', request, shown: (await showFile?.(path)) ?? false }
  } catch {
    return { type: 'show-answer', request, shown: false }
  }
}
