import { rm } from 'node:fs/promises'
import { buildWhatChanged } from './build.ts'
import { inRoot } from './paths.ts'
import { exitWith } from './run.ts'
import { provideSystemPackages } from './system-packages.ts'
import { provideTestElectron } from './test-electron.ts'
import { runWithDisplay } from './with-display.ts'

/** `npm run test:e2e`: provides all that the specs need, then runs them; arguments go on to Playwright. */
const say = (sentence: string) => process.stderr.write(`${sentence}\n`)

try {
  await provideSystemPackages(['e2e'], say)
  const electron = await provideTestElectron()
  await buildWhatChanged()
  await rm(inRoot('test-results'), { recursive: true, force: true })

  const playwright = [inRoot('node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)]
  const env = {
    ...process.env,
    TEST_ELECTRON: electron.executable,
    // Debian's log of what the window system lacks says nothing about the app.
    NO_AT_BRIDGE: '1',
  }
  const { code } = await runWithDisplay(playwright, env)
  process.exit(code)
} catch (error) {
  exitWith((error as Error).message)
}
