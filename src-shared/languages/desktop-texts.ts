import { readByLanguage } from './languages.ts'

/** What the desktop host says outside its window. */
export interface DesktopTexts {
  readonly productName: string
  readonly menu: Readonly<Record<MenuLabel, string>>
  /** Choosing the folder of another site, and of a new one: `empty`, as it has to be. */
  readonly sites: Readonly<Record<'site' | 'empty', ChoiceOfFolder>>
  /** In the menu of a text field: no word is like this one; this word is right. */
  readonly spelling: Readonly<Record<'none' | 'learn', string>>
  /** Asked where work is under way; the work itself is listed before the detail. */
  readonly quitting: Readonly<Record<'message' | 'detail' | 'stay' | 'quit', string>>
  /** A page that crashes again and again. */
  readonly crash: Readonly<Record<'message' | 'detail' | 'reload' | 'quit', string>>
}

interface ChoiceOfFolder {
  readonly title: string
  readonly button: string
  /** The folder of this name will not do; what would. */
  readonly wrong: (name: string) => string
  readonly instead: string
}

/** The menus, and what Electron itself carries out; the window has the labels of the rest. */
export type MenuLabel =
  | 'file'
  | 'newSite'
  | 'openSite'
  | 'recentSites'
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
  | 'settings'
  | 'services'
  | 'window'
  | 'minimize'
  | 'zoom'
  | 'front'

export const DESKTOP_TEXTS = await readByLanguage((language) => language.desktop())
