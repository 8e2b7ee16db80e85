import type { Encoding } from '#shared/contract/recipients.ts'
import { decode } from '#backend/areas/tables/text/encoding.ts'

/** `text` in a code page of one byte a letter, or undefined where it has no such letter. */
export function encodeIn(text: string, page: Encoding): Buffer | undefined {
  const letters = new Map<string, number>()
  for (let byte = 255; byte >= 0; byte -= 1) letters.set(decode(Uint8Array.of(byte), page), byte)
  const bytes = Array.from(text, (letter) => letters.get(letter))
  return bytes.every((byte) => byte !== undefined) ? Buffer.from(bytes) : undefined
}
