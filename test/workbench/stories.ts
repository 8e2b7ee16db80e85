import type { Story } from './story.ts'

/** `components/grid`: the stories of the components in that folder, by name. */
type Folder = Readonly<Record<string, Story>>

const FILES = import.meta.glob<{ default: Folder }>('./stories/**/*.ts')
/** `./stories/components/grid.ts` → `components/grid`. */
const folderOf = (file: string): string => file.slice('./stories/'.length, -'.ts'.length)

/** The folders of components that have stories. */
export const FOLDERS: readonly string[] = Object.keys(FILES).map(folderOf).toSorted()

/** @throws where there is no such folder */
export async function storiesIn(folder: string): Promise<Folder> {
  const read = FILES[`./stories/${folder}.ts`]
  if (!read) throw new Error(`There are no stories in ${folder}`)
  return (await read()).default
}

/** The addresses of all stories of a folder: `components/grid/RefusedStrip/several`. */
export async function listStories(folder: string): Promise<string[]> {
  return Object.entries(await storiesIn(folder)).flatMap(([name, { states }]) =>
    Object.keys(states).map((state) => `${folder}/${name}/${state}`),
  )
}

/** @throws where there is no such story */
export async function findStory(id: string): Promise<{
  component: Story['component']
  state: Story['states'][string]
}> {
  const [state = '', name = '', ...folders] = id.split('/').toReversed()
  const found = (await storiesIn(folders.toReversed().join('/')))[name]
  const shown = found?.states[state]
  if (!found || !shown) throw new Error(`There is no story ${id}`)
  return { component: found.component, state: shown }
}
