import type { Rolldown } from 'vite'

type Context = Parameters<Extract<Rolldown.CodeSplittingGroup['name'], (...a: never[]) => unknown>>[1]

/** Waits at its top level for files of the window's languages. */
const WAITS = /[\\/]src-shared[\\/]languages[\\/]wording\.ts$/
/** Large, and read where they are needed: each a file of its own. */
const ALONE = /[\\/](any-ascii|echarts|zrender|languages[\\/](nb|en)|i18n)[\\/]/

/** Whether what `id` imports, and what that imports, has a file that waits. */
function reaches(context: Context, id: string, known: Map<string, boolean>): boolean {
  const before = known.get(id)
  if (before !== undefined) return before
  known.set(id, WAITS.test(id))
  const found =
    WAITS.test(id) ||
    (context.getModuleInfo(id)?.importedIds ?? []).some((one) => reaches(context, one, known))
  known.set(id, found)
  return found
}

/**
 * What the window's pages share, in two files rather than a hundred: each further one is a request and a trip through
 * the main process. Two, since what waits for a language's words must not share a file with what these words import.
 */
export function sharedFiles(): Rolldown.CodeSplittingGroup {
  const known = new Map<string, boolean>()
  return {
    name: (id, context) => {
      if (ALONE.test(id)) return null
      return reaches(context, id, known) ? 'worded' : 'shared'
    },
    minShareCount: 2,
    includeDependenciesRecursively: false,
  }
}
