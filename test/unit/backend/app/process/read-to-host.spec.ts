import { describe, expect, it } from 'vitest'
import { readToHost } from '#backend/app/process/read-to-host.ts'

const error = { code: 'storage.full', message: '', details: {} }
const file = { token: 'a-token', name: 'list.xlsx', bytes: null }

describe('what the backend’s process says', () => {
  it.each([
    { type: 'ready' },
    { type: 'failed-to-start', error },
    { type: 'to-client', client: 1, message: undefined },
    { type: 'registered', request: 1, file },
    { type: 'registered', request: 1, file: { ...file, bytes: 12 } },
    { type: 'keychain', request: 1, ask: 'available' },
    { type: 'keychain', request: 1, ask: 'seal', bytes: new Uint8Array(2) },
    { type: 'proxy', request: 1, origin: 'https://api-m.paypal.com' },
    { type: 'start-workbook', request: 1 },
    { type: 'kill-workbook', request: 1 },
    { type: 'refused', request: 1, error },
  ])('is accepted: $type', (message) => {
    expect(readToHost(structuredClone(message))).toEqual(message)
  })

  it.each([
    ['nothing', undefined],
    ['text', 'ready'],
    ['an unknown type', { type: 'no-such' }],
    ['a name that every object has', { type: 'toString' }],
    ['an error without a code', { type: 'failed-to-start', error: { message: '', details: {} } }],
    ['a client without a number', { type: 'to-client', client: '1' }],
    ['a file without a token', { type: 'registered', request: 1, file: { name: 'x', bytes: null } }],
    ['an unknown request of the keychain', { type: 'keychain', request: 1, ask: 'empty' }],
    ['bytes that are text', { type: 'keychain', request: 1, ask: 'seal', bytes: 'secret' }],
    ['an origin without https', { type: 'proxy', request: 1, origin: 'http://api-m.paypal.com' }],
    ['an origin that is none', { type: 'proxy', request: 1, origin: 'https://' }],
    ['a refusal of nothing', { type: 'refused', error }],
  ])('is not believed: %s', (_what, message) => {
    expect(readToHost(message)).toBeNull()
  })
})
