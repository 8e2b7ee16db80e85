import { describe, expect, it } from 'vitest'
import type { Api } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Host } from '../../../../src-renderer/host/host.ts'
import { createFileImport } from '../../../../src-renderer/pages/create/file-import.ts'
import type { useJobs } from '../../../../src-renderer/stores/jobs.ts'

const FILE = { token: 'file-token-000001', name: 'mars.csv', bytes: 12 }

/** A file whose reading does not end, and whose cancelling ends in `error`. */
async function reading(error: unknown) {
  const failures: unknown[] = []
  const file = createFileImport({
    ownCodes: () => undefined,
    api: { recipients: { read: async () => ({ jobId: 'job-1' }) } } as unknown as Api,
    host: { openFile: async () => FILE } as unknown as Host,
    jobs: {
      follow: () => new Promise(() => undefined),
      cancel: () => Promise.reject(error as Error),
    } as unknown as ReturnType<typeof useJobs>,
    onReplayed: () => undefined,
    onFailed: (failure) => failures.push(failure),
  })
  void file.choose()
  await new Promise((resolve) => setTimeout(resolve))
  expect(file.state.value).toMatchObject({ at: 'reading', jobId: 'job-1' })
  return { file, failures }
}

describe('cancelling the reading of a file', () => {
  it.each([
    ['that has ended', new Refusal('job.unknown', { jobId: 'job-1' })],
    ['of a backend that is away', new Refusal('backend.restarting', {})],
  ])('%s is no failure', async (_what, error) => {
    const { file, failures } = await reading(error)
    await file.cancel()
    expect(failures).toEqual([])
  })

  it('that fails otherwise is reported, and does not reject', async () => {
    const error = new Refusal('internal', { reference: 'a1' })
    const { file, failures } = await reading(error)
    await file.cancel()
    expect(failures).toEqual([error])
  })
})
