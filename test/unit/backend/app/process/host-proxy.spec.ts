import { describe, expect, it } from 'vitest'
import type { HostChannel } from '#backend/app/process/host-channel.ts'
import { toBackendSchema, type ToBackend } from '#backend/app/process/host-messages.ts'
import { readToHost } from '#backend/app/process/read-to-host.ts'
import { answerProxy, hostProxy, type ProxyFor } from '#backend/app/process/host-proxy.ts'

const OTHERWISE: ProxyFor = async () => 'http://otherwise.example'
const PAYPAL = new URL('https://api-m.paypal.com/v2/checkout?secret=1')

/** Both ends, joined by messages that are cloned and parsed as over a channel. */
function joined(proxyFor: ProxyFor | undefined) {
  const listeners: ((message: ToBackend) => void)[] = []
  const channel: HostChannel = {
    takesPorts: false,
    async post(message) {
      const asked = readToHost(structuredClone(message))
      if (asked?.type !== 'proxy') throw new Error(`unexpected ${message.type}`)
      const answer = toBackendSchema.parse(structuredClone(await answerProxy(proxyFor, asked)))
      for (const listener of listeners) listener(answer)
    },
    onMessage: (listener) => void listeners.push(listener),
    onClient: () => undefined,
    onClose: () => undefined,
  }
  return hostProxy(channel, OTHERWISE)
}

describe('the proxy that the host’s system wants', () => {
  it('is asked for by the host’s name alone', async () => {
    const asked: string[] = []
    const proxyFor = joined(async (url) => {
      asked.push(url.href)
      return 'http://proxy.example:8080'
    })
    expect(await proxyFor(PAYPAL)).toBe('http://proxy.example:8080')
    expect(asked).toEqual(['https://api-m.paypal.com/'])
  })

  it('may be none', async () => expect(await joined(async () => null)(PAYPAL)).toBeNull())

  it('is found another way where there is no system to ask, or it fails', async () => {
    expect(await joined(undefined)(PAYPAL)).toBe('http://otherwise.example')
    const failing = joined(async () => {
      throw new Error('no')
    })
    expect(await failing(PAYPAL)).toBe('http://otherwise.example')
  })

  it('is found another way once the host is gone', async () => {
    let close = () => undefined as void
    const proxyFor = hostProxy(
      {
        takesPorts: false,
        post: () => undefined,
        onMessage: () => undefined,
        onClient: () => undefined,
        onClose: (listener) => void (close = listener),
      },
      OTHERWISE,
    )
    const asked = proxyFor(PAYPAL)
    close()
    expect(await asked).toBe('http://otherwise.example')
    expect(await proxyFor(PAYPAL)).toBe('http://otherwise.example')
  })
})
