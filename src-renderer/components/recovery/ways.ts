import type { ErrorCode } from '#shared/contract/error-codes.ts'

/** What can be done about a site, beside restoring a backup. */
export type WayOn = 'read' | 'rescue' | 'retry' | 'folder' | 'sample'

/** Of these something is left that may be read. */
const DAMAGED: readonly (ErrorCode | undefined)[] = ['storage.damaged', 'site.read-only']

/** The ways on, the best one first. There is always one. */
export const waysOn = (
  problem: ErrorCode | undefined,
  { isReadOnly, isInDatabase }: { isReadOnly: boolean; isInDatabase: boolean },
): WayOn[] => [
  ...(DAMAGED.includes(problem) ? (['rescue'] as const) : []),
  ...(isReadOnly ? (['read'] as const) : []),
  'retry',
  ...(isInDatabase ? (['folder'] as const) : []),
  'sample',
]
