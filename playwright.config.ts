import { defineConfig } from '@playwright/test'
import type { HostOptions } from './test/e2e/fixtures.ts'

/** The same specs in a real Electron and in a real browser; what only one host has says so in its file's name. */
export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine the virtual display loses a window now and then; a second pass is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  projects: [
    { name: 'electron', testIgnore: '**/*.browser.spec.ts', use: { hostKind: 'electron' } },
    { name: 'browser', testIgnore: '**/*.electron.spec.ts', use: { hostKind: 'browser' } },
  ],
})
