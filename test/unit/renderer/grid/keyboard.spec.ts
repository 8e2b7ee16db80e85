import { describe, expect, it } from 'vitest'
import {
  actionOf,
  editorActionOf,
  isBegun,
  type Key,
} from '../../../../src-renderer/components/grid/keyboard.ts'

/** "Ctrl+Shift+End" as the browser says it. */
function pressed(keys: string): Key {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const has = (name: string) => parts.slice(0, -1).includes(name)
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: has('Ctrl'),
    metaKey: has('Meta'),
    shiftKey: has('Shift'),
    altKey: has('Alt'),
  }
}
const does = (keys: string) => actionOf(pressed(keys))

describe('the keys of the grid', () => {
  it.each([
    ['ArrowDown', 'down'],
    ['Ctrl+ArrowDown', 'bottom'],
    ['Ctrl+ArrowRight', 'row-end'],
    ['Meta+ArrowUp', 'top'],
    ['Home', 'row-start'],
    ['Ctrl+Home', 'first'],
    ['End', 'row-end'],
    ['Ctrl+End', 'last'],
    ['PageUp', 'page-up'],
    ['PageDown', 'page-down'],
  ])('%s moves %s, with Shift the range', (keys, motion) => {
    expect(does(keys)).toEqual({ kind: 'move', motion, extend: false })
    expect(does(`Shift+${keys}`)).toEqual({ kind: 'move', motion, extend: true })
  })

  it.each([
    [' ', { kind: 'tick', shift: false }],
    ['Shift+ ', { kind: 'tick', shift: true }],
    ['Ctrl+ ', { kind: 'whole-column' }],
    ['Ctrl+a', { kind: 'tick-all' }],
    ['Ctrl+d', { kind: 'fill-down' }],
    ['Ctrl+F', { kind: 'find' }],
    ['Enter', { kind: 'open', shift: false }],
    ['Escape', { kind: 'leave' }],
    ['F2', { kind: 'edit', text: null }],
    ['Delete', { kind: 'clear' }],
    ['Backspace', { kind: 'edit', text: '' }],
    ['ContextMenu', { kind: 'menu' }],
    ['Shift+F10', { kind: 'menu' }],
    ['Alt+ArrowDown', { kind: 'column-menu' }],
    ['Alt+ArrowLeft', { kind: 'widen', by: -16 }],
    ['Alt+Shift+ArrowRight', { kind: 'move-column', step: 1 }],
  ])('%s means %o', (keys, action) => expect(does(keys)).toEqual(action))

  it.each([
    ['ø', 'ø'],
    ['Shift+Å', 'Å'],
    ['Ctrl+Alt+@', '@'],
    ['1', '1'],
    ['+', '+'],
    ['😀', '😀'],
  ])('%s begins to edit with what is typed', (keys, text) =>
    expect(does(keys)).toEqual({ kind: 'edit', text }),
  )

  it.each([
    'Ctrl+c',
    'Ctrl+v',
    'Ctrl+x',
    'Ctrl+z',
    'Ctrl+y',
    'Ctrl+Shift+F',
    'Tab',
    'F6',
    'F10',
    'Alt+f',
    'Shift',
  ])('%s is not the grid’s', (keys) => expect(does(keys)).toBeNull())
})

describe('letters that take several strokes', () => {
  it('open the editor empty and reach it themselves', () => {
    for (const key of ['Dead', 'Process']) {
      expect(does(key)).toEqual({ kind: 'edit', text: '' })
      expect(isBegun(pressed(key))).toBe(true)
    }
    expect(isBegun(pressed('e'))).toBe(false)
  })
})

describe('the keys of a cell that is being edited', () => {
  it.each([
    ['Enter', { kind: 'keep', then: 'down' }],
    ['Shift+Enter', { kind: 'keep', then: 'up' }],
    ['Ctrl+Enter', { kind: 'keep', then: 'fill' }],
    ['Tab', { kind: 'keep', then: 'right' }],
    ['Shift+Tab', { kind: 'keep', then: 'left' }],
    ['Escape', { kind: 'give-up' }],
    ['ArrowLeft', null],
    ['Ctrl+z', null],
    ['Home', null],
  ])('%s means %o', (keys, action) => expect(editorActionOf(pressed(keys))).toEqual(action))
})
