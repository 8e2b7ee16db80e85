import { expect, it } from 'vitest'
import { createCalls, refusalFromWire } from '#shared/calls.ts'
import type { CallMessage, EventMessage } from '#shared/wire.ts'

function client() {
  const sent: CallMessage[] = []
  const events: EventMessage[] = []
  const calls = createCalls({ send: (message) => sent.push(message), onEvent: (event) => events.push(event) })
  return { ...calls, sent, events }
}

it('gives each call its own reply, in whatever order they come', async () => {
  const { call, hear, sent } = client()
  const [one, two] = [call('a.b', 1), call('a.c', 2)]
  expect(sent).toEqual([
    { type: 'call', id: 1, method: 'a.b', input: 1 },
    { type: 'call', id: 2, method: 'a.c', input: 2 },
  ])
  hear({ type: 'reply', id: 2, ok: true, output: 'two' })
  hear({
    type: 'reply',
    id: 1,
    ok: false,
    error: { code: 'job.unknown', message: 'm', details: { jobId: 'x' } },
  })
  expect(await two).toBe('two')
  await expect(one).rejects.toMatchObject({ code: 'job.unknown', details: { jobId: 'x' } })
})

it('rejects all that is under way when it is given up, and ignores what comes late', async () => {
  const { call, hear, giveUp } = client()
  const waiting = [call('a.b', 1), call('a.b', 2)]
  giveUp()
  hear({ type: 'reply', id: 1, ok: true, output: 1 })
  for (const each of waiting) await expect(each).rejects.toMatchObject({ code: 'backend.restarting' })
})

it('rejects a call that cannot be sent, and goes on with the others', async () => {
  const sent: CallMessage[] = []
  const calls = createCalls({
    send: (message) => {
      if (message.input === 'deep') throw new RangeError('too deep')
      sent.push(message)
    },
    onEvent: () => undefined,
  })
  await expect(calls.call('a.b', 'deep')).rejects.toThrow(RangeError)
  const other = calls.call('a.b', 1)
  calls.hear({ type: 'reply', id: sent[0]?.id, ok: true, output: 'one' })
  expect(await other).toBe('one')
})

it('tells events, and lets nonsense be', () => {
  const { hear, events } = client()
  const event = { type: 'event', name: 'site.onChanged', payload: {} } as const
  for (const message of [null, 'x', { type: 'reply' }, event]) hear(message)
  expect(events).toEqual([event])
})

it('makes a refusal of ours out of an error it does not know', async () => {
  expect(await refusalFromWire({ code: 'no.such', message: '', details: {} })).toMatchObject({
    code: 'internal',
  })
  expect(await refusalFromWire({ code: 'job.unknown', message: '', details: {} })).toMatchObject({
    code: 'internal',
  })
})
