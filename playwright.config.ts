import { defineConfig } from '@playwright/test'
import { inRoot } from './build/paths.ts'
import type { HostOptions } from './test/e2e/fixtures.ts'
import { specHosts } from './test/e2e/spec-hosts.ts'

// Hosts that tests start take half as long with what earlier ones have compiled.
process.env.NODE_COMPILE_CACHE ??= inRoot('node_modules/.compiled')

/** The same window in a real Electron and in a real browser. */
export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/prepared-folder.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine the virtual display loses a window now and then; a second pass is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  projects: [
    // The display has one focus and one clipboard: one window at a time.
    { name: 'electron', ...specHosts.electron, workers: 1, use: { hostKind: 'electron' } },
    { name: 'browser', ...specHosts.browser, use: { hostKind: 'browser' } },
  ],
})
