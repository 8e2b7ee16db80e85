import { describe, expect, it } from 'vitest'
import { unwrapRows } from '#backend/areas/tables/text/unwrap-rows.ts'

describe('rows that are each in quotes', () => {
  it.each([
    ['"email,name"\r\n"a@b.no,""Kari Li"""\r\n', 'email,name\r\na@b.no,"Kari Li"\r\n'],
    ['email;name\n"a@b.no;Kari"\n"c@d.no;""Li; Ola"""', 'email;name\na@b.no;Kari\nc@d.no;"Li; Ola"'],
    ['"a@b.no,Kari";;\r"c@d.no,Ola";;', 'a@b.no,Kari\rc@d.no,Ola'],
    ['\n\n"Kari,a@b.no"\n\n"Ola,c@d.no"', '\n\nKari,a@b.no\n\nOla,c@d.no'],
  ])('lose them: %j', async (text, rows) => expect(await unwrapRows(text)).toBe(rows))

  it.each([
    '"a@b.no"\n"c@d.no"',
    '"Li, Kari"\n"Vik, Ola"',
    '"a@b.no","Kari"\n"c@d.no","Ola"',
    '"a@b.no;\nc@d.no"',
    'a@b.no,"Kari"',
    '"Li, Kari" <a@b.no>\n"Vik, Ola" <c@d.no>',
  ])('are something else: %j', async (text) => expect(await unwrapRows(text)).toBe(text))
})
