import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron'
import { isPage, PAGE, pageAt } from './app-address.ts'
import type { DesktopStore } from './preferences-store.ts'
import { MINIMUM, placeWindow } from './window-state.ts'
import { zoomByKeys } from './zoom.ts'

/** The page's background in either theme: what a window shows from its first moment, so that nothing flashes. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#121817' : '#F5F6F4')

function placed(store: DesktopStore) {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return placeWindow(
    store.window,
    [main, ...others].map(({ workArea }) => workArea),
  )
}

/** The one window: no frame of the system's, since the page draws its own title bar; no rights for the page. */
export function openWindow(preload: string, store: DesktopStore): BrowserWindow {
  const window = new BrowserWindow({
    ...placed(store),
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    backgroundColor: background(),
    ...(process.platform === 'darwin'
      ? { titleBarStyle: 'hiddenInset', trafficLightPosition: { x: 16, y: 15 } }
      : { frame: false }),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // The session says whether it is done (`spelling.ts`), the field whether its text is prose.
      spellcheck: true,
      navigateOnDragDrop: false,
      // The second start has its scripts compiled already, not only the third.
      v8CacheOptions: 'bypassHeatCheck',
    },
  })
  if (store.window?.maximized) window.maximize()
  zoomByKeys(window.webContents)
  window.on('close', () => keepState(window, store))
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(background())
  })
  window.webContents.on('did-navigate', (_event, address) => comeBack(window.webContents, address))
  void window.loadURL(pageAt(store.place))
  return window
}

/** Nobody is asked before an empty document (`about:blank`) takes the page's place, so the window leaves it again. */
function comeBack(contents: WebContents, address: string): void {
  if (isPage(address)) return
  if (contents.navigationHistory.canGoBack()) contents.navigationHistory.goBack()
  else void contents.loadURL(PAGE)
}

/** Does something while what is behind the page is white, as paper is: a PDF has it in its margins. */
export async function onWhite<T>(window: BrowserWindow, work: () => Promise<T>): Promise<T> {
  window.setBackgroundColor('#FFFFFF')
  try {
    return await work()
  } finally {
    if (!window.isDestroyed()) window.setBackgroundColor(background())
  }
}

/** Keeps where the window is. */
export function keepState(window: BrowserWindow, store: DesktopStore): void {
  store.window = { ...window.getNormalBounds(), maximized: window.isMaximized() }
}

/** Shows it, also where it is minimized, in front of other programs' windows. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
