/** Imports nothing, so that every Node can read it and say that it is too old. */

/** The Node-API that better-sqlite3 needs. Below it, loading it ends the process, and nothing can catch that. */
const NEEDED = 10

/** True where this runtime can run the backend. */
export const canRunBackend = (versions: NodeJS.Dict<string> = process.versions): boolean =>
  Number(versions.napi) >= NEEDED

/** Node 22.14 is the first with that Node-API. */
export const tooOld = (version: string): string =>
  `E-commerce Admin needs Node 22.14 or newer, and this is Node ${version}; npm start uses the Node that npm ci installs.`
