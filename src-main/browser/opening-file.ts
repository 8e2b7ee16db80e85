import { writeFile } from 'node:fs/promises'
import { BROWSER_TEXTS } from '#shared/languages/browser-texts.ts'
import { FALLBACK } from '#shared/languages/languages.ts'
import type { TemporaryFile, TemporaryFiles } from '../hosts/temporary-files.ts'

/**
 * A file that leads the browser to an address, for this user only: what a browser is started with can be read by every
 * user of the machine. The caller removes it.
 */
export async function placeOpening(
  temporary: Pick<TemporaryFiles, 'place'>,
  addressFor: (file: TemporaryFile) => string,
): Promise<TemporaryFile> {
  const file = await temporary.place('open.html')
  await writeFile(file.path, pageTo(addressFor(file)), { mode: 0o600, flag: 'wx' })
  return file
}

const pageTo = (address: string): string => `<!doctype html>
<html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=${address}"><title>${BROWSER_TEXTS[FALLBACK].name}</title>
<p><a href="${address}">${Object.values(BROWSER_TEXTS)
  .map(({ opening }) => opening)
  .join(' · ')}</a></p></html>
`
