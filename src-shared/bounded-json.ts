/**
 * How deep and how large an input may be. Nothing in the contract comes near the depth; the largest input is an edit of
 * 100,000 cells. Deeper values overflow the stack of whatever walks or copies them, larger ones hold a process up.
 */
export const INPUT_LIMITS = {
  depth: 64,
  values: 500_000,
  characters: 20_000_000,
  /** Of one object. A schema that is strict lists every name it does not know. */
  names: 10_000,
} as const

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
 * The value of a JSON text, within `INPUT_LIMITS`.
 * @throws SyntaxError for anything else
 */
export function parseBoundedJson(text: string): unknown {
  if (text.length > INPUT_LIMITS.characters || !textIsBounded(text))
    throw new SyntaxError('nested too deeply, or too large')
  return JSON.parse(text)
}

/**
 * True for plain data within `INPUT_LIMITS`: what JSON can hold, besides undefined. A structured clone can also be
 * cyclic, sparse, or a Map; none of it is an input. Nor is an object whose `length` is one: zod compares the length of
 * whatever has one, also where it expects a list, and throws where that is no number.
 */
export function isBounded(value: unknown): boolean {
  try {
    return walk(value)
  } catch {
    // A getter or a proxy that throws.
    return false
  }
}

/**
 * Level by level: a recursion would overflow the stack on exactly what is to be refused. What is seen twice counts twice,
 * so that a cycle ends by its depth, and an array that holds itself many times by its size.
 */
function walk(root: unknown): boolean {
  let room: number = INPUT_LIMITS.values - 1
  let characters: number = INPUT_LIMITS.characters
  let next: object[] = []
  const take = (value: unknown): boolean => {
    if (typeof value === 'object') {
      if (value !== null) next.push(value)
    } else if (typeof value === 'string') characters -= value.length
    else return typeof value !== 'function' && typeof value !== 'symbol'
    return true
  }
  const takeArray = (array: readonly unknown[]): boolean => {
    // The length first: a sparse array can claim four billion entries.
    room -= array.length
    if (room < 0) return false
    for (let at = 0; at < array.length; at += 1) if (!take(array[at])) return false
    return true
  }
  const takeObject = (fields: Readonly<Record<string, unknown>>): boolean => {
    if (!isPlain(fields)) return false
    const names = Object.keys(fields)
    if (names.length > INPUT_LIMITS.names) return false
    if (Object.hasOwn(fields, 'length') && typeof fields.length === 'object' && fields.length !== null)
      return false
    for (const name of names) {
      room -= 1
      characters -= name.length
      if (!take(fields[name])) return false
    }
    return true
  }

  if (!take(root)) return false
  for (let depth = 0; next.length > 0; depth += 1) {
    if (depth === INPUT_LIMITS.depth) return false
    const level = next
    next = []
    for (const holder of level) {
      const taken = Array.isArray(holder) ? takeArray(holder) : takeObject(holder as Record<string, unknown>)
      if (!taken || room < 0) return false
    }
  }
  return characters >= 0
}

/** By the last prototype, which is not ours where the value comes from another realm. */
function isPlain(holder: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(holder)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
