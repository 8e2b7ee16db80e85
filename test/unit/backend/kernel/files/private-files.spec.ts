import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyPrivately } from '#backend/kernel/files/private-files.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'private-'))))
afterEach(async () => await rm(folder, { recursive: true }))

const kernel = new URL('../../../../../src-main/backend/kernel/files/', import.meta.url)
const rightsOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

/** Runs in a process of its own, since the umask is one of the whole process. */
async function inProcess(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const code = `
    import { execFileSync } from 'node:child_process'
    import { mkdirSync, writeFileSync } from 'node:fs'
    import { Worker } from 'node:worker_threads'
    import { createPrivately, withUsualMask } from '${kernel.href}private-files.ts'
    import { writeSafely } from '${kernel.href}write-safely.ts'
    const write = (path) => writeSafely(path, 'x', (file) => file.writeFile('x'))
    process.umask(0o027)
    createPrivately('data')
    ${script}`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', code],
    { cwd: folder, env: { ...process.env, ...env } },
  )
  return stdout.trim()
}

describe.runIf(process.platform !== 'win32')('what a program makes', () => {
  it('is for this user alone, in its threads and children as well', async () => {
    await inProcess(`
      mkdirSync('data/deep', { recursive: true })
      writeFileSync('data/deep/file', 'x')
      execFileSync('touch', ['data/by-child'])
      new Worker("import('node:fs').then((fs) => fs.writeFileSync('data/by-thread', 'x'))", { eval: true })`)
    for (const one of ['data', 'data/deep']) expect(await rightsOf(join(folder, one)), one).toBe('700')
    for (const one of ['data/deep/file', 'data/by-child', 'data/by-thread'])
      expect(await rightsOf(join(folder, one)), one).toBe('600')
  })

  it('is as the person’s files are where the person saves it, unless that is in the data folder', async () => {
    await mkdir(join(folder, 'data'), { mode: 0o700 })
    for (const name of ['chosen', 'data/chosen']) await writeFile(join(folder, name), 'old')
    for (const name of ['chosen', 'data/chosen']) await chmod(join(folder, name), 0o604)
    await inProcess(`for (const name of ['new', 'chosen', 'data/new', 'data/chosen']) await write(name)`)
    const rights = ['new', 'chosen', 'data/new', 'data/chosen'].map((name) => rightsOf(join(folder, name)))
    expect(await Promise.all(rights)).toEqual(['640', '604', '600', '600'])
  })

  it('is so in a thread, and in a child that begins with the changed umask', async () => {
    await inProcess(`
      const thread = "import('${kernel.href}write-safely.ts').then(({ writeSafely }) => writeSafely('by-thread', 'x', (file) => file.writeFile('x')))"
      await new Promise((end) => new Worker(thread, { eval: true, execArgv: ['--no-warnings'] }).on('exit', end))
      const child = "import { createPrivately } from '${kernel.href}private-files.ts'; import { writeSafely } from '${kernel.href}write-safely.ts'; createPrivately('data'); await writeSafely('by-child', 'x', (file) => file.writeFile('x'))"
      execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', child])`)
    for (const name of ['by-thread', 'by-child']) expect(await rightsOf(join(folder, name)), name).toBe('640')
  })

  it('leaves another program the umask that the person has, and takes its own back', async () => {
    const umasks = await inProcess(`
      const ask = () => execFileSync('sh', ['-c', 'umask'], { encoding: 'utf8' }).trim()
      console.log(ask(), withUsualMask(ask), ask())`)
    expect(umasks).toBe('0077 0027 0077')
  })

  it('does not take a spoiled umask from its surroundings', async () => {
    await inProcess(`await write('new')`, { ECOMMERCE_ADMIN_UMASK: '0x1' })
    expect(await rightsOf(join(folder, 'new'))).toBe('644')
  })

  it('is private also where it is copied from what everybody may read', async () => {
    await writeFile(join(folder, 'site.ehandel'), 'x')
    await chmod(join(folder, 'site.ehandel'), 0o666)
    await copyPrivately(join(folder, 'site.ehandel'), join(folder, 'copy'))
    expect(await rightsOf(join(folder, 'copy'))).toBe('600')
  })
})
