import { describe, expect, it } from 'vitest'
import { afterTab, columnAfterEnter } from '../../../../src-renderer/components/grid/use-editor-keys.ts'

const at = (row: number, column: string) => ({ row, column })

describe('filling in row after row with Tab and Enter', () => {
  it('goes back to the column where the run began', () => {
    const once = afterTab(null, at(3, 'name'), at(3, 'expires'))
    const twice = afterTab(once, at(3, 'expires'), at(3, 'email'))
    expect(columnAfterEnter(twice, at(3, 'email'))).toBe('name')
  })

  it('is over when a person goes elsewhere, and begins again there', () => {
    const run = afterTab(null, at(3, 'name'), at(3, 'expires'))
    expect(columnAfterEnter(run, at(7, 'email'))).toBe('email')
    expect(afterTab(run, at(7, 'expires'), at(7, 'email')).start).toBe('expires')
    expect(columnAfterEnter(null, at(3, 'email'))).toBe('email')
  })
})
