// Types alone: this is data, made and tested without an Electron.
import type { MenuItemConstructorOptions } from 'electron'
import { DESKTOP_TEXTS, type MenuLabel } from '#shared/languages/desktop-texts.ts'
import type { MenuItem, MenuSection } from '#shared/menu-items.ts'
import type { Language } from '#shared/preferences.ts'
import type { RecentSite } from './recent-sites.ts'

export interface MenuOptions {
  language: Language
  mac: boolean
  /** Reloading and developer tools; not in the packaged app. */
  development: boolean
  /** What the window carries out, in its order; `choose` reports which was chosen. */
  items: readonly MenuItem[]
  choose(id: string): void
  sites: SiteMenu
}

/** Other sites, each in a window of its own. */
export interface SiteMenu {
  readonly others: readonly RecentSite[]
  open(folder: string): void
  choose(wanted: 'site' | 'empty'): void
}

type Item = MenuItemConstructorOptions
type Roles = [MenuLabel, NonNullable<Item['role']>][]
/** The page of settings, as the window calls its entry. */
const SETTINGS = 'page.settings'
const separator: Item = { type: 'separator' }

/** The application menu as data: the entries of the window, and those that Electron itself carries out. */
export function menuTemplate({ language, mac, development, items, choose, sites }: MenuOptions): Item[] {
  const { menu: words, productName } = DESKTOP_TEXTS[language]
  const section = (wanted: MenuSection): Item[] =>
    items
      .filter((item) => item.section === wanted)
      .map(({ id, label, accelerator, enabled }) => ({
        id,
        label,
        enabled,
        click: () => choose(id),
        // The page listens for its keys itself, and knows when they are not its own.
        ...(accelerator !== null && { accelerator, registerAccelerator: false }),
      }))
  const roles = (...list: Roles): Item[] => list.map(([label, role]) => ({ label: words[label], role }))
  /** Parts with a line between them; empty ones are left out. */
  const parts = (...all: Item[][]): Item[] =>
    all.filter((part) => part.length > 0).flatMap((part, i) => (i === 0 ? part : [separator, ...part]))

  const file = parts(
    section('codes'),
    [...section('site'), ...siteItems(words, sites)],
    roles(['close', 'close'], ...(mac ? [] : [['quit', 'quit'] as Roles[number]])),
  )
  const edit = parts(
    // Undo, redo and select all are about what the person is at, which the page knows.
    section('edit'),
    roles(['cut', 'cut'], ['copy', 'copy'], ['paste', 'paste']),
    section('find'),
  )
  const view = parts(
    section('pages'),
    roles(['zoomIn', 'zoomIn'], ['zoomOut', 'zoomOut'], ['zoomReset', 'resetZoom']),
    roles(['fullScreen', 'togglefullscreen']),
    development ? roles(['reload', 'reload'], ['devTools', 'toggleDevTools']) : [],
  )
  const help = [...section('help'), ...section('about')]
  const settings = items
    .filter(({ id }) => id === SETTINGS)
    .map(({ id, enabled }): Item => ({
      id: 'mac-settings',
      label: words.settings,
      // The page knows nothing of this key, which every program of a Mac has.
      accelerator: 'Command+,',
      enabled,
      click: () => choose(id),
    }))
  const macApp = parts(
    section('about'),
    settings,
    roles(['services', 'services']),
    roles(['hide', 'hide'], ['hideOthers', 'hideOthers'], ['unhide', 'unhide']),
    roles(['quit', 'quit']),
  )

  return [
    ...(mac ? [{ label: productName, submenu: macApp }] : []),
    { label: words.file, submenu: file },
    { label: words.edit, submenu: edit },
    { label: words.view, submenu: view },
    ...(mac
      ? [
          {
            label: words.window,
            role: 'window' as const,
            submenu: parts(roles(['minimize', 'minimize'], ['zoom', 'zoom']), roles(['front', 'front'])),
          },
        ]
      : []),
    { label: words.help, role: 'help', submenu: help },
  ]
}

function siteItems(words: Readonly<Record<MenuLabel, string>>, { others, open, choose }: SiteMenu): Item[] {
  const recent = others.map(({ folder, name }): Item => ({
    // A single & would mark a letter of the keyboard.
    label: (name || folder).replaceAll('&', '&&'),
    click: () => open(folder),
  }))
  return [
    { id: 'new-site', label: words.newSite, click: () => choose('empty') },
    { id: 'open-site', label: words.openSite, click: () => choose('site') },
    ...(recent.length > 0 ? [{ id: 'recent-sites', label: words.recentSites, submenu: recent }] : []),
  ]
}
