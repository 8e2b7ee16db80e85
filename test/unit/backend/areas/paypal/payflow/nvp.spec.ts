import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format, NvpFormatError, parse } from '#backend/areas/paypal/payflow/nvp.ts'

const fieldsOf = (input: string | Uint8Array) => {
  const parsed = parse(input)
  return 'fields' in parsed ? Object.fromEntries(parsed.fields) : parsed.problem
}

describe('reading', () => {
  it('takes values as they are, without URL encoding', () => {
    expect(fieldsOf('RESULT=0&RESPMSG=100%25+sure')).toEqual({ RESULT: '0', RESPMSG: '100%25+sure' })
  })
  it('lets a length tag hold & and =', () => {
    expect(fieldsOf('COMPANYNAME[14]=Ruff & Johnson&A=b')).toEqual({ COMPANYNAME: 'Ruff & Johnson', A: 'b' })
    expect(fieldsOf('A[3]=a=b&B=')).toEqual({ A: 'a=b', B: '' })
    expect(fieldsOf('A[0]=&B[1]==')).toEqual({ A: '', B: '=' })
  })
  it('takes an = in a value without a tag', () => expect(fieldsOf('A=b=c')).toEqual({ A: 'b=c' }))
  it('lets the last of a repeated name win', () => {
    expect(fieldsOf('A=1&B=2&A=3')).toEqual({ A: '3', B: '2' })
  })
  it('counts a tag in bytes', () => {
    expect(fieldsOf('A[7]=Bær & &B=1')).toEqual({ A: 'Bær & ', B: '1' })
    expect(fieldsOf('FIRSTNAME[4]=Joé&LASTNAME[3]=Ås')).toEqual({ FIRSTNAME: 'Joé', LASTNAME: 'Ås' })
  })
  it('takes quotation marks, which answers hold', () => {
    expect(fieldsOf('A="1"&B=2')).toEqual({ A: '"1"', B: '2' })
  })
  it('takes the XML of the fraud filters, with lines, & and = in it', () => {
    const xml =
      '<triggeredRules>\r\n\t<rule num="1"><ruleDescription>Zip & "Ås" = risk</ruleDescription></rule></triggeredRules>'
    const length = new TextEncoder().encode(xml).length
    expect(fieldsOf(`RESULT=126&FPS_PREXMLDATA[${length}]=${xml}&PREFPSMSG=Review`)).toEqual({
      RESULT: '126',
      FPS_PREXMLDATA: xml,
      PREFPSMSG: 'Review',
    })
  })
  it('allows one line end', () => {
    expect(fieldsOf('A=1\r\n')).toEqual({ A: '1' })
    expect(fieldsOf('A[1]=1\n')).toEqual({ A: '1' })
    expect(fieldsOf('A[2]=1\n')).toEqual({ A: '1\n' })
  })

  it.each([
    ['', 'empty'],
    ['\n', 'empty'],
    ['RESULT', 'bad-name'],
    ['A=1&', 'bad-name'],
    ['&A=1', 'bad-name'],
    ['A=1&&B=2', 'bad-name'],
    ['=1', 'bad-name'],
    ['1A=1', 'bad-name'],
    ['A B=1', 'bad-name'],
    ['<html><body class=x>', 'bad-name'],
    ['A[=1', 'bad-name'],
    ['A]=1', 'bad-name'],
    ['A[1]x=1', 'bad-name'],
    ['A[]=1', 'bad-tag'],
    ['A[x]=1', 'bad-tag'],
    ['A[-1]=1', 'bad-tag'],
    ['A[1.0]=1', 'bad-tag'],
    ['A[2]=1', 'bad-tag'],
    ['A[1]=12', 'bad-tag'],
    ['A[2]=1&B=2', 'bad-tag'],
    ['A[9999999]=1', 'bad-tag'],
    ['A[1]=ø', 'bad-tag'],
    ['A=1\n\n', 'encoding'],
    ['A[1]=1\n\n', 'bad-tag'],
    ['A[3]=1\u00002', 'encoding'],
    ['A=\ud800', 'encoding'],
    ['A=1\u0000', 'encoding'],
    ['A=1\nB=2', 'encoding'],
  ])('says what is wrong with %j', (text, problem) => expect(fieldsOf(text)).toBe(problem))

  it('reads a value in a single-byte encoding as such, and the others as UTF-8', () => {
    const bytes = (...parts: (string | number)[]) =>
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))))
    expect(fieldsOf(bytes('A=B', 0xe6, 'r&B=Bær'))).toEqual({ A: 'Bær', B: 'Bær' })
    expect(
      fieldsOf(bytes('FIRSTNAME[3]=Jo', 0xe9, '&LASTNAME[6]=', 0xc5, 's & B&C=', 0x93, 'x', 0x94)),
    ).toEqual({
      FIRSTNAME: 'Joé',
      LASTNAME: 'Ås & B',
      C: '“x”',
    })
  })
  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parse(bytes)))
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', '[', ']', '=', '&', '1', '"', '\n') }),
        (text) => void parse(text),
      ),
    )
  })
})

const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,12}$/)
const value = fc
  .string({ unit: 'binary', maxLength: 30 })
  .filter((text) => !/["\u0000-\u001f\u007f]/.test(text))

describe('writing', () => {
  it('tags only what needs it', () => {
    expect(
      format([
        ['A', 'b'],
        ['C', 'd & e'],
        ['F', ''],
      ]),
    ).toBe('A=b&C[5]=d & e&F=')
  })
  it('refuses what the syntax cannot say, without repeating it', () => {
    for (const bad of ['"', 'a\nb', '\u0000']) {
      expect(() => format([['PWD', bad]])).toThrow(NvpFormatError)
    }
    expect(() => format([['A=1&B', 'x']])).toThrow(NvpFormatError)
    expect(() => format([['PWD', 'secret"']])).not.toThrow(/secret/)
  })
  it('is read back as it was, with the last of a repeated name', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1 }), (pairs) => {
        expect(fieldsOf(new TextEncoder().encode(format(pairs)))).toEqual(Object.fromEntries(new Map(pairs)))
      }),
    )
  })
  it('cut anywhere, it gives fields that began it, or an error', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 5 }), (pairs) => {
        const unique = [...new Map(pairs)]
        const whole = format(unique)
        for (let end = 0; end < whole.length; end++) {
          const parsed = parse(whole.slice(0, end))
          if ('problem' in parsed) continue
          const read = [...parsed.fields]
          expect(read.slice(0, -1)).toEqual(unique.slice(0, read.length - 1))
          expect(unique[read.length - 1]?.[1].startsWith(read.at(-1)?.[1] ?? '\n')).toBe(true)
        }
      }),
    )
  })
})
