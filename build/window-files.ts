import type { Rolldown } from 'vite'

type Context = Parameters<Extract<Rolldown.CodeSplittingGroup['name'], (...a: never[]) => unknown>>[1]

/** Large, and read where they are needed: each a file of its own. */
const ALONE = /[\\/](any-ascii|echarts|zrender|languages[\\/](nb|en)|i18n)[\\/]/

/** All that imports `file`, and what imports that; `file` too. */
function importersOf(file: string, context: Context): ReadonlySet<string> {
  const found = new Set([file])
  for (const id of found) for (const one of context.getModuleInfo(id)?.importers ?? []) found.add(one)
  return found
}

/**
 * What the window's pages share, in two files rather than a hundred: each further one is a request and a trip through
 * the main process. Two, since what waits for a language's words must not share a file with what these words import.
 * @param waiting waits at its top level for the files of the languages
 */
export function sharedFiles(waiting: string): Rolldown.CodeSplittingGroup {
  let worded: ReadonlySet<string> | undefined
  return {
    name: (id, context) => {
      if (ALONE.test(id)) return null
      worded ??= importersOf(waiting, context)
      return worded.has(id) ? 'worded' : 'shared'
    },
    minShareCount: 2,
    includeDependenciesRecursively: false,
  }
}
