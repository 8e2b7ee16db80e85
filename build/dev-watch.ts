import { watch } from 'node:fs'
import { inRoot } from './paths.ts'

export type Part = 'backend' | 'browser' | 'desktop'

/** Its own host runs these, although they lie in the backend's folder. */
const BETWEEN = /^src-main\/backend\/(app\/process|kernel\/loopback)\//

/** What must be started again when a file changes: the page needs nothing, since Vite follows its source. */
export function partsOf(file: string): readonly Part[] {
  if (!/\.(ts|json)$/.test(file)) return []
  if (file.startsWith('src-preload/') || file.startsWith('src-main/desktop/')) return ['desktop']
  if (file.startsWith('src-main/browser/')) return ['browser']
  if (/^src-main\/(hosts|dev)\//.test(file) || BETWEEN.test(file)) return ['browser', 'desktop']
  return file.startsWith('src-main/backend/') || file.startsWith('src-shared/') ? ['backend'] : []
}

/** Editors write a file in several steps. */
const SETTLED_MS = 100

/** Calls `changed` with the files of one edit. */
export function watchSource(changed: (files: readonly string[]) => void): void {
  const files = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  for (const folder of ['src-main', 'src-preload', 'src-shared'])
    watch(inRoot(folder), { recursive: true }, (_event, name) => {
      if (name === null) return
      files.add(`${folder}/${name.replaceAll('\\', '/')}`)
      clearTimeout(timer)
      timer = setTimeout(() => {
        const all = [...files]
        files.clear()
        changed(all)
      }, SETTLED_MS)
    })
}
