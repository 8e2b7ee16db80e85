import type { Keychain } from '#backend/kernel/dependencies.ts'
import type { HostChannel } from './host-channel.ts'
import type { ToBackend, ToHost } from './host-messages.ts'

type Asked = Extract<ToHost, { type: 'keychain' }>
type Answered = Extract<ToBackend, { type: 'keychain-answer' }>

/** The backend's end: the host's keychain as a part of the backend. */
export function hostKeychain(channel: HostChannel): Keychain {
  const waiting = new Map<number, (answer: Answered) => void>()
  let lastRequest = 0
  channel.onMessage((message) => {
    if (message.type !== 'keychain-answer') return
    waiting.get(message.request)?.(message)
    waiting.delete(message.request)
  })
  // A host that is gone answers nothing more: without this the backend would wait for it instead of ending.
  let gone = false
  channel.onClose(() => {
    gone = true
    for (const [request, answer] of waiting) answer({ type: 'keychain-answer', request, ok: false })
    waiting.clear()
  })
  const ask = (what: Asked['ask'], bytes?: Uint8Array): Promise<Answered> =>
    new Promise((resolve) => {
      lastRequest += 1
      if (gone) return resolve({ type: 'keychain-answer', request: lastRequest, ok: false })
      waiting.set(lastRequest, resolve)
      channel.post({ type: 'keychain', request: lastRequest, ask: what, ...(bytes && { bytes }) })
    })
  const bytesOf = async (what: 'seal' | 'unseal', bytes: Uint8Array): Promise<Uint8Array> => {
    const answer = await ask(what, bytes)
    if (!answer.ok || !answer.bytes) throw new Error(`the keychain did not ${what}`)
    return answer.bytes
  }
  return {
    available: async () => (await ask('available')).ok,
    seal: (bytes) => bytesOf('seal', bytes),
    unseal: (bytes) => bytesOf('unseal', bytes),
  }
}

/** The host's end: what its keychain, or the lack of one, says to a question. Never throws. */
export async function answerKeychain(
  keychain: Keychain | undefined,
  { request, ask, bytes }: Asked,
): Promise<Answered> {
  const refused = { type: 'keychain-answer', request, ok: false } as const
  try {
    if (!keychain || !(await keychain.available())) return refused
    if (ask === 'available') return { ...refused, ok: true }
    if (!bytes) return refused
    return { ...refused, ok: true, bytes: await keychain[ask](bytes) }
  } catch {
    // A keychain that is locked, or did not seal this, refuses; the backend informs the person.
    return refused
  }
}
