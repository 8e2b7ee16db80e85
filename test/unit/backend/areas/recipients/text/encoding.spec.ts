import { describe, expect, it } from 'vitest'
import type { Encoding } from '#shared/contract/recipients.ts'
import { decode, findEncoding } from '#backend/areas/recipients/text/encoding.ts'
import { encodeIn } from '../../../../../support/code-pages.ts'

/** Made-up people of each language, and the code pages in which their files come. */
const PEOPLE: { names: string; pages: Encoding[] }[] = [
  {
    names: 'Kåre Ødegård,Bjørn Sæther,Åse Bø,Håkon Lønning,Tårnby Kjær',
    pages: ['windows-1252', 'macintosh'],
  },
  { names: 'Åsa Sjöberg,Björn Håkansson,Märta Öberg,Jörgen Grönlund', pages: ['windows-1252', 'macintosh'] },
  { names: 'Jürgen Müller,Käthe Groß,Björn Schröder,Jörg Köhler', pages: ['windows-1252', 'macintosh'] },
  { names: 'François Lefèvre,Zoé Bérenger,Chloé Gagné,Hélène Côté', pages: ['windows-1252', 'macintosh'] },
  { names: 'José Núñez,María Peña,Íñigo Muñoz,Begoña Ibáñez', pages: ['windows-1252', 'macintosh'] },
  { names: 'Guðrún Þórsdóttir,Ólafur Jónsson,Ásta Björk Hallgrímsdóttir', pages: ['windows-1252'] },
  { names: 'Łukasz Wójcik,Małgorzata Dąbrowska,Żaneta Święcicka,Paweł Kozłowski', pages: ['windows-1250'] },
  { names: 'Jiří Dvořák,Věra Nováčková,Tomáš Kučera,Zdeněk Růžička', pages: ['windows-1250'] },
  { names: 'Gergő Szűcs,Ildikó Kertész,Erzsébet Győri,Béla Fűzes', pages: ['windows-1250'] },
  { names: 'Пётр Иванов,Мария Кузнецова,Олександр Шевченко', pages: ['windows-1251'] },
  { names: 'Γιώργος Παπαδόπουλος,Ελένη Νικολάου,Κώστας Δημητρίου', pages: ['windows-1253'] },
  { names: 'Ayşe Yılmaz,Çağlar Şahin,Gülşen Öztürk,İbrahim Doğan', pages: ['windows-1254'] },
  { names: 'Jānis Bērziņš,Līga Ozoliņa,Kęstutis Žukauskas,Rūta Šimkutė', pages: ['windows-1257'] },
]
const cases = PEOPLE.flatMap(({ names, pages }) => pages.map((page) => ({ names, page })))

function fileIn(names: string, page: Encoding): Buffer {
  const text = names
    .split(',')
    .map((name, i) => `person${i}@example.com;${name}\r\n`)
    .join('')
  const bytes = encodeIn(text, page)
  if (!bytes) throw new Error(`${page} cannot have ${names}`)
  return bytes
}

describe('the encoding of a text', () => {
  it.each(cases)('$page: $names', ({ names, page }) => {
    const bytes = fileIn(names, page)
    expect(decode(bytes, findEncoding(bytes))).toBe(decode(bytes, page))
  })

  it('is recognized from nine in ten single names', () => {
    const single = cases.flatMap(({ names, page }) => names.split(',').map((name) => ({ name, page })))
    const recognized = single.filter(({ name, page }) => {
      const bytes = fileIn(name, page)
      return decode(bytes, findEncoding(bytes)) === decode(bytes, page)
    })
    expect(recognized.length / single.length).toBeGreaterThanOrEqual(0.9)
  })

  it('is UTF-8 with or without a mark, and for plain letters', () => {
    expect(findEncoding(Buffer.from('a@example.com;Kåre'))).toBe('utf-8')
    expect(findEncoding(Buffer.from('\ufeffa@example.com'))).toBe('utf-8')
    expect(decode(Buffer.from('\ufeffå'), 'utf-8')).toBe('å')
    expect(findEncoding(Buffer.from(''))).toBe('utf-8')
  })

  it('is UTF-16 by its mark, or by its zeros', () => {
    const little = Buffer.from('kåre@example.com\tKåre\r\n', 'utf16le')
    const big = Buffer.from(little).swap16()
    expect(findEncoding(little)).toBe('utf-16le')
    expect(findEncoding(big)).toBe('utf-16be')
    expect(findEncoding(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toBe('utf-16le')
    expect(decode(Buffer.concat([Buffer.from([0xfe, 0xff]), big]), 'utf-16be')).toContain('Kåre')
  })
})
