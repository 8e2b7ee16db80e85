import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages/languages.ts'
import { MENU_SECTIONS, type MenuItem, menuItemSchema } from '#shared/menu-items.ts'
import { menuTemplate } from '../../../src-main/desktop/menu-template.ts'

type Item = MenuItemConstructorOptions
const flat = (items: Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
const itemOf = (section: MenuItem['section'], more: Partial<MenuItem> = {}): MenuItem => ({
  id: `in-${section}`,
  section,
  label: `Entry of ${section}`,
  accelerator: null,
  enabled: true,
  ...more,
})
const items = MENU_SECTIONS.map((section) => itemOf(section))
const template = (options: Partial<Parameters<typeof menuTemplate>[0]> = {}) =>
  menuTemplate({
    language: 'nb',
    mac: false,
    development: false,
    items,
    choose: () => undefined,
    sites: { others: [], open: () => undefined, choose: () => undefined },
    ...options,
  })
const build = (options: Parameters<typeof template>[0] = {}) => flat(template(options))

it.each([true, false])('has an entry of every section, which says what was chosen (mac: %s)', (mac) => {
  const chosen: string[] = []
  const entries = build({ mac, choose: (id) => chosen.push(id) }).filter(({ id }) => id?.startsWith('in-'))
  for (const { click } of entries) (click as () => void)()
  expect(chosen).toEqual(entries.map(({ id }) => id))
  expect(new Set(chosen)).toEqual(new Set(items.map(({ id }) => id)))
})

it('prints the keys of an entry, and leaves them to the page', () => {
  const [entry] = build({
    items: [itemOf('pages', { accelerator: 'CmdOrCtrl+2', enabled: false })],
  }).filter(({ id }) => id === 'in-pages')
  expect(entry).toMatchObject({
    label: 'Entry of pages',
    accelerator: 'CmdOrCtrl+2',
    registerAccelerator: false,
    enabled: false,
  })
})

it('accepts only keys that Electron can read', () => {
  const accepts = (accelerator: string) => menuItemSchema.safeParse(itemOf('help', { accelerator })).success
  expect(['F1', 'CmdOrCtrl+Shift+F', 'Alt+4', 'CmdOrCtrl+Enter'].every(accepts)).toBe(true)
  expect(['', 'Hyper+K', 'CmdOrCtrl+', 'F99', 'k', 'CmdOrCtrl+KK'].some(accepts)).toBe(false)
})

it('has no two lines beside each other, and none at an end, before the window has said what there is', () => {
  for (const menu of template({ items: [] })) {
    const kinds = (menu.submenu as Item[]).map(({ type }) => type ?? 'entry')
    expect(kinds[0]).not.toBe('separator')
    expect(kinds.at(-1)).not.toBe('separator')
    expect(kinds.join(' ')).not.toContain('separator separator')
  }
})

it('has words for what Electron carries out, in every language', () => {
  for (const language of LANGUAGES)
    for (const item of build({ language })) expect(item.type === 'separator' || item.label).toBeTruthy()
})

it('reloads in development only', () => {
  expect(build().some(({ role }) => role === 'reload' || role === 'toggleDevTools')).toBe(false)
  expect(build({ development: true }).some(({ role }) => role === 'reload')).toBe(true)
})

it('offers the sites that were open before, and others', () => {
  const done: string[] = []
  const sites = {
    others: [
      { folder: '/data/fjord', name: 'Fjordkurs & co' },
      { folder: '/data/ny', name: '' },
    ],
    open: (folder: string) => void done.push(folder),
    choose: (wanted: string) => void done.push(wanted),
  }
  const all = build({ sites })
  const recent = all.find(({ id }) => id === 'recent-sites')?.submenu as Item[]
  expect(recent.map(({ label }) => label)).toEqual(['Fjordkurs && co', '/data/ny'])
  for (const entry of [...recent, ...all.filter(({ id }) => id === 'new-site' || id === 'open-site')])
    (entry.click as () => void)()
  expect(done).toEqual(['/data/fjord', '/data/ny', 'empty', 'site'])
  expect(build().some(({ id }) => id === 'recent-sites')).toBe(false)
})

it('of a Mac has Settings, Services and Window where every program has them', () => {
  const chosen: string[] = []
  const mac = template({
    mac: true,
    items: [itemOf('about'), { ...itemOf('pages'), id: 'page.settings' }],
    choose: (id) => chosen.push(id),
  })
  expect(mac.map(({ label, role }) => role ?? label)).toEqual([
    'E-handel',
    'Fil',
    'Rediger',
    'Vis',
    'window',
    'help',
  ])
  const [app] = mac
  const entries = app?.submenu as Item[]
  expect(entries[0]?.id).toBe('in-about')
  const settings = entries.find(({ id }) => id === 'mac-settings')
  expect(settings).toMatchObject({ label: 'Innstillinger …', accelerator: 'Command+,' })
  ;(settings?.click as () => void)()
  expect(chosen).toEqual(['page.settings'])
  expect(entries.some(({ role }) => role === 'services')).toBe(true)
  expect(flat(template()).some(({ role, id }) => role === 'services' || id === 'mac-settings')).toBe(false)
})
