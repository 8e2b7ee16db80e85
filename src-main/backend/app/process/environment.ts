import { join } from 'node:path'

/** Without Node's own switches and Electron's: they mean something else in a child. */
export function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const clean = { ...env }
  delete clean.NODE_OPTIONS
  delete clean.ELECTRON_RUN_AS_NODE
  return clean
}

/** The backend's: compiled code is kept beside the data, which saves a third of every later start. */
export const backendEnvironment = (env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv => ({
  ...cleanEnvironment(env),
  NODE_COMPILE_CACHE: join(folder, 'cache'),
})
