import { buildWhatChanged } from './build.ts'
import { inRoot } from './paths.ts'
import { exitWith } from './run.ts'
import { provideSystemPackages } from './system-packages.ts'
import { provideTestElectron } from './test-electron.ts'
import { runWithDisplay } from './with-display.ts'

/** `npm run bench`: provides what the figures need, then measures; arguments name the figures wanted. */
try {
  await provideSystemPackages(['bench'], (sentence) => process.stderr.write(`${sentence}\n`))
  await provideTestElectron()
  await buildWhatChanged()
  const { code } = await runWithDisplay([inRoot('test/bench/bench.ts'), ...process.argv.slice(2)])
  process.exit(code)
} catch (error) {
  exitWith((error as Error).message)
}
