import { describe, expect, it } from 'vitest'
import type { HostChannel } from '#backend/app/process/host-channel.ts'
import { answerKeychain, hostKeychain } from '#backend/app/process/host-keychain.ts'
import { toBackendSchema, type ToBackend } from '#backend/app/process/host-messages.ts'
import { readToHost } from '#backend/app/process/read-to-host.ts'
import { testKeychain } from '../../../../support/commerce/keychain.ts'

/** Both ends, joined by messages that are cloned and parsed as over a channel. */
function joined(keychain: Parameters<typeof answerKeychain>[0]) {
  const listeners: ((message: ToBackend) => void)[] = []
  const channel: HostChannel = {
    takesPorts: false,
    async post(message) {
      const asked = readToHost(structuredClone(message))
      if (asked?.type !== 'keychain') throw new Error(`unexpected ${message.type}`)
      const answer = toBackendSchema.parse(structuredClone(await answerKeychain(keychain, asked)))
      for (const listener of listeners) listener(answer)
    },
    onMessage: (listener) => void listeners.push(listener),
    onClient: () => undefined,
    onClose: () => undefined,
  }
  return hostKeychain(channel)
}

it('answers for a host that went away before it could', async () => {
  let close = () => undefined as void
  const keychain = hostKeychain({
    takesPorts: false,
    post: () => undefined,
    onMessage: () => undefined,
    onClient: () => undefined,
    onClose: (listener) => void (close = listener),
  })
  const asked = keychain.available()
  close()
  expect(await asked).toBe(false)
  expect(await keychain.available()).toBe(false)
})

describe('the host’s keychain, over messages', () => {
  it('seals and unseals', async () => {
    const keychain = joined(testKeychain())
    expect(await keychain.available()).toBe(true)
    const sealed = await keychain.seal(Buffer.from('the key of the box'))
    expect(Buffer.from(sealed).includes('the key')).toBe(false)
    expect(Buffer.from(await keychain.unseal(sealed)).toString()).toBe('the key of the box')
  })

  it('is none where the host has none', async () => {
    const keychain = joined(undefined)
    expect(await keychain.available()).toBe(false)
    await expect(keychain.seal(Buffer.from('x'))).rejects.toThrow('did not seal')
  })

  it('refuses what another keychain sealed, and while it is locked', async () => {
    const real = testKeychain()
    const keychain = joined(real)
    const sealed = await keychain.seal(Buffer.from('x'))
    real.setAvailable(false)
    expect(await keychain.available()).toBe(false)
    await expect(keychain.unseal(sealed)).rejects.toThrow('did not unseal')
    real.setAvailable(true)
    real.replace()
    await expect(keychain.unseal(sealed)).rejects.toThrow('did not unseal')
  })
})
