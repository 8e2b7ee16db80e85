import { readByLanguage } from './languages.ts'

/** What the desktop host says outside its window. */
export interface DesktopTexts {
  readonly productName: string
  readonly menu: Readonly<Record<MenuLabel, string>>
  /** In the menu of a text field: no word is like this one; this word is right. */
  readonly spelling: Readonly<Record<'none' | 'learn', string>>
  /** Asked where work is under way; the work itself is listed before the detail. */
  readonly quitting: Readonly<Record<'message' | 'detail' | 'stay' | 'quit', string>>
  /** A page that crashes again and again. */
  readonly crash: Readonly<Record<'message' | 'detail' | 'reload' | 'quit', string>>
}

/** The menus, and what Electron itself carries out; the window has the labels of the rest. */
export type MenuLabel =
  | 'file'
  | 'close'
  | 'quit'
  | 'edit'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'view'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomReset'
  | 'fullScreen'
  | 'reload'
  | 'devTools'
  | 'help'
  | 'hide'
  | 'hideOthers'
  | 'unhide'

export const DESKTOP_TEXTS = await readByLanguage((language) => language.desktop())
