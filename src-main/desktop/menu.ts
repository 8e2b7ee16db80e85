import { app, type BrowserWindow, Menu } from 'electron'
import type { Command } from '#shared/commands.ts'
import type { Language } from '#shared/preferences.ts'
import { menuTemplate } from './menu-template.ts'

/** Where the page's title bar ends, and its menu button begins. */
const BELOW_TITLE_BAR = { x: 8, y: 44 }

/** Puts the application menu in place, in the person's language. */
export function setMenu(language: Language, send: (command: Command) => void): void {
  const mac = process.platform === 'darwin'
  const template = menuTemplate({ language, mac, development: !app.isPackaged, send })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** Shows the whole menu below the title bar: a window without a frame has no menu bar. */
export function popupMenu(window: BrowserWindow): void {
  Menu.getApplicationMenu()?.popup({ window, ...BELOW_TITLE_BAR })
}
