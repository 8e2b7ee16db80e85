import { describe, expect, it } from 'vitest'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'
import { createTranslator } from '#shared/wording/message-translator.ts'
import { translatorOf } from './translator.ts'

const keysOf = (messages: object, path: string): string[] =>
  Object.entries(messages).flatMap(([name, value]) => {
    const key = `${path}.${name}`
    return typeof value === 'string' ? [key] : keysOf(value as object, key)
  })

describe('the translator outside a window', () => {
  it.each(LANGUAGES)('says what the window says of operations in %s', (language) => {
    const { operations, history, common } = languages[language].start
    const keys = [
      ...keysOf(operations, 'operations'),
      ...keysOf(history, 'history'),
      ...keysOf(common, 'common'),
    ]
    const mine = createTranslator(language)
    const windows = translatorOf(language)
    for (const key of keys) {
      const isPlural = windows.t(key, {}, 1) !== windows.t(key, {}, 2)
      const values = { n: '12', codes: '12 koder', fields: 'a, b', date: '30.06.2026', number: '7' }
      if (isPlural)
        for (const n of [0, 1, 2, 12]) expect(mine.t(key, values, n)).toBe(windows.t(key, values, n))
      else expect(mine.t(key, values).replace(/\{\w+\}/g, '')).toBe(windows.t(key, values))
    }
  })

  it('knows which messages there are', () => {
    const { has } = createTranslator('nb')
    expect(has('operations.delete-codes.undo')).toBe(true)
    expect(has('operations.export-report.undo')).toBe(false)
    expect(has('operations.toString.undo')).toBe(false)
  })
})
