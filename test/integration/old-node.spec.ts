import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { run } from '../../build/run.ts'

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Loaded first, it makes this Node one that has no Node-API 10, or one that runs no TypeScript. */
const PRETEND = {
  'Node 20': `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, napi: '9', node: '20.20.2' } })
    Object.defineProperty(process.features, 'typescript', { value: undefined })`,
  'Node 16': `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, napi: '8', node: '16.20.2' } })
    Object.defineProperty(process.features, 'typescript', { value: undefined })
    delete globalThis.fetch
    delete URL.canParse`,
  'this Node': '',
}

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'old-node-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

async function runOn(node: keyof typeof PRETEND, ...args: string[]) {
  const first = join(folder, 'first.mjs')
  await writeFile(first, PRETEND[node])
  return run(process.execPath, ['--import', first, ...args], { timeout: 20_000 })
}

it.each(['Node 16', 'Node 20'] as const)(
  'the browser host says in one sentence that %s is too old',
  async (node) => {
    const ran = await runOn(
      node,
      here('src-main/browser/main.ts'),
      '--port',
      '0',
      '--data',
      join(folder, 'data'),
    )
    expect(ran).toEqual({
      code: 1,
      stdout: '',
      stderr: `E-commerce Admin needs Node 22.14 or newer, and this is ${node}.20.2; npm start uses the Node that npm ci installs.\n`,
    })
  },
)

it.each(['Node 16', 'Node 20'] as const)(
  'a script of the build says in one sentence that %s is too old',
  async (node) => {
    const ran = await runOn(node, here('build/script.mjs'), 'start.ts', '--help')
    expect(ran).toEqual({
      code: 1,
      stdout: '',
      stderr: `This runs by the npm scripts after \`npm ci\`, which installs Node 24 and the packages; this is ${node}.20.2.\n`,
    })
  },
)

it('a script of the build says in one sentence that the packages are missing', async () => {
  await cp(here('build/script.mjs'), join(folder, 'build/script.mjs'))
  const { code, stderr } = await runOn('this Node', join(folder, 'build/script.mjs'), 'start.ts')
  expect(code).toBe(1)
  expect(stderr).toMatch(/^[^\n]+; the packages are missing\.\n$/)
})

it('a script of the build runs on a Node that can, with its arguments', async () => {
  const { code, stdout } = await runOn('this Node', here('build/script.mjs'), 'start.ts', '--help')
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'npm start                      opens the desktop app'])
})

it('every npm script that is a TypeScript file is started so that an old Node is recognised', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } })
  const direct = Object.entries(manifest.scripts).filter(([, line]) => /^node build\/\S+\.ts/.test(line))
  expect(direct).toEqual([])
})

it.each([
  ['Node 16', ['http://127.0.0.1:1', 'file', 'folder']],
  ['this Node', []],
  ['this Node', ['no address', 'file', 'folder']],
  ['this Node', ['http://127.0.0.1:1', 'file', 'folder']],
] as const)('the example script says on %s how it is used, given %j', async (node, args) => {
  const { code, stderr } = await runOn(node, here('docs/main-job.mjs'), ...args)
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      "Usage, with Node 20 or newer: AUTHORIZATION='Bearer TOKEN' node docs/main-job.mjs ORIGIN RECIPIENTS FOLDER\n",
  })
})
