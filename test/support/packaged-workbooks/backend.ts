import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { createWorkbookReader } from '#backend/areas/tables/tables.ts'
import { hostChannel } from '#backend/app/process/host-channel.ts'
import { hostWorkbooks } from '#backend/app/process/host-workbooks.ts'
import { isRefusal } from '#shared/contract/refusal.ts'

/**
 * In place of the backend, which needs a newer Electron than some tests have: reads the workbooks that `workbooks.json` of
 * the data folder lists, one of them canceled at once, and writes what came of each.
 */
const { values } = parseArgs({ options: { data: { type: 'string', default: '' } } })
const noLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
const reader = createWorkbookReader(hostWorkbooks(hostChannel(noLog)))

async function outcome(path: string, signal: AbortSignal): Promise<unknown> {
  try {
    const { table } = await reader.read({ path, sheet: null, name: basename(path), signal })
    return table.length
  } catch (error) {
    return isRefusal(error) ? error.code : String(error)
  }
}

const paths = JSON.parse(await readFile(join(values.data, 'workbooks.json'), 'utf8')) as string[]
const outcomes: unknown[] = []
for (const path of paths) outcomes.push(await outcome(path, new AbortController().signal))
const [first = ''] = paths
const canceling = new AbortController()
setTimeout(() => canceling.abort())
outcomes.push(await outcome(first, canceling.signal))
await reader.close()
await writeFile(join(values.data, 'outcomes.json'), JSON.stringify(outcomes))
