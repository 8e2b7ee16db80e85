import type { StoredArea } from '#shared/contract/stored-areas.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import { createThrottle } from '#backend/kernel/contract/throttle.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { SITE_ID } from '#backend/storage/site-id.ts'
import type { OtherPrograms } from './site-home.ts'

/** Pages read things again: not more often than a person can follow. */
const EVERY_MS = 1000
/** Of many that were recorded at once, the newest say enough. */
const MOST_OPERATIONS = 20

export interface ElsewhereDependencies {
  readonly emit: Emit
  readonly log: Log
  /** Of the site that is open. */
  readonly use: Sites['use']
  /** Another site is in the place of this one. */
  onReplaced(site: OpenSite): void
}

/** Emits for what other programs stored the events that their own clients had for it, as far as it can be read again. */
export function announceElsewhere({ emit, log, use, onReplaced }: ElsewhereDependencies): {
  readonly note: OtherPrograms['onChanged']
  /** This site is open from now on: whoever uses it reads what it has. */
  begin(site: OpenSite): void
  stop(): void
} {
  const changed = new Set<StoredArea>()
  /** The newest operation that was announced. */
  let known: number | undefined
  let announcing: Promise<void> = Promise.resolve()

  const announceOperations = async ({ storage }: OpenSite): Promise<void> => {
    const newest = await storage.operations.list({ limit: known === undefined ? 1 : MOST_OPERATIONS })
    const fresh = newest.filter(({ id }) => id > (known ?? 0)).reverse()
    known = Math.max(known ?? 0, ...fresh.map(({ id }) => id))
    for (const { id, details, author } of fresh)
      emit('history.onRecorded', { operationId: id, kind: details.kind, ...(author !== null && { author }) })
  }

  /** A site that takes another's place gets another id with its first opening. */
  const isAnother = async ({ id, storage }: OpenSite): Promise<boolean> =>
    ![null, id].includes(await storage.settings.find(SITE_ID))

  const announce = async (site: OpenSite): Promise<void> => {
    const areas = [...changed]
    changed.clear()
    if (site.kind !== 'own' || areas.length === 0) return
    const has = (...some: StoredArea[]): boolean => some.some((area) => areas.includes(area))
    if (has('settings') && (await isAnother(site))) return onReplaced(site)
    if (has('settings', 'commerce')) emit('site.onChanged', await site.describe())
    if (has('commerce', 'secrets')) emit('commerce.onChanged', { services: [...SERVICES], revision: null })
    if (has('views')) emit('views.onChanged', await site.storage.views.list())
    if (has('paypal')) emit('paypal.onChanged', {})
    if (has('redemptions')) emit('redemptions.onChanged', {})
    if (has('operations')) await announceOperations(site)
    emit('site.onChangedElsewhere', { areas })
  }
  const throttle = createThrottle(EVERY_MS, () => {
    announcing = announcing
      .then(() => use(announce))
      .catch((error: unknown) => log.warn('site.changes-not-announced', describeError(error)))
  })

  return {
    note(areas) {
      for (const area of areas) changed.add(area)
      if (changed.size > 0) throttle.call()
    },
    begin({ storage }) {
      changed.clear()
      known = undefined
      storage.operations.nextId().then(
        (next) => (known = Math.max(known ?? 0, next - 1)),
        // Of the first change, the newest operation alone is announced.
        () => undefined,
      )
    },
    stop: throttle.stop,
  }
}
