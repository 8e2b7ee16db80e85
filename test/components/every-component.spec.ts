import { expect, it } from 'vitest'
import { FOLDERS, storiesIn } from '../workbench/stories.ts'

/** `components/grid/GridRow` for every component of the window. */
const PATHS = Object.keys(import.meta.glob('../../src-renderer/{components,pages}/**/*.vue')).map((file) =>
  file.slice('../../src-renderer/'.length, -'.vue'.length),
)
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))

it.each([...new Set([...PATHS.map(folderOf), ...FOLDERS])])(
  'the workbench shows every component of %s, and no other',
  async (folder) => {
    const stories = FOLDERS.includes(folder) ? Object.entries(await storiesIn(folder)) : []
    const shown = stories.map(([name]) => `${folder}/${name}`)
    expect(shown.toSorted()).toEqual(PATHS.filter((path) => folderOf(path) === folder).toSorted())
    for (const [name, { component, states }] of stories) {
      expect((component as { __file?: string }).__file).toMatch(new RegExp(`/${folder}/${name}\\.vue$`))
      expect(Object.keys(states)).not.toEqual([])
    }
  },
)
