import { expect, it } from 'vitest'
import { zoomedBy } from '../../../src-main/desktop/zoom.ts'

const press = (key: string, held: object = {}) => ({
  type: 'keyDown' as const,
  key,
  control: true,
  meta: false,
  alt: false,
  ...held,
})

it.each(['=', '+'])('Ctrl and %s zoom in, - out, and 0 back', (plus) => {
  expect(zoomedBy(press(plus), 0, false)).toBe(0.5)
  expect(zoomedBy(press('-'), 0.5, false)).toBe(0)
  expect(zoomedBy(press('0'), 2, false)).toBe(0)
})

it('is Command on a Mac, and nothing with AltGr or without Ctrl', () => {
  expect(zoomedBy(press('=', { control: false, meta: true }), 0, true)).toBe(0.5)
  expect(zoomedBy(press('='), 0, true)).toBeNull()
  expect(zoomedBy(press('+', { alt: true }), 0, false)).toBeNull()
  expect(zoomedBy(press('+', { control: false }), 0, false)).toBeNull()
  expect(zoomedBy(press('+', { type: 'keyUp' }), 0, false)).toBeNull()
  expect(zoomedBy(press('a'), 0, false)).toBeNull()
})

it('ends where nothing could be read or found', () => {
  expect(zoomedBy(press('-'), -3, false)).toBe(-3)
  expect(zoomedBy(press('+'), 6, false)).toBe(6)
})
