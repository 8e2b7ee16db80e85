import { readFile } from 'node:fs/promises'
import { inRoot } from './paths.ts'

export interface Counts {
  passed: number
  failed: number
}

/** From Vitest's JSON report. A file that could not be loaded counts as one failure: its tests never ran. */
export function vitestCounts(report: unknown): Counts {
  const { numPassedTests, numFailedTests, testResults } = report as {
    numPassedTests: number
    numFailedTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

/** From Playwright's JSON report. A flaky test passed the second time, and is listed by the reporter. */
export function playwrightCounts(report: unknown): Counts {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number }
    errors: unknown[]
  }
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
}

export const total = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
})

/** Where the reporters write what this run counted. */
export const resultsFolder = inRoot('node_modules/.test-counts')

/** A report that is not there is one failure: its reporter never came to write it. */
export async function readCounts(file: string, read: (report: unknown) => Counts): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? { passed: 0, failed: 1 } : read(JSON.parse(text))
}
