import { posix } from 'node:path'

/**
 * The type of the file system that holds `path`, from Linux's table of mounts (`/proc/self/mountinfo`): of the mounts
 * above it the longest, and of those at one place the last, which hides the others.
 */
export function typeInMountInfo(table: string, path: string): string | null {
  let found: { at: string; type: string } | null = null
  for (const line of table.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const at = unescaped(before.split(' ')[4] ?? '')
    const [type = ''] = after.split(' ')
    if (type !== '' && isAbove(at, path) && at.length >= (found?.at.length ?? 0)) found = { at, type }
  }
  return found?.type ?? null
}

/** The same from what `mount` prints on a Mac: `//kari@nas/share on /Volumes/share (smbfs, nodev)`. */
export function typeInMountList(list: string, path: string): string | null {
  let found: { at: string; type: string } | null = null
  for (const line of list.split('\n')) {
    const [, at = '', type = ''] = / on (\/.*) \(([^,)]+)[^()]*\)$/.exec(line) ?? []
    if (type !== '' && isAbove(at, path) && at.length >= (found?.at.length ?? 0)) found = { at, type }
  }
  return found?.type ?? null
}

const isAbove = (folder: string, path: string): boolean =>
  folder === '/' || path === folder || (folder !== '' && path.startsWith(`${folder}${posix.sep}`))

/** Blanks and the like are written as octal numbers. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** The numbers of Linux's network file systems (`statfs`), for where the table of mounts cannot be read. */
const NUMBERS: Readonly<Record<number, string>> = {
  0x6969: 'nfs',
  0x517b: 'smb',
  0xff534d42: 'cifs',
  0xfe534d42: 'smb2',
  0x01021997: '9p',
  0x5346414f: 'afs',
  0x73757245: 'coda',
  0x00c36400: 'ceph',
  0x564c: 'ncpfs',
  0x0bd00bd0: 'lustre',
  0x786f4256: 'vboxsf',
}
export const typeOfNumber = (number: number): string | null => NUMBERS[number >>> 0] ?? null
