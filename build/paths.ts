import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url))

export const inRoot = (...parts: string[]): string => join(root, ...parts)

/** What is kept between checkouts: never inside one. */
export const cacheFolder = (env = process.env): string =>
  join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ecommerce-admin')
