import { describe, expect, it, vi } from 'vitest'
import { OPERATIONS } from '../workbench/data/history.ts'
import { show, textOf, textsOf } from './show.ts'

const list = { total: 2, operations: OPERATIONS.slice(0, 2) }
const VIEW = 'pages/history/OperationsView'
const LINE = 'pages/history/HistoryFilters'

describe('the filters of the history', () => {
  it('are asked for as the address has them, and cleared in one step', async () => {
    const shown = await show(`${VIEW}/nothing matches`)
    await vi.waitFor(() =>
      expect(shown.host.inputsOf('history.list')).toContainEqual({ code: 'NONE', limit: 60 }),
    )
    expect(textOf('.alone h2')).toBe('No operations match the filters.')
    shown.host.answer({ 'history.list': list })
    await shown.click('[data-testid=clear-all]')
    await vi.waitFor(() => expect(document.querySelectorAll('[role=option]')).toHaveLength(2))
    expect(shown.host.inputsOf('history.list').at(-1)).toEqual({ limit: 60 })
  })

  it('ask for what is typed, after a pause, in the language on screen', async () => {
    const shown = await show(`${VIEW}/several`)
    await vi.waitFor(() => expect(document.querySelectorAll('[role=option]')).toHaveLength(OPERATIONS.length))
    shown.host.answer({ 'history.list': list })
    await shown.type('[aria-label="Search the history"]', 'deleted')
    await vi.waitFor(() => expect(document.querySelectorAll('[role=option]')).toHaveLength(2))
    expect(shown.host.inputsOf('history.list').at(-1)).toEqual({ text: 'deleted', language: 'en', limit: 60 })
    expect(textOf('.matches')).toBe('2 matches')
  })

  it('say how many match only where something is left out', async () => {
    await show(`${LINE}/none`)
    expect(textOf('.matches')).toBe('')
    expect(document.querySelector('[data-testid=clear-filters]')).toBeNull()
  })

  it('show every filter of the address', async () => {
    const shown = await show(`${LINE}/all`)
    expect((shown.find('[aria-label="Search the history"]') as HTMLInputElement).value).toBe('slettet')
    expect((shown.find('[aria-label="Code"]') as HTMLInputElement).value).toBe('VESTLIA-7301')
    expect(textOf('[data-testid=filter-what]')).toContain('Codes deleted')
    expect(textOf('[data-testid=filter-more] .used')).toBe('2')
    expect(textOf('.matches')).toBe('1,204 matches')
    await shown.click('[data-testid=clear-filters]')
    expect(shown.emitted.change).toEqual([[{}]])
  })

  it('take one filter away and leave the others', async () => {
    const shown = await show(`${LINE}/all`)
    await shown.click('.code .clear')
    await vi.waitFor(() => expect(shown.emitted.change).toHaveLength(1))
    const [[filter]] = shown.emitted.change as [[object]]
    expect(filter).not.toHaveProperty('code')
    expect(filter).toMatchObject({ text: 'slettet', kinds: ['delete-codes'], undone: true })
  })
})

describe('the filter by person', () => {
  it('is there where more than one did something, with everybody by name', async () => {
    const shown = await show(`${VIEW}/of two persons`)
    await vi.waitFor(() => expect(shown.host.inputsOf('history.authors')).toEqual([{}]))
    await shown.click('[data-testid=filter-more]')
    await vi.waitFor(() => expect(textOf('[data-testid=filter-author]')).toContain('Everybody'))
  })

  it('is not there where nobody is named, and nobody asks who there is', async () => {
    const shown = await show(`${VIEW}/several`)
    await vi.waitFor(() => expect(document.querySelectorAll('[role=option]')).toHaveLength(OPERATIONS.length))
    await shown.click('[data-testid=filter-more]')
    await vi.waitFor(() => expect(document.querySelector('[role=dialog] [role=radiogroup]')).not.toBeNull())
    expect(document.querySelector('[data-testid=filter-author]')).toBeNull()
    expect(shown.host.inputsOf('history.authors')).toEqual([])
  })

  it('shows the one of the address, and counts as a filter', async () => {
    await show('pages/history/MoreFilters/of two persons')
    await vi.waitFor(() => expect(textOf('[data-testid=filter-author]')).toContain('Kari Nordmann'))
    expect(textOf('[data-testid=filter-more] .used')).toBe('1')
  })
})

describe('the person behind an operation', () => {
  it('is in its row and in its details, where there is one', async () => {
    await show(`${VIEW}/of two persons`)
    await vi.waitFor(() => expect(textsOf('.operation .author')).toHaveLength(5))
    expect(textsOf('.operation .author').slice(0, 3)).toEqual([
      'Kari Nordmann',
      'Kari Nordmann',
      'Ola Wærnes-Kristoffersen',
    ])
    expect(textOf('[data-testid=operation-details]')).toContain('Kari Nordmann')
  })

  it('is named in the details of a code', async () => {
    await show('pages/report/side/CodeEvents/of a person')
    await vi.waitFor(() =>
      expect(textOf('[data-testid=last-change]')).toMatch(/^Last changed by Kari Nordmann, .*9/),
    )
  })
})

describe('a row of the history', () => {
  it('shows the mode it is about, and that it is undone, with a mark between', async () => {
    await show('pages/history/OperationList/several')
    expect(textsOf('.mode-tag')).toContain('Production')
    expect(textsOf('.operation.undone .details')[0]).toMatch(/^3 codes deleted · undone$/)
  })
})
