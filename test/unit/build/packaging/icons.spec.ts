import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeIcons } from '../../../../build/packaging/icons.ts'

it('makes every size out of the one drawing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'icons-'))
  await makeIcons(folder)
  for (const size of [16, 48, 512]) {
    const png = await readFile(join(folder, `linux/${size}x${size}.png`))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
  }
  expect((await readFile(join(folder, 'icon.icns'))).subarray(0, 4).toString()).toBe('icns')
  expect((await readFile(join(folder, 'icon.ico'))).readUInt32LE(0)).toBe(0x00010000)
  await rm(folder, { recursive: true })
})
