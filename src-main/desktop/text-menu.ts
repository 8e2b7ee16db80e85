import { type BrowserWindow, type ContextMenuParams, Menu } from 'electron'
import { textMenuTemplate, type TextMenuOptions } from './text-menu-template.ts'

/** Shows the menu of what was asked for, where that has one: at the pointer, or for the keyboard's menu key at the caret. */
export function showTextMenu(
  window: BrowserWindow,
  asked: ContextMenuParams,
  options: Omit<TextMenuOptions, 'replace'>,
): void {
  const template = textMenuTemplate(asked, {
    ...options,
    replace: (word) => window.webContents.replaceMisspelling(word),
  })
  if (template.length === 0 || window.isDestroyed()) return
  const { x, y, menuSourceType } = asked
  Menu.buildFromTemplate(template).popup({ window, x, y, sourceType: menuSourceType })
}
