import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages/languages.ts'
import { everyMessage } from './all-messages.ts'

type Messages = { [key: string]: string | Messages }

const flat = (messages: Messages, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const [first, ...others] = LANGUAGES.map((code) => ({ code, messages: flat(everyMessage[code] as Messages) }))
const written = first?.messages ?? []
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const choices = (text: string) => text.replaceAll("{'|'}", '').split('|').length

describe.each(others)('the messages of the window in $code', ({ messages }) => {
  const translated = new Map(messages)

  it('has the same keys as in the language that is written first', () => {
    expect([...translated.keys()].sort()).toEqual(written.map(([key]) => key).sort())
  })

  it.each(written)('%s has the same values and plurals', (key, text) => {
    const other = translated.get(key) ?? ''
    expect(placeholders(other)).toEqual(placeholders(text))
    expect(choices(other)).toBe(choices(text))
  })
})

it.each([...written, ...others.flatMap(({ messages }) => messages)])(
  '%s is not empty and raises no voice',
  (_key, text) => {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/!/)
  },
)

it.each([...written, ...others.flatMap(({ messages }) => messages)])(
  '%s leaves the words before a time to the format of times',
  (_key, text) => expect(text).not.toMatch(/\bkl(\.|okken)\s*\{/),
)
