import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  isFolderOpen,
  isOpenOnWindows,
  letsOthersIn,
  type RunProgram,
} from '#backend/areas/data-folder/folder-rights.ts'

const OWN = 'S-1-5-21-1004336348-1177238915-682003330-1001'
const OTHER = 'S-1-5-21-1004336348-1177238915-682003330-1002'
const PROFILE = `D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${OWN})`

describe('a list of access of Windows', () => {
  it.each([
    ['of a profile', PROFILE],
    ['that only the owner has', `D:PAI(A;OICI;FA;;;${OWN})`],
    ['with what containers of the own user have', `${PROFILE}(A;OICIID;0x1200a9;;;AC)(A;;FR;;;S-1-15-2-1)`],
    ['that names who makes or owns a file', `${PROFILE}(A;OICIIO;FA;;;CO)(A;;RC;;;OW)`],
    ['that denies others', `D:(D;OICI;FA;;;WD)(A;OICI;FA;;;${OWN})`],
    ['that lets nobody in', 'D:P'],
  ])('%s is private', (_what, list) => expect(letsOthersIn(list, OWN)).toBe(false))

  it.each([
    ['everyone', `${PROFILE}(A;OICI;0x1200a9;;;WD)`],
    ['all users', `${PROFILE}(A;OICIID;FR;;;BU)`],
    ['whoever has logged in', `${PROFILE}(A;;FA;;;AU)`],
    ['another user', `${PROFILE}(A;OICI;FR;;;${OTHER})`],
    ['another user, in files made later', `${PROFILE}(A;OICIIO;FR;;;${OTHER})`],
    ['others on a condition', `${PROFILE}(XA;OICI;FR;;;WD;(@User.Department=="a;b"))`],
    ['everybody, since there is no list', 'D:NO_ACCESS_CONTROL'],
  ])('that lets in %s is open', (_who, list) => expect(letsOthersIn(list, OWN)).toBe(true))
})

describe('a folder on Windows', () => {
  /** As the system's programs answer: the list is saved in UTF-16, and accounts have names in its language. */
  const windows =
    (list: string, calls: string[][] = []): RunProgram =>
    async (program, args) => {
      calls.push([program, ...args])
      if (program === 'whoami.exe') return `"pc\\kåre","${OWN}"\r\n`
      await writeFile(args[2] ?? '', `ecommerce-admin\r\n${list}\r\n`, 'utf16le')
      return 'Vellykket behandling av 1 filer'
    }
  const folder = 'C:\\Users\\kåre\\AppData\\Local\\ecommerce-admin'

  it('has the rights of the profile', async () => {
    const calls: string[][] = []
    expect(await isOpenOnWindows(folder, windows(PROFILE, calls))).toBe(false)
    expect(calls.map((call) => call.slice(0, 3))).toEqual([
      ['whoami.exe', '/user', '/fo'],
      ['icacls.exe', folder, '/save'],
    ])
  })

  it('is open where others were let in', async () =>
    expect(await isOpenOnWindows(folder, windows(`${PROFILE}(A;OICI;FA;;;BU)`))).toBe(true))

  it('says nothing where the system does not say who the user is', async () =>
    expect(await isOpenOnWindows(folder, async () => '')).toBe(false))
})

describe.runIf(process.platform !== 'win32')('a folder on other systems', () => {
  it('is open as soon as anybody else has any right to it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rights-'))
    try {
      expect(await isFolderOpen(folder)).toBe(false)
      for (const mode of [0o701, 0o710, 0o740, 0o777]) {
        await chmod(folder, mode)
        expect(await isFolderOpen(folder), mode.toString(8)).toBe(true)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
