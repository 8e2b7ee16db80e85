import { join } from 'node:path'

/** Without Node's own switches and Electron's: they mean something else in a child. */
export function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const clean = { ...env }
  delete clean.NODE_OPTIONS
  delete clean.ELECTRON_RUN_AS_NODE
  return clean
}

/** Compiled code, in the data folder. */
export const cacheFolder = (dataFolder: string): string => join(dataFolder, 'cache')

/**
 * The backend's: compiled code is kept beside the data, unless the environment names another place, which saves a third of
 * every later start. On Linux, memory that a thread has given back goes to the system at once where other threads have none
 * of their own among it.
 */
export const backendEnvironment = (env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv => ({
  NODE_COMPILE_CACHE: cacheFolder(folder),
  MALLOC_ARENA_MAX: '16',
  MALLOC_TRIM_THRESHOLD_: String(1024 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(128 * 1024),
  ...cleanEnvironment(env),
})
