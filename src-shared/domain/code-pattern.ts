/** What may be written before and behind the random characters of a generated code. */
export const AFFIX = {
  max: 20,
  prefix: /^(?:[A-Z0-9][A-Z0-9-]*)?$/,
  suffix: /^(?:[A-Z0-9-]*[A-Z0-9])?$/,
} as const
/** How many random characters are in a group. */
export const GROUP_SIZE = { min: 3, max: 6, default: 4 } as const

/** How the codes of a creation look: `VAAR-XXXX-XXXX` has a prefix, 8 random characters and groups of 4. */
export interface CodePattern {
  /** Random characters. */
  readonly length: number
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
  /** The last group may be shorter. Without it, the characters are not divided. */
  readonly groupSize?: number | undefined
}

/**
 * A function that puts random characters into the pattern. Groups are separated by hyphens, from prefix and suffix as
 * well, unless there is one already; without groups, prefix and suffix are joined as they are written.
 */
export function fillPattern({
  prefix = '',
  suffix = '',
  groupSize,
}: CodePattern): (random: string) => string {
  if (groupSize === undefined) return (random) => prefix + random + suffix
  const start = prefix === '' || prefix.endsWith('-') ? prefix : `${prefix}-`
  const end = suffix === '' || suffix.startsWith('-') ? suffix : `-${suffix}`
  const groups = new RegExp(`.{1,${groupSize}}`, 'g')
  return (random) => start + (random.match(groups) ?? []).join('-') + end
}

/** A LIKE pattern of the codes of this pattern, in capitals: it has no other wildcard than `_`. */
export const likePattern = (pattern: CodePattern): string => fillPattern(pattern)('_'.repeat(pattern.length))

/** How many characters a code of this pattern has, hyphens included. */
export const wholeLength = (pattern: CodePattern): number => likePattern(pattern).length
