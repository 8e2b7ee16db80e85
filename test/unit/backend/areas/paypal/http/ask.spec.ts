import { describe, expect, it } from 'vitest'
import { ask, type Reading, RETRY_PAUSES_MS } from '#backend/areas/paypal/http/send-request.ts'
import type { HttpResult } from '#backend/areas/paypal/http/http-port.ts'
import {
  answered,
  lost,
  notSent,
  scriptedPort,
  timedOut,
} from '../../../../../support/paypal/scripted-port.ts'

const REQUEST = {
  method: 'POST',
  url: new URL('https://paypal.example/'),
  headers: {},
  timeoutMs: 1,
} as const
const said = (text: string, status = 200) => answered(text, 'text/plain', status)
const reading = (change: Partial<Reading<string>> = {}): Reading<string> => ({
  read: ({ status, body }) => (status === 200 ? new TextDecoder().decode(body) : null),
  repeatable: true,
  comeAgain: (answer) => answer === 'busy',
  ...change,
})

async function asked(results: readonly HttpResult[], change: Partial<Reading<string>> = {}) {
  const port = scriptedPort(...results)
  const result = await ask(port, REQUEST, reading(change))
  return { result, pauses: port.pauses, sent: port.requests.length }
}

describe('a call', () => {
  it('is not waited for where the first answer is good', async () => {
    expect(await asked([said('yes')])).toEqual({
      result: { answer: 'yes', lost: false },
      pauses: [],
      sent: 1,
    })
  })

  it.each([
    ['lost', lost, 'connection-lost', true],
    ['never sent', notSent, 'connection-refused', false],
    ['in trouble at PayPal', said('', 503), 'internal-error', true],
    ['unreadable', said('', 404), 'malformed-answer', true],
  ])('that is %s is sent again after a pause, longer each time', async (_what, result, code, sent) => {
    expect(await asked([result])).toEqual({
      result: { failure: { code, sent } },
      pauses: RETRY_PAUSES_MS,
      sent: RETRY_PAUSES_MS.length + 1,
    })
    expect(RETRY_PAUSES_MS).toEqual([...RETRY_PAUSES_MS].sort((a, b) => a - b))
  })

  it('says whether an earlier try may have arrived', async () => {
    expect((await asked([lost, said('no')])).result).toEqual({ answer: 'no', lost: true })
    expect((await asked([said('', 500), notSent, said('no')])).result).toEqual({ answer: 'no', lost: true })
    expect((await asked([notSent, said('no')])).result).toEqual({ answer: 'no', lost: false })
  })

  it('that is not repeatable is sent again only where nothing has left', async () => {
    expect(await asked([lost], { repeatable: false })).toMatchObject({ pauses: [], sent: 1 })
    expect(await asked([said('busy')], { repeatable: false })).toMatchObject({
      result: { answer: 'busy' },
      sent: 1,
    })
    expect(await asked([notSent, said('yes')], { repeatable: false })).toMatchObject({ sent: 2 })
  })

  it('at which PayPal asks to come again is sent again, and its last answer given', async () => {
    expect(await asked([said('busy'), said('yes')])).toMatchObject({
      result: { answer: 'yes' },
      pauses: RETRY_PAUSES_MS.slice(0, 1),
    })
    expect(await asked([said('busy')])).toMatchObject({
      result: { answer: 'busy' },
      pauses: RETRY_PAUSES_MS,
    })
  })

  it('is not waited for twice where time is up', async () => {
    expect(await asked([timedOut])).toMatchObject({ pauses: [], sent: 1 })
  })
})
