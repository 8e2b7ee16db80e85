import { readByLanguage } from './languages.ts'

/** What the desktop host says outside its window. */
export interface DesktopTexts {
  readonly productName: string
  readonly menu: Readonly<Record<MenuLabel, string>>
  /** A page that crashes again and again. */
  readonly crash: Readonly<Record<'message' | 'detail' | 'reload' | 'quit', string>>
}

export type MenuLabel =
  | 'file'
  | 'createCodes'
  | 'exportReport'
  | 'openSample'
  | 'openOwn'
  | 'close'
  | 'quit'
  | 'edit'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'find'
  | 'view'
  | 'overview'
  | 'report'
  | 'create'
  | 'history'
  | 'settings'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomReset'
  | 'fullScreen'
  | 'reload'
  | 'devTools'
  | 'help'
  | 'keys'
  | 'about'
  | 'hide'
  | 'hideOthers'
  | 'unhide'

export const DESKTOP_TEXTS = await readByLanguage((language) => language.desktop())
