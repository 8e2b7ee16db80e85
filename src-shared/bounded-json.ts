/**
 * How deep and how large an input may be. Nothing in the contract comes near the depth; the largest input is an edit of
 * 100,000 cells. Deeper values overflow the stack of whatever walks or copies them, larger ones hold a process up.
 */
export const INPUT_LIMITS = { depth: 64, values: 500_000, characters: 20_000_000 } as const

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c

const opens = (character: number): boolean => character === 0x5b || character === 0x7b
const closes = (character: number): boolean => character === 0x5d || character === 0x7d

/** True where the text, read as JSON, stays within the limits. Reads no further than to what exceeds them. */
function textIsBounded(text: string): boolean {
  let depth = 0
  let values = 1
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (quoted) {
      if (character === BACKSLASH) at += 1
      else if (character === QUOTE) quoted = false
    } else if (character === QUOTE) quoted = true
    else if (closes(character)) depth -= 1
    else if (opens(character) || character === COMMA) {
      values += 1
      if (opens(character)) depth += 1
      if (depth > INPUT_LIMITS.depth || values > INPUT_LIMITS.values) return false
    }
  }
  return true
}

/**
 * What stands in a text as JSON, within `INPUT_LIMITS`.
 * @throws SyntaxError for anything else
 */
export function parseBoundedJson(text: string): unknown {
  if (text.length > INPUT_LIMITS.characters || !textIsBounded(text))
    throw new SyntaxError('nested too deeply, or too large')
  return JSON.parse(text)
}

/**
 * True for plain data within `INPUT_LIMITS`: what JSON can hold, besides undefined. A structured clone can also be
 * cyclic, sparse, or a Map; none of it is an input.
 */
export function isBounded(value: unknown): boolean {
  try {
    return walk(value)
  } catch {
    // A getter or a proxy that throws.
    return false
  }
}

/** Level by level: a recursion would overflow the stack on exactly what is to be refused. */
function walk(root: unknown): boolean {
  let values = 1
  let characters = 0
  let level: object[] = []
  const take = (value: unknown, into: object[]): boolean => {
    if (typeof value === 'string') characters += value.length
    else if (typeof value === 'object' && value !== null) into.push(value)
    else if (typeof value === 'function' || typeof value === 'symbol') return false
    return characters <= INPUT_LIMITS.characters
  }
  if (!take(root, level)) return false
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === INPUT_LIMITS.depth) return false
    const next: object[] = []
    for (const holder of level) {
      const entries = entriesOf(holder, INPUT_LIMITS.values - values)
      if (!entries) return false
      values += entries.values.length
      characters += entries.characters
      if (!entries.values.every((value) => take(value, next))) return false
    }
    level = next
  }
  return true
}

/** What an array or a plain object holds; null where that is more than `room`, or it is something else. */
function entriesOf(holder: object, room: number): { values: readonly unknown[]; characters: number } | null {
  // The length first: a sparse array can claim four billion entries.
  if (Array.isArray(holder))
    return holder.length <= room ? { values: Array.from<unknown>(holder), characters: 0 } : null
  if (!isPlain(holder)) return null
  const names = Object.keys(holder)
  if (names.length > room) return null
  const values = names.map((name) => (holder as Record<string, unknown>)[name])
  return { values, characters: names.reduce((sum, { length }) => sum + length, 0) }
}

/** By the last prototype, which is not ours where the value comes from another realm. */
function isPlain(holder: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(holder)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
