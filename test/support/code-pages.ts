/** `text` in a code page of one byte a letter, or undefined where it has no such letter. */
export function encodeIn(text: string, page: string): Buffer | undefined {
  const letters = new Map<string, number>()
  const decoder = new TextDecoder(page)
  for (let byte = 255; byte >= 0; byte -= 1) letters.set(decoder.decode(Uint8Array.of(byte)), byte)
  const bytes = Array.from(text, (letter) => letters.get(letter))
  return bytes.every((byte) => byte !== undefined) ? Buffer.from(bytes) : undefined
}
