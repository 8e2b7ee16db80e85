import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { installDeb } from '../../../../src-main/desktop/updates/install-deb.ts'
import type { UpdateError } from '../../../../src-main/desktop/updates/update-client.ts'

const path = process.env.PATH
let folder: string
let file: string
const sum = createHash('sha512').update('as published').digest('base64')

/** A `pkexec` that notes that it was asked, and does as the test says. */
async function pkexec(does: string): Promise<void> {
  const script = join(folder, 'bin', 'pkexec')
  await writeFile(script, `#!/bin/sh\necho asked >> "${folder}/asked"\n${does}\n`)
  await chmod(script, 0o755)
}
const asked = async () => (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n').length

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'update-'))
  file = join(folder, 'update.deb')
  await writeFile(file, 'as published', { mode: 0o600 })
  await mkdir(join(folder, 'bin'))
  process.env.PATH = `${join(folder, 'bin')}${delimiter}${path ?? ''}`
})
afterEach(async () => {
  process.env.PATH = path
  await rm(folder, { recursive: true })
})

const why = () =>
  installDeb(file, sum, false).then(
    () => 'installed',
    (error: unknown) => (error as UpdateError).why,
  )

it.skipIf(process.platform !== 'linux')(
  'asks for the password once, and not again when that is dismissed',
  async () => {
    await pkexec('exit 126')
    expect(await why()).toBe('not-installed')
    expect(await asked()).toBe(1)
  },
)

it.skipIf(process.platform !== 'linux')('has root look at its own copy once more', async () => {
  await pkexec(`printf x >> "${file}"; shift; exec "$@"`)
  expect(await why()).toBe('damaged')
})

it.skipIf(process.platform !== 'linux')('says when the system has not installed it', async () => {
  await pkexec('exit 100')
  expect(await why()).toBe('not-installed')
})
