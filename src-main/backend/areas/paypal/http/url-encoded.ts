import { utf8 } from './answer-body.ts'

/** `name=value&…` in UTF-8, percent-encoded, as forms are sent. */
export const urlEncoded = (pairs: Iterable<readonly [name: string, value: string]>): string =>
  [...pairs].map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')

const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

/** Reads the same; of a repeated name the last wins. Null where it is no such text. */
export function fromUrlEncoded(bytes: Uint8Array): ReadonlyMap<string, string> | null {
  const text = utf8(bytes)?.trim()
  if (!text) return null
  const fields = new Map<string, string>()
  for (const part of text.split('&')) {
    const equals = part.indexOf('=')
    if (equals <= 0) return null
    const name = decode(part.slice(0, equals))
    const value = decode(part.slice(equals + 1))
    if (name === null || value === null) return null
    fields.set(name, value)
  }
  return fields
}

function decode(text: string): string | null {
  if (!/^[\x21-\x7e]*$/.test(text)) return null
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}
