import { type BrowserWindow, dialog } from 'electron'
import type { FileRef } from '#shared/contract/files.ts'
import type { DesktopRequestInput } from '#shared/desktop-bridge.ts'
import type { TemporaryFiles } from '../hosts/temporary-files.ts'
import type { DesktopBackend } from './backend-host.ts'

/** Lets the person choose a file to read; the backend keeps the path, the page gets a token. */
export async function chooseToRead(
  window: BrowserWindow,
  backend: DesktopBackend,
  { extensions }: DesktopRequestInput<'dialog.open'>,
): Promise<FileRef | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    ...(extensions.length > 0 ? { filters: [{ name: extensions.join(', '), extensions }] } : {}),
  })
  const [path] = filePaths
  return path === undefined ? null : backend.registerRead(path)
}

/** Lets the person choose where to write; the backend keeps the path, the page gets a token. */
export async function chooseToWrite(
  window: BrowserWindow,
  backend: DesktopBackend,
  temporary: Pick<TemporaryFiles, 'noteTarget'>,
  { suggestedName }: DesktopRequestInput<'dialog.save'>,
): Promise<FileRef | null> {
  const path = await choosePath(window, suggestedName)
  if (path === null) return null
  await temporary.noteTarget(path)
  return await backend.registerWrite(path)
}

/** Lets the person choose a folder to write into; the backend keeps the path, the page gets a token. */
export async function chooseFolder(window: BrowserWindow, backend: DesktopBackend): Promise<FileRef | null> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory'],
  })
  const [path] = filePaths
  return path === undefined ? null : backend.registerWrite(path)
}

/** Where a person wants a file; null for nowhere. */
export async function choosePath(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(suggestedName)?.[1]
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggestedName,
    ...(extension === undefined ? {} : { filters: [{ name: extension, extensions: [extension] }] }),
  })
  return canceled || filePath === '' ? null : filePath
}
