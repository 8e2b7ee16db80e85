import { fileURLToPath } from 'node:url'
import { createFileRegistry } from '#backend/kernel/files/file-registry.ts'
import { createRecipients } from '#backend/areas/recipients/recipients.ts'
import { createWorkbookReader, forkedWorkbookProcess } from '#backend/areas/tables/tables.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { ReadChoices } from '#shared/contract/recipients.ts'
import { seededRandom, testClock, testLog } from './parts.ts'

const CHILD = fileURLToPath(
  new URL('../../src-main/backend/areas/tables/workbook/workbook-child.ts', import.meta.url),
)
export const idleJob = (): JobContext => ({ signal: new AbortController().signal, progress: () => undefined })

/** The recipients area with a registry of its own, as the backend puts it together. */
export function recipientsArea(limit = 1000) {
  const random = seededRandom()
  const log = testLog()
  const files = createFileRegistry({ random })
  const workbooks = createWorkbookReader(forkedWorkbookProcess(CHILD))
  const created = createRecipients({
    files,
    random,
    log,
    clock: testClock(),
    workbooks,
    recipientLimit: () => Promise.resolve(limit),
  })
  const area = {
    ...created,
    async close() {
      created.close()
      await workbooks.close()
    },
  }
  async function read(path: string, choices?: ReadChoices, job: JobContext = idleJob()) {
    const { token } = await files.registerRead(path)
    return await area.handlers.read(choices ? { file: token, choices } : { file: token }, job)
  }
  return { area, files, log, read }
}
