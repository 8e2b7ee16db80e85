import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where it is kept that a person chose a database for the own site. */
export const choicePath = (dataFolder: string): string => join(dataFolder, 'database.json')

/** Whether the own site is in a database by choice, without reading which. */
export const hasChoice = (dataFolder: string): boolean => existsSync(choicePath(dataFolder))
