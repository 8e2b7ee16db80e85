import type { DatabaseFound } from '#shared/contract/storage-place.ts'
import type { TaskOptions } from '#backend/kernel/threads/thread.ts'
import type { Site } from '#shared/contract/site.ts'

/** Where a database of a server is, and as whom. */
export interface DatabaseTarget {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  /** Off on the same machine only. With `ca`, the server's certificate must come from it. */
  readonly tls: false | { readonly ca?: string }
}

/** Where the own site is stored now. */
export interface PresentPlace {
  /** Null while it is in the folder. */
  readonly database: Omit<DatabaseTarget, 'password'> | null
  readonly namedBy: 'environment' | 'choice' | null
  /** Whether the password of the database is kept, or would be. */
  readonly keepsPassword: boolean
}

/** The places where the own site can be stored. */
export interface StoragePlaces {
  present(): Promise<PresentPlace>
  /** What is in a database, which is not changed. */
  look(target: DatabaseTarget): Promise<DatabaseFound>
  /**
   * The database is the site's place from now on. Where that fails, all stays as it was. `mayCreate`: a new site is made
   * in it; otherwise there must be one.
   * @throws Refusal 'storagePlace.by-environment', 'storagePlace.sample-open'; of the area `storage`
   */
  join(target: DatabaseTarget, options: { readonly mayCreate: boolean }): Promise<Site>
  /**
   * The site is copied from the folder into a database that is empty, which is its place from then on. The one in the
   * folder stays there, with a backup of it. Others wait meanwhile. Where that fails, all stays as it was here.
   * @throws Refusal 'storagePlace.by-environment', 'storagePlace.sample-open', 'storagePlace.moved' where the database is not
   * empty, 'storagePlace.passphrase-needed', 'job.cancelled'; of the area `storage`
   */
  move(target: DatabaseTarget, options: TaskOptions): Promise<Site>
  /**
   * The folder is the site's place from now on; the same otherwise.
   * @throws Refusal 'storagePlace.by-environment', 'storagePlace.sample-open'; of the area `storage`
   */
  leave(): Promise<Site>
  /**
   * The site is copied from the database into the folder, which is its place from then on. The one in the database stays
   * there as it is, for the others who use it; the one that was in the folder is kept as a backup. Others here wait
   * meanwhile. Where that fails, all stays as it was.
   * @throws Refusal 'storagePlace.by-environment', 'storagePlace.sample-open', 'storagePlace.moved' where the site is in the
   * folder, 'job.cancelled'; of the area `storage`
   */
  moveBack(options: TaskOptions): Promise<Site>
}
