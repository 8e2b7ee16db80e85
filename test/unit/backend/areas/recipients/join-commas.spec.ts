import { describe, expect, it } from 'vitest'
import { findJoining, joined } from '#backend/areas/recipients/join-commas.ts'

/** Cells as they are after the commas in names are put back. */
function joinedRows(...lines: string[]) {
  const rows = lines.map((line, i) => ({ row: i + 1, cells: line.split(',') }))
  const joining = findJoining(rows, ',')
  return rows.map((row) => (joining ? joined(row, joining) : row).cells)
}

describe('a comma in a name without quotes', () => {
  it('is found by the space behind it', () => {
    expect(joinedRows('email,name', 'a@b.no,Li, Kari', 'c@d.no,Vik, Ola')).toEqual([
      ['email', 'name'],
      ['a@b.no', 'Li, Kari'],
      ['c@d.no', 'Vik, Ola'],
    ])
    expect(joinedRows('name,email,city', 'Li, Kari,a@b.no,Oslo', 'Ola,c@d.no,Bø')[1]).toEqual([
      ...['Li, Kari', 'a@b.no', 'Oslo'],
    ])
    const row = joinedRows('email,name,note', 'a@b.no,Li, Kari,x', 'c@d.no,Ola,y')[1]
    expect(row).toEqual(['a@b.no', 'Li, Kari', 'x'])
  })

  it('is found without one where the address is further right, or has both parts of a name that comes last', () => {
    expect(joinedRows('name,email,city', 'Li,Kari,a@b.no,Oslo', 'Ola,c@d.no,Bø')[1]?.[0]).toBe('Li,Kari')
    const row = joinedRows('email,name', 'kari.vik@b.no,Vik,Kari', 'c@d.no,Ola,Bø')
    expect(row.slice(1)).toEqual([
      ['kari.vik@b.no', 'Vik,Kari'],
      ['c@d.no', 'Ola', 'Bø'],
    ])
  })

  it('is not looked for where it would be a guess', () => {
    const columns = ['email,name', 'a@b.no,Kari,Oslo', 'c@d.no,Ola,Bø']
    expect(joinedRows(...columns)).toEqual(columns.map((line) => line.split(',')))
    expect(joinedRows('a@b.no,Li, Kari')).toEqual([['a@b.no', 'Li', ' Kari']])
    expect(findJoining([{ row: 1, cells: ['email', 'name'] }], ';')).toBeUndefined()
  })

  it('leaves rows alone that are as wide as the headings, whatever comes after spaces', () => {
    expect(joinedRows('email,name,city', 'a@b.no, Kari, Oslo')[1]).toEqual(['a@b.no', ' Kari', ' Oslo'])
    expect(joinedRows('email, name', 'a@b.no, Kari, Li')[1]).toEqual(['a@b.no', ' Kari', ' Li'])
  })
})
