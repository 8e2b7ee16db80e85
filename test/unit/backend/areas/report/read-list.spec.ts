import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readList } from '#backend/areas/report/lists/read-list.ts'

const texts = (pasted: string) => [...readList(pasted)].map(({ text }) => text)

it('reads one value a line, cells of a table, and values with marks between', () => {
  expect(texts('K7QX2MPRTA\r\nsommer-26\n\n  VINTER  \n')).toEqual(['K7QX2MPRTA', 'sommer-26', 'VINTER'])
  expect(texts('A2B\tola@example.com\nC3D\tkari@example.com')).toEqual([
    'A2B',
    'ola@example.com',
    'C3D',
    'kari@example.com',
  ])
  expect(texts('A2B, C3D;E4F G5H\u00a0I6J')).toEqual(['A2B', 'C3D', 'E4F', 'G5H', 'I6J'])
  expect(texts('"A2B";\'C3D\',(E4F)')).toEqual(['A2B', 'C3D', 'E4F'])
  expect(texts(' \t\r\n;,, ')).toEqual([])
})

it('takes addresses out of their wrapping', () => {
  const pasted =
    '"Kari Nordmann" <kari@example.com>; Ola <ola@example.com>\n<bo@example.com> mailto:eli@example.com'
  expect(texts(pasted)).toEqual(['kari@example.com', 'ola@example.com', 'bo@example.com', 'eli@example.com'])
})

it('distinguishes codes from addresses, and counts the cases of letters as the same', () => {
  const [code, same, address, sameAddress] = readList('Sommer SOMMER Åse@Example.com åse@example.com')
  expect(code).toEqual({ kind: 'code', text: 'Sommer', key: 'SOMMER' })
  expect(same?.key).toBe(code?.key)
  expect(address?.kind).toBe('address')
  expect(sameAddress?.key).toBe(address?.key)
})

it('finds every code and address again, whatever is between them', () => {
  const code = fc.stringMatching(/^[A-Za-z0-9_-]{3,20}$/)
  const address = fc.stringMatching(/^[a-z0-9]{1,8}@[a-z0-9]{1,8}\.example$/)
  const mark = fc.constantFrom('\n', '\r\n', '\t', ';', ',', ' ', ', ', ' ;\n')
  const list = fc.array(fc.tuple(fc.oneof(code, address), mark), { maxLength: 60 })
  fc.assert(
    fc.property(list, (parts) => {
      expect(texts(parts.flat().join(''))).toEqual(parts.map(([value]) => value))
    }),
  )
})
