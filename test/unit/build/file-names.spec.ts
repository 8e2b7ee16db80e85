import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'

/** Below these a file's name alone says which file is meant. */
const LAYERS = [
  'src-main/backend/app',
  'src-main/backend/areas',
  'src-main/backend/storage',
  'src-main/backend/kernel',
  'src-main/desktop',
  'src-main/browser',
  'src-main/hosts',
  'src-renderer',
  'src-shared',
  'build',
]
/** One folder each for languages, engines and the SQL that these share, with the same files in all of them. */
const REPEATED = /(^|\/)(languages|i18n|sqlite|postgres|sql)\//

it.each(LAYERS)('has no two files of one name: %s', (layer) => {
  const files = readdirSync(layer, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /\.(ts|vue)$/.test(file) && !REPEATED.test(file))
  expect(files.length).toBeGreaterThan(1)
  const namesakes = Map.groupBy(files, (file) => basename(file))
  expect([...namesakes.values()].filter((same) => same.length > 1)).toEqual([])
})
