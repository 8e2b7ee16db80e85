import { join } from 'node:path'

/** Where the own site and the sample lie. */
export const siteFolders = (dataFolder: string): [own: string, sample: string] => [
  join(dataFolder, 'site'),
  join(dataFolder, 'sample'),
]
