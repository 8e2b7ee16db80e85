import { basename } from 'node:path'
import { type BrowserWindow, MessageChannelMain } from 'electron'
import {
  PORT_CHANNEL,
  type DesktopRequestInput,
  type DesktopRequestOutput,
  type LongWork,
  type SpellingState,
} from '#shared/desktop-bridge.ts'
import type { MenuItem } from '#shared/menu-items.ts'
import type { Preferences } from '#shared/preferences.ts'
import type { BackendState } from '#shared/wire.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import type { TemporaryFiles } from '../hosts/temporary-files.ts'
import type { DesktopBackend } from './backend-host.ts'
import { openExternal } from './deny-by-default.ts'
import { chooseFolder, chooseToRead, chooseToWrite, choosePath } from './dialogs.ts'
import type { Handlers } from './guarded-ipc.ts'
import { notifyEnd } from './long-work.ts'
import { popupMenu } from './menu.ts'
import type { OpenedFiles } from './opened-files.ts'
import type { LateUpdates } from './updates/late-updates.ts'
import { onWhite } from './window.ts'

export interface RequestTools {
  backend: DesktopBackend
  temporary: Pick<TemporaryFiles, 'noteTarget'>
  opened: Pick<OpenedFiles, 'take'>
  updates: LateUpdates | null
  keep(preferences: Preferences): Promise<void>
  setMenuItems(items: readonly MenuItem[]): void
  spellingState(): SpellingState
  keepPlace(place: string | null): void
  siteNamed(name: string): Promise<void>
  showWork(work: LongWork | null, window: BrowserWindow): void
}

/** What each ask of the page does. */
export const requestHandlers = ({
  backend,
  temporary,
  opened,
  updates,
  keep,
  setMenuItems,
  spellingState,
  showWork,
  keepPlace,
  siteNamed,
}: RequestTools): Handlers => ({
  'dialog.open': (wanted, window) => chooseToRead(window, backend, wanted),
  'dialog.save': (wanted, window) => chooseToWrite(window, backend, temporary, wanted),
  'dialog.folder': (_none, window) => chooseFolder(window, backend),
  'page.pdf': (wanted, window) => savePdf(window, temporary, wanted),
  'file.dropped': ({ path }) => backend.registerRead(path),
  'file.opened': () => opened.take((path) => backend.registerRead(path)),
  'preferences.set': keep,
  'spelling.state': spellingState,
  'work.show': showWork,
  'work.ended': (end, window) => notifyEnd(window, end),
  'place.keep': keepPlace,
  'site.named': siteNamed,
  'window.minimize': (_none, window) => window.minimize(),
  'window.toggle-maximize': (_none, window) =>
    window.isMaximized() ? window.unmaximize() : window.maximize(),
  'window.close': (_none, window) => window.close(),
  'menu.popup': (_none, window) => popupMenu(window),
  'menu.set': setMenuItems,
  'external.open': ({ url }) => openExternal(url),
  'backend.retry': () => backend.retry(),
  'update.get': async () => ({
    state: (await updates?.load())?.state ?? { state: 'none' },
    wanted: updates?.choice().wanted ?? false,
  }),
  'update.set-wanted': ({ wanted }) => updates?.choose(wanted),
  'update.check': async () => (await updates?.load())?.check(),
  'update.download': async () => (await updates?.load())?.download(),
  'update.cancel': async () => (await updates?.load())?.cancel(),
  'update.install': async () => (await updates?.load())?.install(),
  'backend.port': (_none, window) => givePort(backend, window),
})

/** One end to the backend, the other to the page; where the backend is away, only the state. */
function givePort(backend: DesktopBackend, window: BrowserWindow): BackendState | null {
  if (backend.state?.state === 'running') {
    const { port1, port2 } = new MessageChannelMain()
    backend.connect(port1)
    window.webContents.postMessage(PORT_CHANNEL, null, [port2])
  }
  return backend.state
}

/** Engines before it do not draw the margin boxes in which print styles number the pages. */
const NUMBERS_PAGES = Number.parseInt(process.versions.chrome) >= 131
const NUMBERED_FOOTER = {
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate:
    '<div style="width: 100%; padding-right: 12mm; font: 8pt sans-serif; text-align: right">' +
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>',
}

/**
 * What the page would print, as a PDF where the person chooses; null when they choose nowhere. The page says what is
 * on the paper (its print styles), main only where the file goes.
 * @throws Refusal 'file.unwritable'
 */
async function savePdf(
  window: BrowserWindow,
  temporary: Pick<TemporaryFiles, 'noteTarget'>,
  { suggestedName }: DesktopRequestInput<'page.pdf'>,
): Promise<DesktopRequestOutput<'page.pdf'>> {
  const path = await choosePath(window, suggestedName)
  if (path === null) return null
  const name = basename(path)
  const pdf = await onWhite(window, () =>
    window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      ...(NUMBERS_PAGES ? {} : NUMBERED_FOOTER),
    }),
  )
  await temporary.noteTarget(path)
  await writeSafely(path, name, (file) => file.writeFile(pdf))
  return { name }
}
