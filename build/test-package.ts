import { createServer } from 'node:net'
import manifest from '../package.json' with { type: 'json' }
import { inRoot } from './paths.ts'
import { exitWith, run, runHere } from './run.ts'
import { provideSystemPackages } from './system-packages.ts'

/**
 * `npm run test:package`: builds the .deb of this version and of the next one, then installs and tries them on this
 * machine. Debian only, and as root. Arguments go on to Vitest.
 */
const say = (sentence: string) => process.stderr.write(`${sentence}\n`)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function makePackage(version: string, updates: string): Promise<string> {
  const output = inRoot('dist/test', version)
  const script = [inRoot('build/script.mjs'), 'package.ts']
  const args = ['--version', version, '--updates', updates, '--output', output]
  const { code, stdout, stderr } = await run(process.execPath, [...script, ...args])
  if (code !== 0) throw new Error(`Packaging ${version} failed.\n${stdout}${stderr}`)
  say(stdout.trim().split('\n').slice(-2).join('\n'))
  return output
}

try {
  if (
    process.platform !== 'linux' ||
    process.getuid?.() !== 0 ||
    (await run('dpkg-deb', ['--version'])).code !== 0
  )
    throw new Error('The installed package is tested on Debian, as root.')
  await provideSystemPackages(['packaging'], say)
  const port = await freePort()
  const updates = `http://127.0.0.1:${port}/`
  const [major, minor] = manifest.version.split('.')
  const next = `${major}.${Number(minor) + 1}.0`
  const env = {
    ...process.env,
    TEST_PACKAGES: JSON.stringify({
      port,
      now: { version: manifest.version, folder: await makePackage(manifest.version, updates) },
      next: { version: next, folder: await makePackage(next, updates) },
    }),
  }
  const vitest = inRoot('node_modules/vitest/vitest.mjs')
  // One after another: each installs the package.
  const args = [vitest, 'run', '--project', 'package', '--no-file-parallelism', ...process.argv.slice(2)]
  const { code } = await runHere(process.execPath, args, env)
  process.exit(code)
} catch (error) {
  exitWith((error as Error).message)
}
