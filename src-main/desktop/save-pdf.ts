import { basename } from 'node:path'
import type { BrowserWindow } from 'electron'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import type { DesktopRequestInput, DesktopRequestOutput } from '#shared/desktop-bridge.ts'
import { choosePath } from './dialogs.ts'

/**
 * What the page would print, as a PDF where the person chooses; null when they choose nowhere. The page says what is
 * on the paper (its print styles), main only where the file goes.
 * @throws Refusal 'file.unwritable'
 */
export async function savePdf(
  window: BrowserWindow,
  { suggestedName }: DesktopRequestInput<'page.pdf'>,
): Promise<DesktopRequestOutput<'page.pdf'>> {
  const path = await choosePath(window, suggestedName)
  if (path === null) return null
  const name = basename(path)
  const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
  await writeSafely(path, name, (file) => file.writeFile(pdf))
  return { name }
}
