import { expect, it } from 'vitest'
import { whileBusy } from '#backend/kernel/files/while-busy.ts'

/** A file that another program has open for the first so many tries. */
function busyFile(tries: number, code: string, platform: NodeJS.Platform) {
  const pauses: number[] = []
  let tried = 0
  const work = async () => {
    tried += 1
    if (tried <= tries) throw Object.assign(new Error(code), { code, syscall: 'rename' })
    return 'renamed'
  }
  const result = whileBusy(work, { platform, pause: async (ms) => void pauses.push(ms) })
  return { result, pauses, tried: () => tried }
}

it.each(['EPERM', 'EACCES', 'EBUSY'])(
  'waits longer each time for a file that is open on Windows: %s',
  async (code) => {
    const { result, pauses } = busyFile(4, code, 'win32')
    expect(await result).toBe('renamed')
    expect(pauses).toEqual([10, 20, 50, 100])
  },
)

it('says so after three seconds', async () => {
  const { result, pauses } = busyFile(100, 'EBUSY', 'win32')
  await expect(result).rejects.toMatchObject({ code: 'EBUSY' })
  expect(pauses.reduce((sum, ms) => sum + ms)).toBeCloseTo(3000, -2)
})

it('does not wait for what no wait changes', async () => {
  for (const [code, platform] of [
    ['ENOSPC', 'win32'],
    ['ENOENT', 'win32'],
    ['EACCES', 'linux'],
    ['EPERM', 'darwin'],
  ] as const) {
    const { result, pauses, tried } = busyFile(100, code, platform)
    await expect(result).rejects.toMatchObject({ code })
    expect({ pauses, tried: tried() }).toEqual({ pauses: [], tried: 1 })
  }
})
