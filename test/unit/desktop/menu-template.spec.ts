import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import { type Command, commandSchema } from '#shared/commands.ts'
import { LANGUAGES } from '#shared/languages/languages.ts'
import { menuTemplate } from '../../../src-main/desktop/menu-template.ts'

type Item = MenuItemConstructorOptions
const flat = (items: Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
const build = (options: Partial<Parameters<typeof menuTemplate>[0]> = {}) =>
  flat(menuTemplate({ language: 'nb', mac: false, development: false, send: () => undefined, ...options }))

it.each([true, false])('has every command exactly where it sends it (mac: %s)', (mac) => {
  const sent: Command[] = []
  const items = build({ mac, send: (command) => sent.push(command) }).filter(({ click }) => click)
  for (const { click } of items) (click as () => void)()
  expect(sent).toEqual(items.map(({ id }) => id))
  expect(new Set(sent)).toEqual(new Set(commandSchema.options))
})

it('gives no two items the same key', () => {
  const keys = build().flatMap(({ accelerator }) => (accelerator ? [accelerator] : []))
  expect(keys).toContain('CmdOrCtrl+N')
  expect(new Set(keys).size).toBe(keys.length)
})

it('has words for every item, in every language', () => {
  for (const language of LANGUAGES)
    for (const item of build({ language })) expect(item.type === 'separator' || item.label).toBeTruthy()
  expect(build().map(({ label }) => label)).toContain('Kampanjekoderapport')
})

it('reloads in development only', () => {
  expect(build().some(({ role }) => role === 'reload' || role === 'toggleDevTools')).toBe(false)
  expect(build({ development: true }).some(({ role }) => role === 'reload')).toBe(true)
})
