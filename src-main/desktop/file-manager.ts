import { stat } from 'node:fs/promises'
import { shell } from 'electron'
import type { ShowFile } from '#backend/app/process/host-file-manager.ts'
import { withUsualMask } from '#backend/kernel/files/private-files.ts'

/** Opens a folder, or the folder of a file with the file selected. */
export const systemFileManager: ShowFile = async (path) => {
  const found = await stat(path)
  if (found.isDirectory()) return (await withUsualMask(() => shell.openPath(path))) === ''
  withUsualMask(() => shell.showItemInFolder(path))
  return true
}
