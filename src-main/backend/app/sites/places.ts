import { Refusal } from '#shared/contract/refusal.ts'
import type { Keychain } from '#backend/kernel/dependencies.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import { type BackedUpSite, createSiteBackups, siteIn } from '#backend/storage/sqlite/backups/site-backups.ts'
import { clearTransfer } from '#backend/storage/sqlite/site-transfer.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { DatabaseTarget, PresentPlace, StoragePlaces } from '#backend/storage/storage-places.ts'
import {
  addressOf,
  type DatabaseChoice,
  dropChoice,
  keepChoice,
  keptPassword,
  readChoice,
} from './database-choice.ts'
import { type FolderDependencies, folderHome } from './folder-home.ts'
import { holdFolder } from './held-folder.ts'
import { type MovableHome, movableHome } from './movable-home.ts'
import type { SiteHome } from './site-home.ts'
import { moveBackTask, moveTask } from '../threads/move-task.ts'
import type { MovableSites } from './sites.ts'

export interface PlacesDependencies extends FolderDependencies {
  /** Holds the choice. */
  readonly dataFolder: string
  /** The database that the environment names. */
  readonly database: DatabaseTarget | null
  /** The password of a chosen database, where the environment has it. */
  readonly databasePassword: string | null
  readonly keychain: Keychain
}

export interface Places {
  /** Where the own site is kept. */
  readonly home: MovableHome
  /** Whether it is in a database, which other programs use as well. */
  inDatabase(): boolean
  /** As whom that database is used; null without one. */
  databaseUser(): string | null
  /** What areas need of it. */
  of(sites: Pick<MovableSites, 'moveTo' | 'use'>): StoragePlaces
  close(): Promise<void>
}

type Place = Omit<PresentPlace, 'keepsPassword'>
const FOLDER: Place = { database: null, namedBy: null }

/**
 * The place that the environment names, otherwise the one that was chosen in the settings, otherwise the folder. Only a
 * database has the driver of PostgreSQL read.
 * @throws Refusal 'database.wrong-setting'
 */
export async function openPlaces(parts: PlacesDependencies): Promise<Places> {
  const { folder, dataFolder, database, databasePassword, keychain, clock, log } = parts
  const held = holdFolder(folder)
  /** Of each place that was used. */
  const made: SiteBackups[] = []
  const backupsOf = (site: BackedUpSite): SiteBackups => {
    const backups = createSiteBackups({ ...parts, site })
    made.push(backups)
    return backups
  }
  const inFolder = (): SiteHome => folderHome({ ...parts, held, backups: backupsOf(siteIn(folder)) })
  const inDatabase = async (target: () => Promise<DatabaseTarget>): Promise<SiteHome> => {
    const { databaseHome } = await import('./database-home.ts')
    return databaseHome({ ...parts, target, held, backupsOf })
  }
  const chosen = (choice: DatabaseChoice) => async (): Promise<DatabaseTarget> => {
    const password = databasePassword ?? (await keptPassword(choice, keychain))
    if (password === null) throw new Refusal('database.no-password', {})
    return { ...addressOf(choice), password }
  }

  /** Where the own site is. The choice is that of the last start, or of this one since. */
  let place: Place = FOLDER
  let choice: DatabaseChoice | null = null
  const homeOfChoice = async (): Promise<SiteHome> => {
    choice = await readChoice(dataFolder)
    if (!choice) return inFolder()
    place = { database: addressOf(choice), namedBy: 'choice' }
    return await inDatabase(chosen(choice))
  }
  /** Of a data folder that cannot be read yet: each opening looks for the choice again. */
  const unreadHome = (): SiteHome => ({
    ...inFolder(),
    async open(options) {
      home.become(await homeOfChoice())
      return await home.open(options)
    },
  })
  const firstHome = async (): Promise<SiteHome> => {
    if (!database)
      return await homeOfChoice().catch((error: unknown) => {
        if (error instanceof Refusal && error.code !== 'database.wrong-setting') return unreadHome()
        throw error
      })
    place = { database: withoutPassword(database), namedBy: 'environment' }
    return await inDatabase(async () => database)
  }
  const home = movableHome(await firstHome())
  const changing = createMutex()
  /** One change at a time, where there is a choice. */
  const alone = <T>(change: () => Promise<T>): Promise<T> =>
    changing.run(async () => {
      if (place.namedBy === 'environment') throw new Refusal('storagePlace.by-environment', {})
      return await change()
    })

  const chooseFolder = async (): Promise<void> => {
    await dropChoice(dataFolder)
    choice = null
    place = FOLDER
  }
  const choose = async (target: DatabaseTarget): Promise<void> => {
    choice = await keepChoice(dataFolder, target, keychain)
    place = { database: addressOf(choice), namedBy: 'choice' }
  }

  return {
    home,
    inDatabase: () => place.database !== null,
    databaseUser: () => place.database?.user ?? null,
    of: (sites) => ({
      present: async () => ({
        ...place,
        keepsPassword: place.database ? Boolean(choice?.sealed) : await keychain.available(),
      }),
      async look(target) {
        const { lookAtDatabase } = await import('#backend/storage/postgres/look-at-database.ts')
        return await lookAtDatabase({ target, log })
      },
      join: (target, { mayCreate }) =>
        alone(async () =>
          sites.moveTo(await inDatabase(async () => target), {
            mayCreate,
            keep: () => choose(target),
          }),
        ),
      move: (target, options) =>
        alone(async () => {
          if (place.database) throw new Refusal('storagePlace.moved', {})
          return await sites.moveTo(await inDatabase(async () => target), {
            mayCreate: false,
            async prepare(site) {
              await requirePassphrase(site)
              const { timeZone } = await site.settings()
              await home.backups.create('manual', timeZone, options.signal ? { signal: options.signal } : {})
              await site.exports.run(moveTask, { target, at: clock.now() }, options)
            },
            keep: () => choose(target),
          })
        }),
      leave: () =>
        alone(async () => {
          // Where it is there already, it must not be opened twice.
          if (!place.database) return await sites.use((site) => site.describe())
          return await sites.moveTo(inFolder(), { mayCreate: true, keep: chooseFolder })
        }),
      moveBack: (options) =>
        alone(async () => {
          if (!place.database) throw new Refusal('storagePlace.moved', {})
          try {
            return await sites.moveTo(inFolder(), {
              mayCreate: false,
              replaces: true,
              prepare: async ({ exports }) => void (await exports.run(moveBackTask, { folder }, options)),
              keep: chooseFolder,
            })
          } finally {
            if (held.lock) await clearTransfer(held.lock)
          }
        }),
    }),
    close: async () => void (await Promise.all(made.map((backups) => backups.close()))),
  }
}

/**
 * This computer's keychain is of no use to the others who use the database.
 * @throws Refusal 'storagePlace.passphrase-needed'
 */
async function requirePassphrase({ storage }: OpenSite): Promise<void> {
  const passwords = await storage.secrets.count()
  if (passwords > 0 && (await storage.secrets.box())?.seal !== 'passphrase')
    throw new Refusal('storagePlace.passphrase-needed', { passwords })
}

const withoutPassword = ({ host, port, database, user, tls }: DatabaseTarget): PresentPlace['database'] => ({
  host,
  port,
  database,
  user,
  tls,
})
