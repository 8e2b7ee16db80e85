import { h } from 'vue'
import { describe, expect, it } from 'vitest'
import { fitting, type PaletteEntry } from '../../../src-renderer/components/shell/palette-entries.ts'

const entry = (title: string): PaletteEntry => ({
  key: title,
  group: 'pages',
  icon: () => h('i'),
  title,
  run: () => undefined,
})
const entries = [
  'Oversikt',
  'Opprett kampanjekoder',
  'Kampanjekoderapport',
  'Om E-handel',
  'Åpne eksempeldata',
].map(entry)
const titles = (typed: string) => fitting(entries, typed).map(({ title }) => title)

describe('the palette', () => {
  it('shows everything in its order when nothing is typed', () => {
    expect(titles('  ')).toEqual(entries.map(({ title }) => title))
  })

  it('finds words by their beginning, any case, in any order', () => {
    expect(titles('o')).toEqual(['Oversikt', 'Opprett kampanjekoder', 'Om E-handel'])
    expect(titles('KODER')).toEqual([])
    expect(titles('kamp opp')).toEqual(['Opprett kampanjekoder'])
    expect(titles('åpne')).toEqual(['Åpne eksempeldata'])
    expect(titles('handel')).toEqual(['Om E-handel'])
  })

  it('puts titles that begin with the text first', () => {
    expect(titles('kamp')).toEqual(['Kampanjekoderapport', 'Opprett kampanjekoder'])
  })
})
