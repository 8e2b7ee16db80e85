import { expect, it } from 'vitest'
import { createListeners, createPatientListeners } from '../../../../src-renderer/host/listeners.ts'

function heardBy(listeners: ReturnType<typeof createListeners<string>>) {
  const heard: string[] = []
  return { heard, off: listeners.add((told) => heard.push(told)) }
}

it('tells whoever listens, in the order in which they came, until they skipped', () => {
  const listeners = createListeners<string>()
  listeners.emit('before anybody')
  const one = heardBy(listeners)
  const other = heardBy(listeners)
  listeners.emit('both')
  one.off()
  listeners.emit('the other')
  expect([one.heard, other.heard]).toEqual([['both'], ['both', 'the other']])
})

it('keeps what came before anybody listened for the first who does, once', () => {
  const listeners = createPatientListeners<string>()
  listeners.emit('first')
  listeners.emit('second')
  const one = heardBy(listeners)
  const other = heardBy(listeners)
  listeners.emit('third')
  expect([one.heard, other.heard]).toEqual([['first', 'second', 'third'], ['third']])
  one.off()
  other.off()
  listeners.emit('to nobody')
  expect(heardBy(listeners).heard).toEqual([])
})
