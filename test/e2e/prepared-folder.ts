import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, startHost } from './support/browser-driver.ts'

const PREPARED = 'TEST_PREPARED_FOLDER'

/** Before all specs: the sample, so that no test makes it for itself. */
export default async function prepareFolder(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ecommerce-admin-prepared-'))
  const started = await startHost(folder)
  for (const kind of ['sample', 'own'])
    await ask(started, '/api/call', { method: 'site.open', input: { kind } })
  started.host.kill('SIGTERM')
  await once(started.host, 'exit')
  process.env[PREPARED] = folder
  return () => rm(folder, { recursive: true, force: true })
}

/** Puts the sample into an empty data folder, as a person's second start would find it there. */
export async function fillPrepared(dataFolder: string): Promise<void> {
  const prepared = process.env[PREPARED]
  if (prepared !== undefined)
    await cp(join(prepared, 'sample'), join(dataFolder, 'sample'), { recursive: true })
}
