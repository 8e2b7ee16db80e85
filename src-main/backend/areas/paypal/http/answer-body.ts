import type { HttpAnswer } from './http-port.ts'

/** Names and values come as one of these; a page of a proxy or an error page of the host does not. */
const NAMES_AND_VALUES = ['text/namevalue', 'text/plain', 'application/x-www-form-urlencoded']

/** The media type in lower case, without parameters. */
const mediaType = (answer: HttpAnswer): string | null =>
  answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase() || null

/** The bytes of a 200 answer that holds names and values; null where it is anything else. */
export function namesAndValues(answer: HttpAnswer): Uint8Array | null {
  const type = mediaType(answer)
  return answer.status === 200 && (type === null || NAMES_AND_VALUES.includes(type)) ? answer.body : null
}

/** The text of an answer in JSON, whatever its status; null where it is anything else or no UTF-8. */
export function jsonText(answer: HttpAnswer): string | null {
  const type = mediaType(answer)
  return type !== null && /^application\/([a-z0-9.+-]+\+)?json$/.test(type) ? utf8(answer.body) : null
}

export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
