import { effectTable } from './effect-table.ts'
import type { MethodName } from './index.ts'
import type { Effect } from './method.ts'

/** `none` for a name that the contract does not know. */
export const effectOf = (method: string): Effect =>
  Object.hasOwn(effectTable, method) ? effectTable[method as MethodName] : 'none'
