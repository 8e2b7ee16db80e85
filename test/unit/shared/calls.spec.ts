import { describe, expect, it } from 'vitest'
import { createCalls, refusalFromWire } from '#shared/calls.ts'
import type { CallMessage, EventMessage } from '#shared/wire.ts'

function client() {
  const sent: CallMessage[] = []
  const events: EventMessage[] = []
  const calls = createCalls({ send: (message) => sent.push(message), onEvent: (event) => events.push(event) })
  return { ...calls, sent, events }
}

it('gives each call its own reply, in whatever order they come', async () => {
  const { call, receive, sent } = client()
  const [one, two] = [call('a.b', 1), call('a.c', 2)]
  expect(sent).toEqual([
    { type: 'call', id: 1, method: 'a.b', input: 1 },
    { type: 'call', id: 2, method: 'a.c', input: 2 },
  ])
  receive({ type: 'reply', id: 2, ok: true, output: 'two' })
  receive({
    type: 'reply',
    id: 1,
    ok: false,
    error: { code: 'job.unknown', message: 'm', details: { jobId: 'x' } },
  })
  expect(await two).toBe('two')
  await expect(one).rejects.toMatchObject({ code: 'job.unknown', details: { jobId: 'x' } })
})

it('rejects all that is under way when it is abandoned, and ignores what comes late', async () => {
  const { call, receive, abandon } = client()
  const waiting = [call('a.b', 1), call('a.b', 2)]
  abandon()
  receive({ type: 'reply', id: 1, ok: true, output: 1 })
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
  calls.receive({ type: 'reply', id: sent[0]?.id, ok: true, output: 'one' })
  expect(await other).toBe('one')
})

const answerTo = (sent: CallMessage[], output: unknown, at = -1) =>
  ({ type: 'reply', id: sent.at(at)?.id, ok: true, output }) as const

describe('what is abandoned', () => {
  it('has an unknown outcome where it changes something, under the id that it was sent with', async () => {
    const { call, abandon, sent } = client()
    const [own, chosen, reading] = [
      call('site.update', { name: 'x' }),
      call('views.rename', {}, { requestId: 'chosen-by-a-script' }),
      call('overview.get', {}),
    ]
    abandon()
    await expect(own).rejects.toMatchObject({
      code: 'backend.outcome-unknown',
      details: { method: 'site.update', requestId: sent[0]?.requestId },
    })
    await expect(chosen).rejects.toMatchObject({ details: { requestId: 'chosen-by-a-script' } })
    await expect(reading).rejects.toMatchObject({ code: 'backend.restarting' })
    expect(sent[0]?.requestId).toMatch(/^[\w-]{8,64}$/)
    expect(sent[2]).not.toHaveProperty('requestId')
  })

  it('is the job’s request where its end was waited for', async () => {
    const { call, receive, abandon, sent } = client()
    const started = call('promo.create', {})
    const { requestId } = sent[0] ?? {}
    receive(answerTo(sent, { jobId: 'job-1' }))
    const waiting = call('jobs.wait', await started)
    const other = call('jobs.wait', { jobId: 'of-another-client' })
    abandon()
    await expect(waiting).rejects.toMatchObject({
      code: 'backend.outcome-unknown',
      details: { method: 'promo.create', requestId },
    })
    await expect(other).rejects.toMatchObject({ code: 'backend.restarting' })
  })

  it('is the job’s request also where the next backend does not know the job', async () => {
    const { call, receive, sent } = client()
    const started = call('promo.create', {})
    receive(answerTo(sent, { jobId: 'job-1' }))
    const waiting = call('jobs.wait', await started)
    const error = { code: 'job.unknown', message: 'm', details: { jobId: 'job-1' } }
    receive({ type: 'reply', id: sent.at(-1)?.id, ok: false, error })
    await expect(waiting).rejects.toMatchObject({ code: 'backend.outcome-unknown' })
  })
})

it('emits events, and ignores nonsense', () => {
  const { receive, events } = client()
  const event = { type: 'event', name: 'site.onChanged', payload: {} } as const
  for (const message of [null, 'x', { type: 'reply' }, event]) receive(message)
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
