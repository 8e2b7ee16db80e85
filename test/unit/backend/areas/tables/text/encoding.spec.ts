import { describe, expect, it } from 'vitest'
import type { Encoding } from '#shared/contract/recipients.ts'
import { countUnreadable, decode, decodeInPieces, findEncoding } from '#backend/areas/tables/text/encoding.ts'
import { encodeIn } from '../../../../../support/code-pages.ts'

const WESTERN: Encoding[] = ['windows-1252', 'macintosh', 'cp850']
/** Made-up people of each language, and the code pages in which their files come. */
const PEOPLE: { names: string; pages: Encoding[] }[] = [
  {
    names: 'Kåre Ødegård,Bjørn Sæther,Åse Bø,Håkon Lønning,Tårnby Kjær',
    pages: WESTERN,
  },
  { names: 'Åsa Sjöberg,Björn Håkansson,Märta Öberg,Jörgen Grönlund', pages: WESTERN },
  { names: 'Jürgen Müller,Käthe Groß,Björn Schröder,Jörg Köhler', pages: WESTERN },
  { names: 'François Lefèvre,Zoé Bérenger,Chloé Gagné,Hélène Côté', pages: WESTERN },
  { names: 'José Núñez,María Peña,Íñigo Muñoz,Begoña Ibáñez', pages: WESTERN },
  { names: 'Guðrún Þórsdóttir,Ólafur Jónsson,Ásta Björk Hallgrímsdóttir', pages: ['windows-1252'] },
  {
    names: 'Łukasz Wójcik,Małgorzata Dąbrowska,Żaneta Święcicka,Paweł Kozłowski',
    pages: ['windows-1250', 'iso-8859-2'],
  },
  { names: 'Jiří Dvořák,Věra Nováčková,Tomáš Kučera,Zdeněk Růžička', pages: ['windows-1250'] },
  { names: 'Gergő Szűcs,Ildikó Kertész,Erzsébet Győri,Béla Fűzes', pages: ['windows-1250'] },
  { names: 'Пётр Иванов,Мария Кузнецова,Олександр Шевченко', pages: ['windows-1251'] },
  { names: 'Пётр Иванов,Мария Кузнецова,Анна Смирнова', pages: ['koi8-r', 'ibm866', 'iso-8859-5'] },
  { names: 'דוד כהן,שרה לוי,משה אברהם', pages: ['windows-1255'] },
  { names: 'محمد علي,فاطمة حسن,أحمد إبراهيم', pages: ['windows-1256', 'iso-8859-6'] },
  { names: 'Γιώργος Παπαδόπουλος,Ελένη Νικολάου,Κώστας Δημητρίου', pages: ['windows-1253', 'iso-8859-7'] },
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

  /** Written by Python. */
  it.each<[Encoding, names: string, bytes: string]>([
    [
      'shift_jis',
      '山田太郎,佐藤 花子,たなか さくら',
      '8e52936391be9859,8db293a12089d48e71,82bd82c882a92082b382ad82e7',
    ],
    ['gb18030', '王小明,李娜,张伟,陈建国', 'cdf5d0a1c3f7,c0eec4c8,d5c5ceb0,b3c2bda8b9fa'],
    ['euc-jp', 'たなか さくら,山田太郎', 'a4bfa4caa4ab20a4b5a4afa4e9,bbb3c5c4c2c0cfba'],
    ['big5', '王小明,李大華,陳建國', 'a4fda470a9fa,a7f5a46ab5d8,b3afabd8b0ea'],
    ['gb18030', '電子郵件,李大華,王小明', 'eb8ad7d3e05dbcfe,c0eeb4f3c841,cdf5d0a1c3f7'],
    ['euc-kr', '김민수,이서연,박지훈,최유진', 'b1e8b9cebcf6,c0ccbcadbfac,b9dac1f6c8c6,c3d6c0afc1f8'],
  ])('is %s where letters of two bytes are in rows of several', (encoding, names, bytes) => {
    const rows = bytes
      .split(',')
      .map((name, i) => [`person${i}@example.com;`, Buffer.from(name, 'hex'), '\r\n'])
    const file = Buffer.concat(rows.flat().map((part) => Buffer.from(part)))
    expect(findEncoding(file)).toBe(encoding)
    expect(decode(file, encoding)).toBe(
      names
        .split(',')
        .map((name, i) => `person${i}@example.com;${name}\r\n`)
        .join(''),
    )
  })

  it('stays UTF-8 where a byte is damaged, or the last letter is cut off', () => {
    const text = 'kare@example.com;Kåre Ødegård\nase@example.com;Åse Strøm\n'
    const cut = Buffer.from(text).subarray(0, Buffer.from(text).lastIndexOf(0xb8))
    for (const file of [
      Buffer.concat([Buffer.from(text), Buffer.from('bo@example.com;B\xf8 Li', 'latin1')]),
      cut,
    ]) {
      expect(findEncoding(file)).toBe('utf-8')
      expect(countUnreadable(decode(file, 'utf-8'))).toBe(1)
    }
  })

  it('is MS-DOS’s code page as Excel writes it', () => {
    expect(decode(Buffer.from('4b867265209d646567867264', 'hex'), 'cp850')).toBe('Kåre Ødegård')
    const all = decode(
      Uint8Array.from({ length: 128 }, (_, i) => 128 + i),
      'cp850',
    )
    expect(new Set(all).size).toBe(128)
    expect([all.indexOf('€'), all.indexOf('¤'), all[0], all[0x1b], all[0x7f]]).toEqual([
      -1,
      0x4f,
      'Ç',
      'ø',
      '\u00a0',
    ])
  })

  it.each<Encoding>(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'cp850', 'gb18030'])(
    'is decoded piece by piece as it would be at once (%s)',
    async (encoding) => {
      const lines = Array.from(
        { length: 60_000 },
        (_, i) => `p${i}@example.com;K\u00e5re \ud83d\ude00${'x'.repeat(i % 7)}`,
      )
      const text = `\ufeff${lines.join('\r\n')}`
      const utf16 = Buffer.from(text, 'utf16le')
      const bytes =
        encoding === 'utf-16le' ? utf16 : encoding === 'utf-16be' ? utf16.swap16() : Buffer.from(text)
      expect((await decodeInPieces(bytes, encoding, 0)) === decode(bytes, encoding)).toBe(true)
    },
  )

  it('is UTF-16 by its mark, or by its zeros', () => {
    const little = Buffer.from('kåre@example.com\tKåre\r\n', 'utf16le')
    const big = Buffer.from(little).swap16()
    expect(findEncoding(little)).toBe('utf-16le')
    expect(findEncoding(big)).toBe('utf-16be')
    expect(findEncoding(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toBe('utf-16le')
    expect(decode(Buffer.concat([Buffer.from([0xfe, 0xff]), big]), 'utf-16be')).toContain('Kåre')
  })
})
