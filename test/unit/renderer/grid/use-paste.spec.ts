import { describe, expect, it } from 'vitest'
import type { Ranges } from '#shared/domain/selection.ts'
import type { Rectangle } from '../../../../src-renderer/components/grid/cell-range.ts'
import type { PlacedCell } from '../../../../src-renderer/components/grid/cell-marks.ts'
import type { GridColumn } from '../../../../src-renderer/components/grid/columns.ts'
import { usePaste } from '../../../../src-renderer/components/grid/use-paste.ts'
import { made } from './over.ts'

interface Row {
  id: number
  name: string
}
const columns: GridColumn<Row>[] = ['code', 'name', 'expires'].map((key) => ({
  key,
  title: { code: 'Kode', name: 'Navn', expires: 'Utløper' }[key] ?? key,
  kind: 'text',
  width: 100,
  text: ({ name }) => `${name}`,
  ...(key !== 'code' && { editing: { start: ({ name }: Row) => name } }),
}))
/** Row 4 is gone; rows from 1,000 on have not been read. */
const rowAt = (position: number): Row | null =>
  position === 4 ? null : { id: position + 1, name: `N${position}` }

async function pasteOver(rectangle: Rectangle, ticked: Ranges = [], count = 300_000) {
  const sent: { cells: readonly PlacedCell[]; leftOut: { readOnly: number; beyond: number } }[] = []
  const reads: [number, number][] = []
  const said: string[] = []
  const selected: Rectangle[] = []
  const paste = await made(() =>
    usePaste<Row>({
      count: () => count,
      columns: () => columns,
      shown: () => columns,
      rectangle: () => rectangle,
      ticked: () => ticked,
      at: (position) => (position < 1000 ? rowAt(position) : undefined),
      read: async (offset, limit) => {
        reads.push([offset, limit])
        return Array.from({ length: limit }, (_, i) => rowAt(offset + i))
      },
      rowId: () => (row) => row.id,
      whyNot: () => null,
      apply: async (cells, leftOut) => void sent.push({ cells, leftOut }),
      select: (now) => selected.push(now),
      say: (text) => said.push(text),
      onFailed: (error) => said.push(String(error)),
    }),
  )
  const ended = () => expect.poll(() => sent.length + said.length).toBeGreaterThan(0)
  return { paste, sent, reads, said, selected, ended }
}
const at = (top: number, bottom: number, left: number, right = left) => ({ top, bottom, left, right })
const texts = (cells: readonly PlacedCell[]) =>
  cells.map(({ position, column, text }) => [position, column, text])

describe('pasting', () => {
  it('keys each text by its row’s id; a row that is gone takes its line with it', async () => {
    const { paste, sent, selected, ended } = await pasteOver(at(3, 3, 1))
    paste.paste('a\nb\nc')
    await ended()
    expect(texts(sent[0]?.cells ?? [])).toEqual([
      [3, 'name', 'a'],
      [5, 'name', 'c'],
    ])
    expect(sent[0]?.cells.map(({ id }) => id)).toEqual([4, 6])
    expect(selected).toEqual([at(3, 5, 1)])
  })

  it('reads rows that are not loaded, in blocks', async () => {
    const { paste, sent, reads, ended } = await pasteOver(at(0, 0, 1), [
      [998, 1001],
      [20_000, 27_000],
    ])
    paste.paste('x')
    await ended()
    expect(reads).toEqual([
      [998, 3],
      [20_000, 5000],
      [25_000, 2000],
    ])
    expect(sent[0]?.cells).toHaveLength(7003)
  })

  it('clears, fills, and fills down', async () => {
    const clearing = await pasteOver(at(0, 1, 0, 1))
    clearing.paste.clear()
    await clearing.ended()
    expect(clearing.sent[0]).toMatchObject({ leftOut: { readOnly: 2, beyond: 0 } })
    expect(texts(clearing.sent[0]?.cells ?? [])).toEqual([
      [0, 'name', ''],
      [1, 'name', ''],
    ])

    const filling = await pasteOver(at(6, 8, 0, 2), [[0, 3]])
    await filling.paste.fillDown()
    await filling.ended()
    expect(texts(filling.sent[0]?.cells ?? []).filter(([row]) => row === 8)).toEqual([
      [8, 'name', 'N6'],
      [8, 'expires', 'N6'],
    ])
  })

  it('says what prevents it, and then changes nothing', async () => {
    const readOnly = await pasteOver(at(0, 5, 0))
    readOnly.paste.paste('x')
    expect(readOnly.said[0]).toContain('Merk celler under Navn eller Utløper.')
    const many = await pasteOver(at(0, 0, 1), [[0, 300_000]])
    many.paste.paste('x')
    expect(many.said[0]).toContain('Grensen er 100 000 om gangen.'.replaceAll(' 000', '\u00a0000'))
    const differ = await pasteOver(at(0, 0, 1), [[0, 3]])
    differ.paste.paste('x\ny')
    expect(differ.said[0]).toContain('2 linjer, men 3 rader er merket')
    const one = await pasteOver(at(0, 0, 1))
    await one.paste.fillDown()
    expect(one.said[0]).toContain('minst to rader')
    expect([...readOnly.sent, ...many.sent, ...differ.sent, ...one.sent]).toEqual([])
  })
})
