import { app, type BrowserWindow, Menu } from 'electron'
import type { MenuItem } from '#shared/menu-items.ts'
import type { Language } from '#shared/preferences.ts'
import { menuTemplate, type SiteMenu } from './menu-template.ts'

/** Where the page's title bar ends, and its menu button begins. */
const BELOW_TITLE_BAR = { x: 8, y: 44 }

/** Puts the application menu in place, in the person's language, with the entries that the window carries out. */
export function setMenu(
  language: Language,
  items: readonly MenuItem[],
  choose: (id: string) => void,
  sites: SiteMenu,
): void {
  const mac = process.platform === 'darwin'
  const template = menuTemplate({ language, mac, development: !app.isPackaged, items, choose, sites })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** Shows the whole menu below the title bar: a window without a frame has no menu bar. */
export function popupMenu(window: BrowserWindow): void {
  Menu.getApplicationMenu()?.popup({ window, ...BELOW_TITLE_BAR })
}
