import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { SERVICES } from '#shared/domain/services.ts'
import { lossesFile } from '#shared/wording/loss-words.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { noteStored } from '#backend/kernel/current-request.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import type { Mutex } from '#backend/kernel/mutex.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { Sites } from '#backend/storage/open-site.ts'

export interface RecoveryDependencies {
  readonly sites: Sites
  readonly files: FileRegistry
  readonly emit: Emit
  readonly box: SecretBox
  /** Of everybody who prepares a database beside the site's. */
  readonly preparing: Mutex
}

/** What can be done about a site that cannot be opened, or is damaged. */
export function createRecovery(parts: RecoveryDependencies): Handlers<JobContext>['recovery'] {
  const { sites, files, emit, box, preparing } = parts
  return {
    state: async () => sites.state(),
    retry: () => sites.retry(),

    rescue: (_nothing, { signal, progress }) =>
      preparing.run(async () => {
        const rescued = await sites.rescue({ signal, progress })
        noteStored('something')
        await box.dropKey('own')
        emit('commerce.onChanged', { services: [...SERVICES], revision: null })
        emit('backups.onChanged', { failure: null })
        return rescued
      }),

    saveLosses: ({ operationId, file, language }) =>
      sites.use(async ({ storage, settings }) => {
        const target = files.writing(file)
        const operation = await storage.operations.find(operationId)
        if (operation?.details.kind !== 'rescue-site')
          throw new Refusal('history.unknown-operation', { operationId })
        const { timeZone } = await settings()
        const text = lossesFile(operation.details, { at: operation.at, timeZone, language })
        const { bytes } = await writeSafely(target.path, target.name, (to) => to.writeFile(text, 'utf8'))
        return { bytes }
      }),
  }
}
