import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DatabaseObstacle } from '#shared/contract/database-obstacles.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { DatabaseFound, DatabaseLogin, StoragePlace } from '#shared/contract/storage-place.ts'
import type { Site } from '#shared/contract/site.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { isLoopback } from '#backend/kernel/loopback/is-loopback.ts'
import type { Mutex } from '#backend/kernel/mutex.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { DatabaseTarget, StoragePlaces } from '#backend/storage/storage-places.ts'

export interface StoragePlaceDependencies {
  readonly places: StoragePlaces
  readonly files: FileRegistry
  /** Only its name is ever said. */
  readonly dataFolder: string
  readonly emit: Emit
  readonly box: SecretBox
  readonly sites: Pick<Sites, 'use'>
  /** Of everybody who prepares a database beside the site's. */
  readonly preparing: Mutex
}

/** Far more than the certificates of all issuers that a computer trusts. */
const MOST_BYTES = 1_000_000

/** Where the own site is stored: looking at a database, going there, and back. */
export function createStoragePlace(parts: StoragePlaceDependencies): Handlers<JobContext>['storagePlace'] {
  const { places, files, dataFolder, emit, box, sites, preparing } = parts

  const present = async (): Promise<StoragePlace> => {
    const { database, namedBy, keepsPassword } = await places.present()
    return {
      folder: basename(dataFolder),
      database: database && {
        ...database,
        tls: database.tls !== false,
        certificate: database.tls !== false && database.tls.ca !== undefined,
      },
      namedBy,
      keepsPassword,
    }
  }
  const look = async (login: DatabaseLogin): Promise<[DatabaseFound, DatabaseTarget | undefined]> => {
    const target = await targetOf(files, login)
    return typeof target === 'string'
      ? [{ found: 'obstacle', obstacle: target }, undefined]
      : [await places.look(target), target]
  }
  /** What was read of the site before is of another one. */
  const moved = async (site: Site): Promise<{ site: Site; place: StoragePlace }> => {
    await box.dropKey('own')
    emit('commerce.onChanged', { services: [...SERVICES], revision: null })
    emit('backups.onChanged', { failure: null })
    emit('secrets.onChanged', await sites.use(box.state))
    return { site, place: await present() }
  }

  return {
    get: present,
    check: async (login) => (await look(login))[0],
    async join({ expect, ...login }) {
      const [{ found, ...rest }, target] = await look(login)
      if ('obstacle' in rest) throw new Refusal('storagePlace.refused', rest)
      if (!target || found !== expect) throw new Refusal('storagePlace.moved', {})
      return await moved(await places.join(target, { mayCreate: found === 'empty' }))
    },
    async move(login, { signal, progress }) {
      const [{ found, ...rest }, target] = await look(login)
      if ('obstacle' in rest) throw new Refusal('storagePlace.refused', rest)
      if (!target || found !== 'empty') throw new Refusal('storagePlace.moved', {})
      return await moved(await places.move(target, { signal, progress }))
    },
    leave: async () => await moved(await places.leave()),
    moveBack: (_nothing, { signal, progress }) =>
      preparing.run(async () => await moved(await places.moveBack({ signal, progress }))),
  }
}

/** Where to connect to; or why there is no need to try. */
async function targetOf(
  files: FileRegistry,
  { certificate, tls, ...where }: DatabaseLogin,
): Promise<DatabaseTarget | DatabaseObstacle> {
  if (!tls) return isLoopback(where.host) ? { ...where, tls: false } : 'tls-needed'
  if (certificate === null) return { ...where, tls: {} }
  const ca = await readCertificate(files, certificate)
  return ca === undefined ? 'no-certificate' : { ...where, tls: { ca } }
}

/** The text of a file of certificates; undefined where there is none in it. @throws Refusal 'file.unknown' */
async function readCertificate(files: FileRegistry, token: string): Promise<string | undefined> {
  const { path, bytes } = files.reading(token)
  if (bytes > MOST_BYTES) return undefined
  try {
    const text = await readFile(path, 'utf8')
    new X509Certificate(text)
    return text
  } catch {
    return undefined
  }
}
