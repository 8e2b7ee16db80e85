import type { HostChannel } from './host-channel.ts'
import type { ToBackend, ToHost } from './host-messages.ts'

/** Says which proxy to take to a host: its address, or null for none. */
export type ProxyFor = (url: URL) => Promise<string | null>

type Asked = Extract<ToHost, { type: 'proxy' }>
type Answered = Extract<ToBackend, { type: 'proxy-answer' }>

/** The backend's end: what the host's system says, or `otherwise` where the host has no system to ask. */
export function hostProxy(channel: HostChannel, otherwise: ProxyFor): ProxyFor {
  const waiting = new Map<number, (answer: Answered) => void>()
  let lastRequest = 0
  channel.onMessage((message) => {
    if (message.type !== 'proxy-answer') return
    waiting.get(message.request)?.(message)
    waiting.delete(message.request)
  })
  // A host that is gone answers nothing more.
  let gone = false
  channel.onClose(() => {
    gone = true
    for (const [request, answer] of waiting) answer({ type: 'proxy-answer', request })
    waiting.clear()
  })
  return async (url) => {
    if (gone) return await otherwise(url)
    const answer = await new Promise<Answered>((resolve) => {
      lastRequest += 1
      waiting.set(lastRequest, resolve)
      channel.post({ type: 'proxy', request: lastRequest, origin: url.origin })
    })
    return answer.proxy === undefined ? await otherwise(url) : answer.proxy
  }
}

/** The host's end. Without a system to ask, or one that fails, nothing is said of a proxy. Never throws. */
export async function answerProxy(
  proxyFor: ProxyFor | undefined,
  { request, origin }: Asked,
): Promise<Answered> {
  const nothing = { type: 'proxy-answer', request } as const
  try {
    return proxyFor ? { ...nothing, proxy: await proxyFor(new URL(origin)) } : nothing
  } catch {
    return nothing
  }
}
