import { beforeAll, describe, expect, it } from 'vitest'
import { addressKey } from '#shared/domain/email-address.ts'
import { addressKey as migration } from '#backend/storage/postgres/migrations/0305-address-key.ts'
import { type Locale, newDatabase, type TestDatabase } from '../../support/postgres.ts'

/** Two cases that the server's version of Unicode may not know yet. */
const NEWEST = /[\u1c89\u1c8a\ua7cb-\ua7dc]/
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Every letter of the first plane by itself, and what depends on what is around it. */
const letters: string[] = []
for (let code = 1; code < 0xffff; code += 1) {
  const letter = String.fromCharCode(code)
  if (/\p{L}|\p{M}|\p{N}|[\0-\x7f]/u.test(letter) && !NEWEST.test(letter)) letters.push(letter)
}
const TEXTS = [
  ...['', 'kari@example.com', 'Kari@EXAMPLE.com', 'ÅSE@BÆR.no', 'A\u030ase@b.no', 'e\u0301', 'ΑΣ@ΑΣΑ.gr', 'ΑΣ', 'İI@x.tr'],
  ...['STRASSE', 'Straße', 'ẞ', 'ǅ', 'ﬁ', '\u212B', '\u2126', 'q\u0307\u0323', 'q\u0323\u0307', '가', '\u1100\u1161', '😀A', '\u{10400}'],
] // prettier-ignore

describe.each(['C', 'nb'] satisfies Locale[])('where the locale is %s', (locale) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await newDatabase(locale)
    await database.run(migration.sql)
  })

  it('PostgreSQL makes the keys of addresses that the program makes', async () => {
    const texts = [...TEXTS, ...letters]
    const rows = await database.run(
      `SELECT address_key(text) AS key FROM unnest(ARRAY[${texts.map(literal).join()}]) WITH ORDINALITY AS given (text, place)
        ORDER BY place`,
    )
    const wrong = texts.filter((text, i) => rows[i]?.['key'] !== addressKey(text))
    expect(wrong.map((text) => [...text].map((letter) => letter.codePointAt(0)?.toString(16)))).toEqual([])
  })

  it('has the server find them by an index, and sorts them by their bytes', async () => {
    await database.run('CREATE TABLE one (address text COLLATE "C")')
    await database.run(`INSERT INTO one SELECT 'a' || n FROM generate_series(1, 10000) AS n`)
    await database.run('CREATE INDEX one_by_key ON one (address_key(address))')
    await database.run('ANALYZE one')
    const plan = await database.run(`EXPLAIN SELECT * FROM one WHERE address_key(address) = address_key('å')`)
    expect(JSON.stringify(plan)).toContain('one_by_key')
    await database.run(`TRUNCATE one; INSERT INTO one VALUES ('b'), ('Å'), ('A'), ('Z')`)
    const rows = await database.run('SELECT address FROM one ORDER BY address_key(address)')
    expect(rows.map(({ address }) => address)).toEqual(['A', 'b', 'Z', 'Å'])
  })
})
