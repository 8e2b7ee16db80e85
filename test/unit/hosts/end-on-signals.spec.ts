import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { endOnSignals } from '../../../src-main/hosts/end-on-signals.ts'

function started() {
  const signals = new EventEmitter()
  const done: (string | number)[] = []
  let now = 5000
  endOnSignals(
    signals,
    { now: () => now },
    { end: () => done.push('end'), force: (exitCode) => done.push(exitCode) },
  )
  return { done, send: (signal: string) => void signals.emit(signal), pass: (ms: number) => void (now += ms) }
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('ends in order at %s', (signal) => {
  const { done, send } = started()
  send(signal)
  expect(done).toEqual(['end'])
})

it('takes signals that come together as one request', () => {
  const { done, send, pass } = started()
  for (const signal of ['SIGHUP', 'SIGTERM', 'SIGINT', 'SIGTERM']) {
    send(signal)
    pass(200)
  }
  expect(done).toEqual(['end'])
})

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('ends at once when %s comes again while it is ending', (signal, exitCode) => {
  const { done, send, pass } = started()
  send(signal)
  pass(1000)
  send(signal)
  expect(done).toEqual(['end', exitCode])
})

it('does not take the end of the terminal for a person who does not want to wait', () => {
  const { done, send, pass } = started()
  send('SIGINT')
  pass(60_000)
  send('SIGHUP')
  expect(done).toEqual(['end'])
})
