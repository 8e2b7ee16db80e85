import { Refusal } from '#shared/contract/refusal.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import type { SiteFiles, SiteTransfer } from '#backend/storage/site-file.ts'

/** Of a site in a database of a server: what would be done with its files. */
export const inDatabase = (): Refusal => new Refusal('site.in-database', {})
export const refuse = (): Promise<never> => Promise.reject(inDatabase())

/** Whoever runs the server makes the backups. */
export const NO_BACKUPS: SiteBackups = {
  list: async () => ({ backups: [], isReadable: true }),
  folder: async () => ({ chosen: null, problem: inDatabase() }),
  present: refuse,
  chooseFolder: refuse,
  stateOfFiles: refuse,
  create: refuse,
  remove: refuse,
  keepPresent: refuse,
  prepareRestore: refuse,
  inspect: refuse,
  checkPrepared: refuse,
  clearPrepared: async () => undefined,
  pathOf: refuse,
  close: async () => undefined,
}

export const NO_TRANSFER: SiteTransfer = {
  takeIn: refuse,
  readOutgoing() {
    throw inDatabase()
  },
  clear: async () => undefined,
}

export const NO_SITE_FILES: SiteFiles = {
  save: refuse,
  check: refuse,
  open: refuse,
  prepare: refuse,
  checkPrepared: refuse,
}
