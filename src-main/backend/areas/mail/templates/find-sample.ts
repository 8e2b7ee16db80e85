import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { Service } from '#shared/domain/services.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { CHUNK, idChunks } from '#backend/storage/sqlite/id-chunks.ts'
import { findSample, type FoundSample, type SampleKind } from '#backend/storage/sqlite/mail-samples.ts'

/** A code whose message shows what is awkward: the longest name, or a recipient without one. Null where there is none. */
export async function findSampleAmong(
  connection: ReadConnection,
  kind: SampleKind,
  service: Service,
  ids: Uint32Array | undefined,
): Promise<number | null> {
  if (!ids) return findSample(connection, kind, service)?.id ?? null
  let best: FoundSample | undefined
  for (const chunk of idChunks(ids.slice().sort(), 4 * CHUNK)) {
    const found = findSample(connection, kind, service, chunk)
    if (found && kind === 'no-name') return found.id
    if (found && found.length > (best?.length ?? -1)) best = found
    await yieldToEventLoop()
  }
  return best?.id ?? null
}
