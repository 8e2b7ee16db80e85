import { describe, expect, it, vi } from 'vitest'
import type { ReportRow } from '#shared/contract/report.ts'
import type { GridHandle } from '../../src-renderer/components/grid/handle.ts'
import type { GridColumn } from '../../src-renderer/components/grid/columns.ts'
import { codeRow } from '../workbench/data/codes.ts'
import type { MountedStory } from '../workbench/mount-story.ts'
import { show, textOf, textsOf } from './show.ts'

const GRID = '[role=grid]'

async function open(props: Record<string, unknown> = {}, state = 'rows'): Promise<MountedStory> {
  const shown = await show(`components/grid/DataGrid/${state}`, { props })
  shown.find(GRID).focus()
  return shown
}
/** The active cell: `1 email`, or `head email`. */
function active(): string {
  const id = document.querySelector(GRID)?.getAttribute('aria-activedescendant')
  const { head, row, column } = (id && document.getElementById(id)?.dataset) || {}
  return head ? `head ${head}` : `${row} ${column}`
}
const cell = (row: number, column: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)
  if (!found) throw new Error(`Row ${row} is not on screen`)
  return found
}
const head = (column: string): HTMLElement | null => document.querySelector(`[data-head="${column}"]`)
const textIn = (row: number, column: string) => cell(row, column).querySelector('.content')?.textContent
const editor = () => document.querySelector<HTMLInputElement>('input.editor')
const said = () => textOf('.frame > [role=status]')
/** The cells of the drawn range, `row column`. */
const range = () =>
  [...document.querySelectorAll<HTMLElement>('[data-cell][aria-selected=true]')].map(
    ({ dataset }) => `${dataset.row} ${dataset.column}`,
  )
const last = <T>(list: readonly T[] | undefined): T | undefined => list?.at(-1)
/** Types over what the editor holds. */
async function write(shown: MountedStory, text: string): Promise<void> {
  await shown.type('input.editor', text)
}
/** A change of cells that is accepted. */
const accepting = () => vi.fn(async () => [])

/** Copies as Ctrl+C does; answers what went to the clipboard. */
function copied(): { text: string; html: string; taken: boolean } {
  const clipboardData = new DataTransfer()
  const event = new ClipboardEvent('copy', { bubbles: true, cancelable: true, clipboardData })
  document.activeElement?.dispatchEvent(event)
  return {
    text: clipboardData.getData('text/plain'),
    html: clipboardData.getData('text/html'),
    taken: event.defaultPrevented,
  }
}
async function paste(shown: MountedStory, text: string): Promise<boolean> {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData })
  document.activeElement?.dispatchEvent(event)
  await shown.press()
  return event.defaultPrevented
}

describe('the active cell', () => {
  it('moves by arrows, one cell at a time, and stays at the edges', async () => {
    const shown = await open()
    expect(active()).toBe('0 code')
    await shown.press('ArrowLeft')
    expect(active()).toBe('0 code')
    await shown.press('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowUp')
    expect(active()).toBe('1 recipient')
    await shown.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')
    expect(active()).toBe('1 status')
    expect(last(shown.emitted.moved)).toEqual([expect.objectContaining({ code: textIn(1, 'code') })])
  })

  it('goes to the ends of its row by Home and End, and to the corners with Ctrl', async () => {
    const shown = await open()
    await shown.press('ArrowDown', 'End')
    expect(active()).toBe('1 status')
    await shown.press('Home')
    expect(active()).toBe('1 code')
    await shown.press('Control+End')
    expect(active()).toBe('8 status')
    await shown.press('Control+Home')
    expect(active()).toBe('0 code')
  })

  it('goes a page at a time among a million rows, and brings them into view', async () => {
    const shown = await open({}, 'a million rows')
    await shown.press('PageDown', 'PageDown')
    expect(active()).toBe('24 code')
    expect(textIn(24, 'code')).toBe('VESTLIA-7325')
    await shown.press('PageUp')
    expect(active()).toBe('12 code')
    await shown.press('Control+ArrowDown')
    expect(active()).toBe('999999 code')
    expect(textIn(999_999, 'code')).toBe('VESTLIA-1007300')
    expect(document.querySelectorAll('[role=row]').length).toBeLessThan(20)
  })

  it('leaves the rows for the head only by a single step up', async () => {
    const shown = await open()
    await shown.press('ArrowDown', 'PageUp')
    expect(active()).toBe('0 code')
    await shown.press('ArrowUp')
    expect(active()).toBe('head code')
    await shown.press('ArrowRight')
    expect(active()).toBe('head recipient')
    await shown.press('ArrowDown')
    expect(active()).toBe('0 recipient')
  })

  it('opens its row by Enter', async () => {
    const shown = await open()
    await shown.press('ArrowDown', 'ArrowDown', 'Enter')
    expect(shown.emitted.open).toEqual([[expect.objectContaining({ id: 3 }), 2]])
  })

  it('leaves undo and redo to the page, and asks the page to search', async () => {
    const shown = await open()
    const seen: boolean[] = []
    document.body.addEventListener('keydown', ({ defaultPrevented }) => void seen.push(defaultPrevented))
    await shown.press('Control+z', 'Control+y', 'Control+f')
    expect(seen).toEqual([false, false, true])
    expect(shown.emitted.find).toEqual([[]])
  })
})

describe('a range of cells', () => {
  it('grows by Shift and arrows from where it began, and says its size', async () => {
    const shown = await open()
    await shown.press('ArrowDown', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowRight')
    expect(range()).toEqual(['1 recipient', '1 email', '2 recipient', '2 email'])
    expect(last(shown.emitted.range)).toMatchObject([{ rows: 2, columns: 2 }])
    await shown.press('Shift+ArrowUp', 'Shift+ArrowUp')
    expect(range()).toEqual(['0 recipient', '0 email', '1 recipient', '1 email'])
  })

  it('does not grow into the head', async () => {
    const shown = await open()
    await shown.press('ArrowDown', 'Shift+ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp')
    expect(last(shown.emitted.range)).toMatchObject([{ rows: 2, columns: 1 }])
  })

  it('reaches the last of a million rows by Ctrl, Shift and End', async () => {
    const shown = await open({}, 'a million rows')
    await shown.press('Control+Shift+End')
    expect(last(shown.emitted.range)).toMatchObject([{ rows: 1_000_000, columns: 5 }])
  })

  it('is the whole column by Ctrl and Space', async () => {
    const shown = await open()
    await shown.press('ArrowRight', 'Control+ ')
    expect(last(shown.emitted.range)).toMatchObject([{ rows: 9, columns: 1 }])
    expect(active()).toBe('0 recipient')
  })

  it('is given up by Escape, and by a move without Shift', async () => {
    const shown = await open()
    await shown.press('Shift+ArrowDown', 'Escape')
    expect(last(shown.emitted.range)).toEqual([null])
    expect(active()).toBe('1 code')
    await shown.press('Shift+ArrowDown', 'ArrowRight')
    expect(last(shown.emitted.range)).toEqual([null])
  })
})

describe('ticks', () => {
  const ticked = (shown: MountedStory) => last(shown.emitted['update:ticked'])?.[0]

  it('are put and taken by Space, which the row says', async () => {
    const shown = await open()
    await shown.press('ArrowDown', ' ')
    expect(ticked(shown)).toEqual([[1, 2]])
    expect(cell(1, 'code').parentElement?.getAttribute('aria-selected')).toBe('true')
    await shown.press(' ')
    expect(ticked(shown)).toEqual([])
  })

  it('reach from the first to this row by Shift and Space', async () => {
    const shown = await open()
    await shown.press('ArrowDown', ' ', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ ')
    expect(ticked(shown)).toEqual([[1, 5]])
  })

  it('go to all rows of a range, and off again', async () => {
    const shown = await open()
    await shown.press('Shift+ArrowDown', 'Shift+ArrowDown', ' ')
    expect(ticked(shown)).toEqual([[0, 3]])
    await shown.press(' ')
    expect(ticked(shown)).toEqual([])
  })

  it('go to all rows by Ctrl+A, and from all by Escape', async () => {
    const shown = await open()
    await shown.press('Control+a')
    expect(ticked(shown)).toEqual([[0, 9]])
    expect(document.querySelector('.head .tick-box')?.className).toContain('all')
    await shown.press('Escape')
    expect(ticked(shown)).toEqual([])
  })

  it('go to all rows by the box in the head, and from all where some have one', async () => {
    const shown = await open()
    await shown.click('.head .box')
    expect(ticked(shown)).toEqual([[0, 9]])
    await shown.click('.head .box')
    expect(ticked(shown)).toEqual([])
  })

  it('let Delete ask for the rows, and not clear cells', async () => {
    const edit = accepting()
    const shown = await open({ edit, ticked: [[2, 4]] })
    await shown.press('ArrowRight', 'Delete')
    expect(shown.emitted['delete-rows']).toEqual([[]])
    expect(edit).not.toHaveBeenCalled()
  })
})

describe('sorting', () => {
  const ORDER = [{ column: 'code', descending: false }]

  it('is by Enter in the head, up at first, down for the column that sorts up', async () => {
    const shown = await open({ order: ORDER })
    await shown.press('ArrowUp', 'Enter')
    expect(last(shown.emitted.sort)).toEqual([[{ column: 'code', descending: true }]])
    await shown.press('ArrowRight', 'Enter')
    expect(last(shown.emitted.sort)).toEqual([[{ column: 'recipient', descending: false }]])
  })

  it('adds a column by Shift and Enter, and by Shift and a click', async () => {
    const shown = await open({ order: ORDER })
    const both = [[...ORDER, { column: 'recipient', descending: false }]]
    await shown.press('ArrowUp', 'ArrowRight', 'Shift+Enter')
    expect(last(shown.emitted.sort)).toEqual(both)
    head('email')?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }))
    expect(last(shown.emitted.sort)).toEqual([[...ORDER, { column: 'email', descending: false }]])
  })

  it('ends by a click on a column that sorts down', async () => {
    const shown = await open({ order: [{ column: 'used', descending: true }] })
    await shown.click('[data-head=used]')
    expect(shown.emitted.sort).toEqual([[[]]])
  })

  it('is read out, with the rank of each column', async () => {
    await open({}, 'sorted')
    expect(head('used')?.getAttribute('aria-sort')).toBe('descending')
    expect(head('code')?.getAttribute('aria-sort')).toBe('ascending')
    expect(head('email')?.getAttribute('aria-sort')).toBe('none')
    expect(textsOf('.head sup')).toEqual(['2', '1'])
    expect(head('email')?.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('has a parameter')
  })
})

describe('editing', () => {
  it('begins with the letter that is typed, and Enter keeps it and goes down', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'K')
    expect(editor()?.value).toBe('K')
    expect(editor()?.getAttribute('aria-label')).toBe('Recipient, row 1')
    await write(shown, 'Kari Nordmann ')
    await shown.press('Enter')
    expect(edit).toHaveBeenCalledExactlyOnceWith([
      { id: 1, column: 'recipient', text: 'Kari Nordmann', seen: 'Øystein Bråten' },
    ])
    expect(editor()).toBeNull()
    expect(active()).toBe('1 recipient')
    expect(document.activeElement).toBe(shown.find(GRID))
    expect(shown.emitted.edited).toEqual([[{ changed: 1, refused: 0, readOnly: 0, beyond: 0 }]])
  })

  it('begins with the content by F2, and Escape gives it up', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'F2')
    expect(editor()?.value).toBe(codeRow(1).recipient)
    await write(shown, 'somebody else')
    await shown.press('Escape')
    expect(edit).not.toHaveBeenCalled()
    expect(active()).toBe('0 recipient')
    expect(textIn(0, 'recipient')).toBe(codeRow(1).recipient)
    expect(document.activeElement).toBe(shown.find(GRID))
  })

  it('changes nothing where the text stays the same', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'F2', 'Enter')
    expect(edit).not.toHaveBeenCalled()
    expect(active()).toBe('1 recipient')
  })

  it('goes right by Tab, and by Enter to below where the row was begun', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'A', 'Tab')
    expect(active()).toBe('0 email')
    await shown.press('b')
    await write(shown, 'b@example.com')
    await shown.press('Enter')
    expect(active()).toBe('1 recipient')
    expect(edit.mock.calls).toEqual([
      [[{ id: 1, column: 'recipient', text: 'A', seen: 'Øystein Bråten' }]],
      [[{ id: 1, column: 'email', text: 'b@example.com', seen: 'kurs1@havbris.example' }]],
    ])
  })

  it('fills the range by Ctrl and Enter', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'Shift+ArrowDown', 'X', 'Control+Enter')
    expect(edit).toHaveBeenCalledExactlyOnceWith([
      { id: 1, column: 'recipient', text: 'X' },
      { id: 2, column: 'recipient', text: 'X' },
    ])
  })

  it('keeps the text when the field is left', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'Y')
    editor()?.dispatchEvent(new FocusEvent('blur'))
    await shown.press()
    expect(edit).toHaveBeenCalledExactlyOnceWith([
      { id: 1, column: 'recipient', text: 'Y', seen: 'Øystein Bråten' },
    ])
  })

  it('clears the cells of the range by Delete', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'Shift+ArrowRight', 'Delete')
    expect(edit).toHaveBeenCalledExactlyOnceWith([
      { id: 1, column: 'recipient', text: '' },
      { id: 1, column: 'email', text: '' },
    ])
  })

  it('repeats the first row in the others by Ctrl+D', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d')
    const text = codeRow(1).recipient
    expect(edit).toHaveBeenCalledExactlyOnceWith([
      { id: 1, column: 'recipient', text },
      { id: 2, column: 'recipient', text },
      { id: 3, column: 'recipient', text },
    ])
  })

  it('says while typing what is wrong with the text', async () => {
    const shown = await open({ edit: accepting() })
    await shown.press('ArrowRight', 'ArrowRight', 'k')
    expect(editor()?.getAttribute('aria-invalid')).toBe('true')
    const hint = document.getElementById(editor()?.getAttribute('aria-describedby') ?? '')
    expect(hint?.textContent).toBe('The address has no @.')
    await write(shown, 'kari@example.com')
    expect(editor()?.hasAttribute('aria-invalid')).toBe(false)
  })

  it('says why a column cannot be edited, and opens no field', async () => {
    const shown = await open({ edit: accepting() })
    await shown.press('F2')
    expect(said()).toBe('Code cannot be edited here.')
    expect(editor()).toBeNull()
    expect(cell(0, 'code').getAttribute('aria-readonly')).toBe('true')
    expect(cell(0, 'email').getAttribute('aria-readonly')).toBe('false')
    await shown.press('ArrowDown')
    expect(said()).toBe('')
  })

  it('says why the cell of this row cannot be edited', async () => {
    const columns: GridColumn<ReportRow>[] = [
      {
        key: 'recipient',
        title: 'Recipient',
        kind: 'text',
        width: 200,
        text: ({ recipient }) => recipient,
        editing: {
          start: ({ recipient }) => recipient,
          refuses: ({ status }) => (status === 'deleted' ? 'The code is deleted.' : null),
        },
      },
    ]
    const read = async () => [codeRow(1), codeRow(2, { status: 'deleted' })]
    const shown = await open({ edit: accepting(), columns, count: 2, read }, 'empty')
    await shown.press('F2', 'Escape', 'ArrowDown', 'x')
    expect(said()).toBe('The code is deleted.')
    expect(editor()).toBeNull()
  })

  it('is refused everywhere in a report that cannot be changed', async () => {
    const shown = await open()
    await shown.press('ArrowRight', 'x')
    expect(said()).toBe('The cells cannot be edited.')
    expect(cell(0, 'email').getAttribute('aria-readonly')).toBe('true')
  })

  it('keeps what was typed, marked, when the change fails as a whole', async () => {
    const failure = new Error('no answer')
    const shown = await open({ edit: () => Promise.reject(failure) })
    await shown.press('ArrowRight', 'Z', 'Enter')
    expect(shown.emitted.failed).toEqual([[failure]])
    expect(cell(0, 'recipient').querySelector('s')?.textContent).toBe('Z')
    expect(textOf('[data-testid=grid-refused] [role=alert]')).toBe('1 cell was not changed')
    expect(shown.emitted.edited).toBeUndefined()
  })
})

describe('a refused cell', () => {
  const refused = () => textOf('[data-testid=grid-refused] [role=alert]')

  it('keeps what was typed, is active again and says why', async () => {
    await open({}, 'refused')
    expect(active()).toBe('1 email')
    expect(cell(1, 'email').getAttribute('aria-invalid')).toBe('true')
    expect(cell(1, 'email').querySelector('s')?.textContent).toBe('x')
    expect(textOf('.tip')).toContain('The address has no @.“x” is not saved.')
    expect(refused()).toBe('1 cell was not changed')
  })

  it('does not hide what is stored, also once that changes', async () => {
    const stored = codeRow(2)
    let now = stored
    const shown = await open({ count: 2, read: async () => [codeRow(1), now] }, 'refused')
    expect(textIn(1, 'email')).toMatch(new RegExp(`^${stored.email}`))
    now = { ...stored, email: 'ny@example.com' }
    await (shown.component() as unknown as GridHandle).refresh()
    await vi.waitFor(() => expect(textIn(1, 'email')).toMatch(/^ny@example\.com/))
    expect(cell(1, 'email').getAttribute('aria-invalid')).toBe('true')
  })

  it('is corrected from what was typed, and is no longer refused then', async () => {
    let answers = [[{ id: 2, column: 'email', sentence: 'The address has no @.' }], []]
    const shown = await open({ edit: async () => answers.shift() }, 'refused')
    await shown.press('F2')
    expect(editor()?.value).toBe('x')
    await write(shown, 'x@example.com')
    await shown.press('Enter')
    expect(refused()).toBe('')
    answers = []
  })

  it('is given up by Escape', async () => {
    const shown = await open({}, 'refused')
    await shown.press('Escape')
    expect(refused()).toBe('')
    expect(cell(1, 'email').hasAttribute('aria-invalid')).toBe(false)
    expect(textIn(1, 'email')).toBe(codeRow(2).email)
  })

  it('is found from elsewhere, one after another, and all are given up at once', async () => {
    const refuseAll = async (cells: { id: number; column: string }[]) =>
      cells.map(({ id, column }) => ({ id, column, sentence: 'It is too long.' }))
    const shown = await open({ edit: refuseAll })
    await shown.press('ArrowRight', 'ArrowDown')
    await paste(shown, 'a\tb\nc\td')
    expect(refused()).toBe('4 cells were not changed')
    await shown.press('Control+Home')
    const went: string[] = []
    for (let i = 0; i < 5; i += 1) {
      await shown.click('[data-testid=grid-refused] button')
      went.push(active())
    }
    expect(went).toEqual(['1 recipient', '1 email', '2 recipient', '2 email', '1 recipient'])
    expect(document.activeElement).toBe(shown.find(GRID))
    await shown.click('[data-testid=grid-refused] button:last-child')
    expect(refused()).toBe('')
    expect(document.querySelectorAll('[aria-invalid=true]')).toHaveLength(0)
  })
})

describe('copying', () => {
  it('takes a range as lines with tabs, and as a table', async () => {
    const shown = await open()
    await shown.press('Shift+ArrowDown', 'Shift+ArrowRight')
    const { text, html, taken } = copied()
    expect(taken).toBe(true)
    expect(text).toBe(`VESTLIA-7301\t${codeRow(1).recipient}\r\nVESTLIA-7302\t${codeRow(2).recipient}`)
    expect(html).toContain('<td style="mso-number-format:\'\\@\'" sdnum="1033;0;@">VESTLIA-7301</td>')
    expect(shown.emitted.copied).toEqual([[{ rows: 2, cells: 4 }]])
  })

  it('takes whole rows where some are ticked', async () => {
    const shown = await open({ ticked: [[4, 5]] })
    await shown.press('ArrowRight')
    expect(copied().text.split('\t')).toEqual([
      'VESTLIA-7305',
      codeRow(5).recipient,
      'kurs5@havbris.example',
      '0 / 1',
      'active',
    ])
  })

  it('makes no formula of a name, and no markup', async () => {
    const rows = [codeRow(1, { recipient: '=HYPERLINK("x")' }), codeRow(2, { recipient: '<b>Kari</b> & co' })]
    const shown = await open({ count: 2, read: async () => rows })
    await shown.press('ArrowRight', 'Control+ ')
    const { text, html } = copied()
    expect(text).toBe(`"'=HYPERLINK(""x"")"\r\n<b>Kari</b> & co`)
    expect(html).toContain('&lt;b&gt;Kari&lt;/b&gt; &amp; co')
    expect(html).not.toContain('<b>')
  })

  it('asks before it copies very many rows', async () => {
    const shown = await open({}, 'a million rows')
    await shown.press('Control+a')
    expect(copied().text).toBe('')
    expect(shown.emitted['copy-many']).toEqual([[1_000_000]])
  })

  it('leaves the text of the editor to the browser', async () => {
    const shown = await open({ edit: accepting() })
    await shown.press('ArrowRight', 'F2')
    expect(copied().taken).toBe(false)
    expect(await paste(shown, 'a')).toBe(false)
  })
})

describe('pasting', () => {
  it('lays lines and cells over the range from its corner, and marks them', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'ArrowDown')
    await paste(shown, 'Kari\tkari@example.com\r\nOla\tola@example.com\r\n')
    expect(edit).toHaveBeenCalledExactlyOnceWith([
      { id: 2, column: 'recipient', text: 'Kari' },
      { id: 2, column: 'email', text: 'kari@example.com' },
      { id: 3, column: 'recipient', text: 'Ola' },
      { id: 3, column: 'email', text: 'ola@example.com' },
    ])
    expect(range()).toEqual(['1 recipient', '1 email', '2 recipient', '2 email'])
  })

  it('skips columns that cannot be edited and lines without a row, and says so', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('Control+End', 'Home')
    await paste(shown, 'CODE\tKari\nCODE\tOla\nCODE\tPer')
    expect(edit).toHaveBeenCalledExactlyOnceWith([{ id: 9, column: 'recipient', text: 'Kari' }])
    expect(said()).toBe('1 cell in a read-only column was skipped. 2 lines did not fit into the report.')
  })

  it('puts one text into every cell of the range', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'Shift+ArrowDown')
    await paste(shown, 'Kari')
    expect(edit).toHaveBeenCalledExactlyOnceWith([
      { id: 1, column: 'recipient', text: 'Kari' },
      { id: 2, column: 'recipient', text: 'Kari' },
    ])
  })

  it('says that there is no text, or no column for it', async () => {
    const edit = accepting()
    const shown = await open({ edit })
    await shown.press('ArrowRight', 'ArrowRight', 'ArrowRight')
    await paste(shown, '')
    expect(said()).toBe('The clipboard has no text to paste.')
    await paste(shown, '1\t2')
    expect(said()).toBe('None of these columns can be edited. Select cells under Recipient or Email.')
    expect(edit).not.toHaveBeenCalled()
  })

  it('refuses as many lines as there are not ticked rows', async () => {
    const edit = accepting()
    const shown = await open({ edit, ticked: [[0, 3]] })
    await shown.press('ArrowRight')
    await paste(shown, 'a\nb')
    expect(said()).toContain('The clipboard has 2 lines, but 3 rows are selected.')
    expect(edit).not.toHaveBeenCalled()
  })
})

describe('menus', () => {
  const entries = () => textsOf('[role=menu] .name')

  it('of a column opens by Alt and the arrow, and sorts by keys alone', async () => {
    const shown = await open()
    await shown.press('ArrowRight', 'Alt+ArrowDown')
    await shown.appears('[role=menu]')
    expect(shown.find('[role=menu]').getAttribute('aria-label')).toBe('Menu for Recipient')
    await shown.press('ArrowDown', 'Enter')
    expect(shown.emitted.sort).toEqual([[[{ column: 'recipient', descending: true }]]])
    expect(document.activeElement).toBe(shown.find(GRID))
  })

  it('of a column hides it, which the page keeps, and the next is active', async () => {
    const shown = await open()
    await shown.press('ArrowRight', 'Alt+ArrowDown')
    await shown.click('[data-testid=menu-hide]')
    expect(head('recipient')).toBeNull()
    const [arrangement] = last(shown.emitted['update:arrangement']) ?? []
    expect(arrangement).toContainEqual({ column: 'recipient', width: 200, hidden: true, frozen: false })
    expect(active()).toBe('0 email')
  })

  it('of a column that must be seen does not hide it', async () => {
    const shown = await open()
    await shown.press('Alt+ArrowDown')
    await shown.appears('[role=menu]')
    expect(entries()).not.toContain('Hide column')
    expect(entries()).toContain('Unfreeze column')
  })

  it('of a cell opens by Shift+F10 and closes by Escape, and the grid has the keys again', async () => {
    const shown = await show('components/grid/DataGrid/menu of a cell')
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'))
    await shown.press('Escape')
    await vi.waitFor(() => expect(document.activeElement).toBe(shown.find(GRID)))
    await shown.press('ArrowDown')
    expect(active()).toBe('2 code')
  })

  it('of a cell ticks, edits, and shows only what has its value', async () => {
    const edit = accepting()
    const shown = await open({ edit, filterable: ['recipient'] })
    await shown.press('ArrowRight', 'Shift+F10')
    await shown.click('[data-testid=menu-tick]')
    expect(last(shown.emitted['update:ticked'])).toEqual([[[0, 1]]])
    await shown.press('Shift+F10')
    expect(entries()).toContain(`Show only “${codeRow(1).recipient}”`)
    await shown.click('[data-testid=menu-only-this]')
    expect(shown.emitted['filter-by']).toEqual([['recipient', expect.objectContaining({ id: 1 })]])
    await shown.press('ContextMenu')
    await shown.click('[data-testid=menu-edit]')
    expect(editor()?.value).toBe(codeRow(1).recipient)
  })

  it('of a cell that cannot be edited offers no editing', async () => {
    const shown = await open({ edit: accepting() })
    await shown.press('ArrowDown', 'Shift+F10')
    await shown.appears('[role=menu]')
    expect(shown.find('[data-testid=menu-edit]').hasAttribute('aria-disabled')).toBe(true)
  })

  it('goes past disabled entries, round the ends, and to a first letter', async () => {
    const shown = await show('components/grid/GridMenu/entries')
    const at = () => document.activeElement?.getAttribute('data-testid')
    await vi.waitFor(() => expect(at()).toBe('menu-copy'))
    const went: unknown[] = []
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'f']) {
      await shown.press(key)
      went.push(at())
    }
    expect(went).toEqual([
      'menu-frozen',
      'menu-delete',
      'menu-copy',
      'menu-delete',
      'menu-copy',
      'menu-delete',
      'menu-frozen',
    ])
    expect(document.activeElement?.getAttribute('aria-checked')).toBe('true')
    await shown.press('Tab')
    expect(last(shown.emitted['update:modelValue'])).toEqual([false])
    expect(shown.emitted.closed).toEqual([[]])
  })
})

describe('columns', () => {
  const order = () =>
    [...document.querySelectorAll<HTMLElement>('[data-head]')].map(({ dataset }) => dataset.head)

  it('are moved by Alt, Shift and arrows, which is said', async () => {
    const shown = await open()
    await shown.press('ArrowRight', 'Alt+Shift+ArrowRight')
    expect(order()).toEqual(['code', 'email', 'recipient', 'used', 'status'])
    expect(said()).toBe('Recipient is now column 3 of 5.')
    expect(active()).toBe('0 recipient')
  })

  it('are made wider and narrower by Alt and arrows', async () => {
    const shown = await open()
    const width = () => head('email')?.style.width
    await shown.press('ArrowRight', 'ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowRight')
    expect(width()).toBe('292px')
    await shown.press('Alt+ArrowLeft')
    expect(width()).toBe('276px')
  })
})

describe('states', () => {
  it('without rows only the head can be reached', async () => {
    const shown = await open({}, 'empty')
    expect(shown.find(GRID).getAttribute('aria-rowcount')).toBe('1')
    await shown.press('ArrowDown', 'PageDown', 'Control+End', ' ', 'Delete')
    expect(active()).toMatch(/^head /)
    expect(shown.emitted.open).toBeUndefined()
  })

  it('rows that are late are busy, and nothing can be opened in them', async () => {
    const shown = await open({}, 'loading')
    expect(document.querySelectorAll('[aria-busy=true] .bar').length).toBeGreaterThan(0)
    await shown.press('Enter', 'F2')
    expect(shown.emitted.open).toBeUndefined()
    expect(editor()).toBeNull()
  })

  it('says that reading failed', async () => {
    const failure = new Error('the result set is gone')
    const shown = await show('components/grid/DataGrid/empty', {
      props: { count: 3, read: () => Promise.reject(failure) },
    })
    expect(shown.emitted.failed?.[0]).toEqual([failure])
  })

  it('a row that is gone has a dash, and cannot be opened', async () => {
    const shown = await show('components/grid/DataGrid/empty', {
      props: { count: 2, read: async () => [null, codeRow(2)] },
    })
    shown.find(GRID).focus()
    expect(textIn(0, 'code')).toBe('–')
    await shown.press('Enter', 'ArrowDown', 'Enter')
    expect(shown.emitted.open).toEqual([[expect.objectContaining({ id: 2 }), 1]])
  })

  it('a row that changed meanwhile is read again, and tinted', async () => {
    let rows = [codeRow(1), codeRow(2)]
    const shown = await show('components/grid/DataGrid/empty', {
      props: { count: 2, read: async () => rows },
    })
    rows = [codeRow(1), codeRow(2, { status: 'deleted' })]
    await (shown.component().refresh as () => Promise<void>)()
    await shown.press()
    expect(textIn(1, 'status')).toBe('deleted')
    expect(textsOf('.row.changed [data-column=code]')).toEqual(['VESTLIA-7302'])
  })
})
