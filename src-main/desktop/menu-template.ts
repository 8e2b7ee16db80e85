// Types alone: this is data, made and tested without an Electron.
import type { MenuItemConstructorOptions } from 'electron'
import { DESKTOP_TEXTS, type MenuLabel } from '#shared/languages/desktop-texts.ts'
import type { MenuItem, MenuSection } from '#shared/menu-items.ts'
import type { Language } from '#shared/preferences.ts'

export interface MenuOptions {
  language: Language
  mac: boolean
  /** Reloading and developer tools; not in the packaged app. */
  development: boolean
  /** What the window carries out, in its order; `choose` reports which was chosen. */
  items: readonly MenuItem[]
  choose(id: string): void
}

type Item = MenuItemConstructorOptions
type Roles = [MenuLabel, NonNullable<Item['role']>][]
const separator: Item = { type: 'separator' }

/** The application menu as data: the entries of the window, and those that Electron itself carries out. */
export function menuTemplate({ language, mac, development, items, choose }: MenuOptions): Item[] {
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
    section('site'),
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
  const macApp = parts(
    section('about'),
    roles(['hide', 'hide'], ['hideOthers', 'hideOthers'], ['unhide', 'unhide']),
    roles(['quit', 'quit']),
  )

  return [
    ...(mac ? [{ label: productName, submenu: macApp }] : []),
    { label: words.file, submenu: file },
    { label: words.edit, submenu: edit },
    { label: words.view, submenu: view },
    { label: words.help, role: 'help', submenu: help },
  ]
}
