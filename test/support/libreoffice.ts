import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** Windows' number of a locale, by which LibreOffice knows in which language a text file is to be read. */
export const LOCALES = { nb: 1044, en: 1033 } as const

const run = promisify(execFile)

/** Converts a file with the real LibreOffice, beside itself; gives the path of the new one. */
export async function convert(path: string, extension: string, filter?: string): Promise<string> {
  const folder = dirname(path)
  const options = [
    // A profile of its own: another LibreOffice may be open.
    `-env:UserInstallation=file://${join(folder, 'libreoffice')}`,
    ...['--headless', ...(filter === undefined ? [] : [`--infilter=${filter}`])],
    ...['--convert-to', extension, '--outdir', folder, path],
  ]
  await run('/usr/bin/soffice', options)
  return join(folder, `${basename(path).replace(/\.[^.]*$/, '')}.${extension}`)
}

/**
 * What LibreOffice takes each line of a .csv file of one column for (`string`, `float`, `date` and others), as it opens
 * the file in a language and looks for special numbers.
 */
export async function kindsOfCells(path: string, language: keyof typeof LOCALES): Promise<string[]> {
  const flat = await convert(path, 'fods', `CSV:44,34,76,1,,${LOCALES[language]},false,true`)
  const table = (await readFile(flat, 'utf8')).split('<table:table ')[1] ?? ''
  return Array.from(table.matchAll(/office:value-type="(\w+)"/g), ([, kind]) => kind ?? '')
}
