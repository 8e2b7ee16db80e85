import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../support/root.ts'
import { expect, test } from '../fixtures.ts'

test('the built preload is CommonJS and needs nothing but Electron: a sandbox gives it no more', async () => {
  const built = await readFile(join(root, 'out/preload/index.cjs'), 'utf8')
  expect(built).not.toMatch(/^\s*(import|export)\s/m)
  expect([...built.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"'])
  expect(built.length).toBeLessThan(10_000)
})
