import { describe, expect, it } from 'vitest'
import { en, nb } from './all-messages.ts'

type Messages = { [key: string]: string | Messages }

const flat = (messages: Messages, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const norwegian = flat(nb as Messages)
const english = new Map(flat(en as Messages))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const choices = (text: string) => text.replaceAll("{'|'}", '').split('|').length

describe('the messages of the window', () => {
  it('has the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual(norwegian.map(([key]) => key).sort())
  })

  it.each(norwegian)('%s has the same values and plurals in both languages', (key, text) => {
    const other = english.get(key) ?? ''
    expect(placeholders(other)).toEqual(placeholders(text))
    expect(choices(other)).toBe(choices(text))
  })

  it.each([...norwegian, ...english])('%s is not empty and raises no voice', (_key, text) => {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/!/)
  })
})
