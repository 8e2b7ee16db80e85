// Types alone: this is data, made and tested without an Electron.
import type { MenuItemConstructorOptions } from 'electron'
import type { Command } from '#shared/commands.ts'
import { DESKTOP_TEXTS, type MenuLabel } from '#shared/languages/desktop-texts.ts'
import type { Language } from '#shared/preferences.ts'

export interface MenuOptions {
  language: Language
  mac: boolean
  /** Reloading and developer tools; not in the packaged app. */
  development: boolean
  send(command: Command): void
}

type Item = MenuItemConstructorOptions
type Roles = [MenuLabel, NonNullable<Item['role']>][]
const separator: Item = { type: 'separator' }

/** The application menu as data. Items that the window carries out have their command as id. */
export function menuTemplate({ language, mac, development, send }: MenuOptions): Item[] {
  const { menu: words, productName } = DESKTOP_TEXTS[language]
  const command = (id: Command, label: MenuLabel, accelerator?: string): Item => ({
    id,
    label: words[label],
    click: () => send(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const roles = (...list: Roles): Item[] => list.map(([label, role]) => ({ label: words[label], role }))

  const file: Item[] = [
    command('codes.create', 'createCodes', 'CmdOrCtrl+N'),
    command('report.export', 'exportReport', 'CmdOrCtrl+E'),
    separator,
    command('site.open-sample', 'openSample'),
    command('site.open-own', 'openOwn'),
    separator,
    ...roles(['close', 'close']),
    ...(mac ? [] : roles(['quit', 'quit'])),
  ]
  const edit: Item[] = [
    ...roles(['undo', 'undo'], ['redo', 'redo']),
    separator,
    ...roles(['cut', 'cut'], ['copy', 'copy'], ['paste', 'paste'], ['selectAll', 'selectAll']),
    separator,
    command('search.focus', 'find', 'CmdOrCtrl+K'),
  ]
  const view: Item[] = [
    command('page.overview', 'overview', 'CmdOrCtrl+1'),
    command('page.report', 'report', 'CmdOrCtrl+2'),
    command('page.create', 'create', 'CmdOrCtrl+3'),
    command('page.history', 'history', 'CmdOrCtrl+4'),
    command('page.settings', 'settings', 'CmdOrCtrl+5'),
    separator,
    ...roles(['zoomIn', 'zoomIn'], ['zoomOut', 'zoomOut'], ['zoomReset', 'resetZoom']),
    separator,
    ...roles(['fullScreen', 'togglefullscreen']),
    ...(development ? [separator, ...roles(['reload', 'reload'], ['devTools', 'toggleDevTools'])] : []),
  ]
  const help: Item[] = [command('help.keys', 'keys', 'F1'), command('help.about', 'about')]
  const macApp: Item[] = [
    command('help.about', 'about'),
    separator,
    ...roles(['hide', 'hide'], ['hideOthers', 'hideOthers'], ['unhide', 'unhide']),
    separator,
    ...roles(['quit', 'quit']),
  ]

  return [
    ...(mac ? [{ label: productName, submenu: macApp }] : []),
    { label: words.file, submenu: file },
    { label: words.edit, submenu: edit },
    { label: words.view, submenu: view },
    { label: words.help, role: 'help', submenu: help },
  ]
}
