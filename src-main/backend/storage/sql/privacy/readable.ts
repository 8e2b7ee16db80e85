import type { z } from 'zod'

/** Far more than one text can need. */
const ROUNDS = 10

/**
 * What `before` became, `after`, as `schema` still reads it: a word of the program that is also somebody's name, as
 * `training` can be, is put back, and a text that became too long is cut.
 */
export function keepReadable(schema: z.ZodType, before: unknown, after: unknown): unknown {
  if (!schema.safeParse(before).success) return after
  let value = after
  for (let round = 0; round < ROUNDS; round += 1) {
    const { error } = schema.safeParse(value)
    if (!error) return value
    for (const issue of error.issues) value = repaired(value, before, issue.path, longestOf(issue))
  }
  return value
}

const longestOf = (issue: z.core.$ZodIssue): number | undefined =>
  issue.code === 'too_big' && issue.origin === 'string' ? Number(issue.maximum) : undefined

function repaired(
  value: unknown,
  before: unknown,
  [key, ...rest]: readonly PropertyKey[],
  longest: number | undefined,
): unknown {
  if (key === undefined)
    return longest !== undefined && typeof value === 'string' ? value.slice(0, longest) : before
  const [inner, innerBefore] = [at(value, key), at(before, key)]
  const better = repaired(inner, innerBefore, rest, longest)
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === key ? better : item))
  return { ...(value as object), [key]: better }
}

const at = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined
