import { expect, it } from 'vitest'
import { bannedWords, exempt } from '../../../build/banned-words.ts'
import { findWords } from '../../../build/find-words.ts'

const found = (text: string, file = 'src-main/a.ts') => findWords(file, text).map(({ found }) => found)

it('finds a banned word in identifiers of any case, comments, texts and names of files', () => {
  expect(found('const recordDeed = 1')).toEqual(['deed'])
  expect(found('readStandings()')).toEqual(['standings'])
  expect(found('const MESSAGES_TOLD = 2')).toEqual(['told'])
  expect(found('// formatting a day is dear')).toEqual(['dear'])
  expect(found("title: 'Tell the buyer'")).toEqual(['tell'])
  expect(found('src-main/deed-icon.ts', '')).toEqual(['deed'])
})

it('finds phrases and single identifiers', () => {
  expect(found('// codes that were left alone')).toEqual(['left alone'])
  expect(found('// what became of the payment')).toEqual(['became of'])
  expect(found('text(such(examples))')).toEqual(['such('])
  expect(found('export interface MailParts {')).toEqual(['MailParts'])
  expect(found("note: 'Kodene ble latt være'")).toEqual(['latt være'])
})

it('leaves ordinary English, and words that only contain a banned one', () => {
  for (const text of [
    'values such as these',
    'border: 1px solid',
    'a standard library',
    'const desktop = 1',
    'parts.length',
    'the recommended wishlist2',
    'outstanding',
  ])
    expect(found(text), text).toEqual([])
})

it('says where it is and what to write instead', () => {
  expect(findWords('src-main/a.ts', 'one\ntwo heed\n')).toEqual([
    { line: 2, found: 'heed', use: 'apply, follow' },
  ])
})

it('exempts a stored name in its files only', () => {
  const migration = 'src-main/backend/storage/sqlite/migrations/0010-promo-codes.ts'
  expect(found('deed TEXT NOT NULL', migration)).toEqual([])
  expect(found('-- dear', migration)).toEqual(['dear'])
  for (const { why } of exempt) expect(why).toMatch(/\w{3,}/)
})

it('lists each word once', () => {
  const words = bannedWords.flatMap(({ words }) => words)
  expect(words).toHaveLength(new Set(words).size)
})
