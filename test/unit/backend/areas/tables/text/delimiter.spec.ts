import { describe, expect, it } from 'vitest'
import { declaredDelimiter, findDelimiter } from '#backend/areas/tables/text/delimiter.ts'

const lines = (...rows: string[]) => rows.join('\r\n')

describe('the delimiter of a text', () => {
  it.each([
    [',', 'email,name\nola@example.com,Ola\nkari@example.com,Kari'],
    [';', lines('ola@example.com;Nordmann, Ola', 'kari@example.com;Hansen, Kari')],
    [';', lines('ola@example.com;12,50;3,00', 'kari@example.com;7,25;4,00')],
    ['\t', lines('E-post\tNavn', 'ola@example.com\tNordmann, Ola; formann', 'kari@example.com\tKari')],
    ['|', lines('ola@example.com|Ola', 'kari@example.com|Kari')],
    ['none', lines('ola@example.com', 'kari@example.com')],
    ['none', 'ola@example.com'],
    ['none', lines('"Ola" <ola@example.com>', '"Kari" <kari@example.com>')],
    [',', lines('"Nordmann; Ola",ola@example.com', '"Hansen; Kari",kari@example.com')],
    [',', lines('ola@example.com', 'kari@example.com,Kari', 'per@example.com,Per', 'siri@example.com,Siri')],
    [',', lines('Navn,E-post,By', 'Ola,ola@example.com,Bø', 'Kari,kari@example.com,')],
    [';', lines('ola@example.com;"Linje 1', 'linje 2, fortsatt"', 'kari@example.com;Kari')],
    [
      ',',
      lines(
        'Report,',
        'Topic,Time,Minutes,Registered',
        '',
        'First,Last,Email,Time',
        'Kari,Li,k@example.com,"1, 2"',
      ),
    ],
    [';', lines('Kurs;Vår', '', 'E-post;Navn;By', 'ola@example.com;Nordmann, Ola;Bø')],
    [
      '\t',
      lines('1. Summary', 'Title\tMøte', 'Attended\t1', '', 'Name\tEmail\tRole', 'Ola\tola@example.com\tx'),
    ],
    [',', `${'\r\n'.repeat(70_000)}email,name\r\nola@example.com,Ola`],
    ['none', lines('Nordmann, Kari <kari@example.com>', 'Hansen, Ola <ola@example.com>')],
  ])('is %j', (delimiter, text) => expect(findDelimiter(text)).toBe(delimiter))

  it('can be declared in the first line, which is no row', () => {
    expect(declaredDelimiter('sep=|\r\na|b')).toEqual({ delimiter: '|', length: 7 })
    expect(declaredDelimiter('SEP=;\na')).toEqual({ delimiter: ';', length: 6 })
    expect(declaredDelimiter('sep=x\na')).toBeUndefined()
    expect(declaredDelimiter('a;sep=;')).toBeUndefined()
  })
})
