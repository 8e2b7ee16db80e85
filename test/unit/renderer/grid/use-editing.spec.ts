import { describe, expect, it } from 'vitest'
import type { GridColumn } from '../../../../src-renderer/components/grid/columns.ts'
import type {
  EditedCell,
  EditOutcome,
  RefusedCell,
} from '../../../../src-renderer/components/grid/editing.ts'
import { useEditing } from '../../../../src-renderer/components/grid/use-editing.ts'
import { made } from './over.ts'

interface Row {
  id: number
  name: string
  deleted?: boolean
}
const columns: GridColumn<Row>[] = [
  { key: 'code', title: 'Kode', kind: 'code', width: 100, text: ({ id }) => `C${id}` },
  {
    key: 'name',
    title: 'Navn',
    kind: 'text',
    width: 100,
    text: ({ name }) => name,
    editing: { start: ({ name }) => name, refuses: ({ deleted }) => (deleted ? 'Den er slettet.' : null) },
  },
]

/** Editing over ten rows, whose ids are not their places; texts with a "!" are refused. */
async function editingOver(answer?: (cells: readonly EditedCell[]) => Promise<readonly RefusedCell[]>) {
  const rows: Row[] = Array.from({ length: 10 }, (_, i) => ({ id: 100 - i, name: `N${i}`, deleted: i === 9 }))
  const edits: (readonly EditedCell[])[] = []
  const said: string[] = []
  const outcomes: EditOutcome[] = []
  const refused: (number | null)[] = []
  const failures: unknown[] = []
  const usual = async (cells: readonly EditedCell[]) =>
    cells.filter(({ text }) => text.includes('!')).map(({ id, column }) => ({ id, column, sentence: 'Nei.' }))
  const editing = await made(() =>
    useEditing<Row>({
      column: (key) => columns.find((column) => column.key === key),
      at: (position) => rows[position],
      rowId: () => (row) => row.id,
      edit: () => (cells) => {
        edits.push(cells)
        return (answer ?? usual)(cells)
      },
      refresh: async () => undefined,
      say: (text) => said.push(text),
      onRefused: ({ position }) => refused.push(position),
      onEdited: (outcome) => outcomes.push(outcome),
      onFailed: (error) => failures.push(error),
    }),
  )
  const ended = () => expect.poll(() => outcomes.length + failures.length).toBeGreaterThan(0)
  return { editing, rows, edits, said, outcomes, refused, failures, ended }
}
const at = (row: number, column = 'name') => ({ row, column })

describe('editing in place', () => {
  it('begins with what is there, or with what is typed, and sends it by the row’s id', async () => {
    const { editing, edits, ended, outcomes } = await editingOver()
    editing.begin(at(2), null)
    expect(editing.editor.value).toMatchObject({ text: 'N2', id: 98 })
    editing.type('N2 AS ')
    expect(editing.keep()).toBe('N2 AS')
    expect(editing.markAt(at(2))).toMatchObject({ text: 'N2 AS', refusal: null })
    await ended()
    expect(edits).toEqual([[{ id: 98, column: 'name', text: 'N2 AS', seen: 'N2' }]])
    expect(outcomes).toEqual([{ changed: 1, refused: 0, readOnly: 0, beyond: 0 }])
    expect(editing.markAt(at(2))).toBeUndefined()
  })

  it('sends nothing when nothing was changed, or when it is given up', async () => {
    const { editing, edits } = await editingOver()
    editing.begin(at(2), null)
    editing.keep()
    editing.begin(at(2), 'X')
    editing.close()
    expect(editing.keep()).toBeNull()
    expect(edits).toEqual([])
  })

  it('says why a cell cannot be edited', async () => {
    const { editing, said } = await editingOver()
    editing.begin(at(0, 'code'), 'X')
    editing.begin(at(9), 'X')
    expect(said).toEqual(['Kode kan ikke redigeres her.', 'Den er slettet.'])
    expect(editing.editor.value).toBeNull()
  })

  it('keeps what was refused, also when the order of the rows changes, until corrected or discarded', async () => {
    const { editing, rows, refused, ended } = await editingOver()
    editing.begin(at(3), 'feil!')
    editing.keep()
    await ended()
    expect(editing.markAt(at(3))).toMatchObject({ text: 'feil!', refusal: 'Nei.' })
    expect(refused).toEqual([3])
    rows.reverse()
    expect(editing.markAt(at(3))).toBeUndefined()
    expect(editing.markAt(at(6))).toMatchObject({ text: 'feil!' })

    editing.begin(at(6), null)
    expect(editing.editor.value?.text).toBe('feil!')
    editing.type('N3')
    editing.keep()
    expect(editing.markAt(at(6))).toBeUndefined()
  })

  it('says what a person saw, also when they try again after another changed the cell', async () => {
    const { editing, rows, edits } = await editingOver(async () => [
      { id: 97, column: 'name', sentence: 'Endret.' },
    ])
    editing.begin(at(3), null)
    rows[3] = { id: 97, name: 'N3 ASA' }
    editing.type('N3 AS')
    editing.keep()
    await expect.poll(() => editing.markAt(at(3))?.refusal).toBe('Endret.')
    editing.begin(at(3), null)
    expect(editing.editor.value).toMatchObject({ text: 'N3 AS', before: 'N3 ASA' })
    editing.keep()
    expect(edits.flat().map(({ seen }) => seen)).toEqual(['N3', 'N3 ASA'])
  })

  it('gives up one, or all', async () => {
    const { editing, ended } = await editingOver()
    const cell = (id: number) => ({ id, position: 100 - id, column: 'name', text: '!' })
    await editing.apply([cell(100), cell(99), cell(98)])
    await ended()
    expect(editing.refused.value).toBe(3)
    expect(editing.discardRefused(at(0))).toBe(true)
    expect(editing.discardRefused(at(0))).toBe(false)
    editing.discardAllRefused()
    expect(editing.refused.value).toBe(0)
  })

  it('says while cells are on their way, and when they have arrived', async () => {
    let answer: (refused: readonly RefusedCell[]) => void = () => undefined
    const { editing } = await editingOver(() => new Promise((resolve) => (answer = resolve)))
    void editing.apply([{ id: 100, position: 0, column: 'name', text: 'X' }])
    expect(editing.isUnderWay()).toBe(true)
    const arrived = editing.arrived()
    answer([])
    await arrived
    expect(editing.isUnderWay()).toBe(false)
    await editing.arrived()
  })

  it('keeps what was typed, marked, when nothing could be changed at all', async () => {
    const { editing, failures, outcomes } = await editingOver(async () => {
      throw new Error('Gone')
    })
    await editing.apply([{ id: 100, position: 0, column: 'name', text: 'X' }])
    expect(failures).toHaveLength(1)
    expect(outcomes).toEqual([])
    expect(editing.typed.value).toEqual([
      { id: 100, column: 'name', text: 'X', sentence: expect.any(String) },
    ])
  })
})
