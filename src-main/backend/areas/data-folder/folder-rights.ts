import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isOpenToOthers } from '#backend/kernel/files/private-files.ts'

/** Runs a program of the system to its end and answers with what it printed. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>

/** Whether other users of the computer get into the folder, as far as its rights say. */
export const isFolderOpen = (path: string): Promise<boolean> =>
  process.platform === 'win32' ? isOpenOnWindows(path) : isOpenOnUnix(path)

const ROOT = 0

/** Also where it is another user's, who can give and take rights at any time. */
async function isOpenOnUnix(path: string): Promise<boolean> {
  const found = await stat(path)
  return isOpenToOthers(found) || ![ROOT, process.getuid?.()].includes(found.uid)
}

const RUN_MS = 10_000

/** By its whole path, since a program of the same name may lie elsewhere. */
const runSystemProgram: RunProgram = async (program, args) => {
  const path = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', program)
  const { stdout } = await promisify(execFile)(path, [...args], { timeout: RUN_MS, windowsHide: true })
  return stdout
}

/** On Windows a folder has the rights of the profile that it is in, unless somebody changed them. */
export async function isOpenOnWindows(path: string, run: RunProgram = runSystemProgram): Promise<boolean> {
  const own = ownSid(await run('whoami.exe', ['/user', '/fo', 'csv', '/nh']))
  return own !== null && letsOthersIn(await accessList(path, run), own)
}

const ownSid = (printed: string): string | null => /"(S-1-[\d-]+)"/.exec(printed)?.[1] ?? null

/** As `icacls` saves it: what it prints has the names of accounts in the language of the system. */
async function accessList(path: string, run: RunProgram): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rights-'))
  try {
    const saved = join(folder, 'saved')
    await run('icacls.exe', [path, '/save', saved])
    return await readFile(saved, 'utf16le')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The system, administrators, and whoever made or owns a file. They get at everything anyway. */
const EXPECTED = ['SY', 'S-1-5-18', 'BA', 'S-1-5-32-544', 'CO', 'S-1-3-0', 'OW', 'S-1-3-4']
/** Programs in a container have no more than the rights that their user has as well. */
const CONTAINED = /^(AC|S-1-15-[23]-.+)$/

/** What comes before a condition: kind, flags, rights, two ids, and to whom. */
const ENTRY = /\(([^;()]*);([^;()]*);([^;()]*);[^;()]*;[^;()]*;([^;()]*)/g

/** Whether a list of access in Windows' notation (SDDL) allows anything to another user, or to a group. */
export function letsOthersIn(list: string, own: string): boolean {
  if (/D:\w*NO_ACCESS_CONTROL/.test(list)) return true
  return [...list.matchAll(ENTRY)].some(([, kind = '', , , account = '']) => {
    const isAllowed = /^(A|OA|XA)$/.test(kind)
    return isAllowed && account !== own && !EXPECTED.includes(account) && !CONTAINED.test(account)
  })
}
