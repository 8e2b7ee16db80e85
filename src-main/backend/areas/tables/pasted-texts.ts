import type { FileRef } from '#shared/contract/files.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'

/** A text that is read as a file. */
export interface PastedText {
  readonly name: string
  readonly bytes: number
  readonly content: Uint8Array
}

export interface PastedTexts {
  /** Makes a token for the text; of many, the oldest are forgotten. */
  keep(text: string, name: string): FileRef
  find(token: string): PastedText | undefined
  forget(token: string): void
}

/** What was pasted, in memory only: nothing of it is stored, as nothing of a file is. */
export function createPastedTexts(random: RandomSource, most: number): PastedTexts {
  const texts = new Map<string, PastedText>()
  return {
    keep(text, name) {
      const content = Buffer.from(text)
      const token = Buffer.from(random.bytes(16)).toString('hex')
      texts.set(token, { name, bytes: content.length, content })
      for (const oldest of [...texts.keys()].slice(0, -most)) texts.delete(oldest)
      return { token, name, bytes: content.length }
    },
    find: (token) => texts.get(token),
    forget: (token) => void texts.delete(token),
  }
}
