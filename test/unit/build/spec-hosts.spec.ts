import { globSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inRoot } from '../../../build/paths.ts'
import { specHosts } from '../../e2e/spec-hosts.ts'

const files = globSync(inRoot('test/e2e/**/*.spec.ts'))
const isRun = (host: keyof typeof specHosts, file: string) =>
  specHosts[host].testMatch.test(file) && !specHosts[host].testIgnore.test(file)

it('runs every spec file in the browser, except those that are named after Electron', () => {
  expect(files.length).toBeGreaterThan(20)
  const unrun = files.filter((file) => !isRun('browser', file))
  expect(unrun).toEqual(files.filter((file) => file.endsWith('.electron.spec.ts')))
})

it('runs in Electron what is named after it, the main job and whatever else concerns the hosts', () => {
  const unrun = files.filter((file) => !isRun('electron', file))
  expect(unrun.filter((file) => file.includes('.electron.'))).toEqual([])
  expect(unrun.filter((file) => file.includes('/host/') && !file.includes('.browser.'))).toEqual([])
  expect(files.filter((file) => isRun('electron', file))).toContain(inRoot('test/e2e/host/main-job.spec.ts'))
})
