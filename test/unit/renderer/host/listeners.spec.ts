import { expect, it } from 'vitest'
import { createListeners, createPatientListeners } from '../../../../src-renderer/host/listeners.ts'

function listenTo(listeners: ReturnType<typeof createListeners<string>>) {
  const received: string[] = []
  return { received, off: listeners.add((payload) => received.push(payload)) }
}

it('notifies all listeners, in the order in which they were added, until they are removed', () => {
  const listeners = createListeners<string>()
  listeners.emit('before anybody')
  const one = listenTo(listeners)
  const other = listenTo(listeners)
  listeners.emit('both')
  one.off()
  listeners.emit('the other')
  expect([one.received, other.received]).toEqual([['both'], ['both', 'the other']])
})

it('keeps what came before anybody listened for the first who does, once', () => {
  const listeners = createPatientListeners<string>()
  listeners.emit('first')
  listeners.emit('second')
  const one = listenTo(listeners)
  const other = listenTo(listeners)
  listeners.emit('third')
  expect([one.received, other.received]).toEqual([['first', 'second', 'third'], ['third']])
  one.off()
  other.off()
  listeners.emit('to nobody')
  expect(listenTo(listeners).received).toEqual([])
})
