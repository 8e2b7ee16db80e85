import { contract, type MethodName } from './index.ts'
import type { Effect } from './method.ts'

/**
 * The effect of every method by its name. Windows and hosts need it before they load any schema, so the build puts the
 * finished table in the place of this file (electron.vite.config.ts).
 */
export const effectTable = Object.fromEntries(
  Object.entries(contract).flatMap(([area, methods]) =>
    Object.entries(methods).map(([name, { effect }]) => [`${area}.${name}`, effect]),
  ),
) as Record<MethodName, Effect>
