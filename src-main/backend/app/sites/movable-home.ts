import type { SiteBackups } from '#backend/storage/backups.ts'
import type { SiteHome } from './site-home.ts'

/** Where the own site is kept, which can become another place while the program runs. */
export interface MovableHome extends SiteHome {
  become(next: SiteHome): void
}

/** Whoever has it asks the present place each time. */
export function movableHome(first: SiteHome): MovableHome {
  let present = first
  return {
    become: (next) => void (present = next),
    backups: presentOf(() => present.backups),
    toRefusal: (error) => present.toRefusal(error),
    open: (options) => present.open(options),
    openDamaged: () => present.openDamaged(),
    readClosed: (work) => present.readClosed(work),
    requireFiles: () => present.requireFiles(),
    beginReplacing: (before) => present.beginReplacing(before),
    replace: (replacing) => present.replace(replacing),
    rescue: (options) => present.rescue(options),
    release: () => present.release(),
  }
}

/** Each method of the present place's backups, when it is called. */
const presentOf = (backups: () => SiteBackups): SiteBackups => ({
  list: () => backups().list(),
  folder: () => backups().folder(),
  present: () => backups().present(),
  chooseFolder: (path) => backups().chooseFolder(path),
  state: () => backups().state(),
  create: (...order) => backups().create(...order),
  remove: (ids) => backups().remove(ids),
  keepPresent: (...order) => backups().keepPresent(...order),
  prepareRestore: (...order) => backups().prepareRestore(...order),
  inspect: (...order) => backups().inspect(...order),
  checkPrepared: (...order) => backups().checkPrepared(...order),
  clearPrepared: () => backups().clearPrepared(),
  pathOf: (id) => backups().pathOf(id),
  close: () => backups().close(),
})
