/** What was typed and did not reach the backend, with the draft that it began from. */
export interface UnsavedInput {
  readonly content: unknown
  readonly base: string | null
  /** When it was typed, in UTC milliseconds. */
  readonly at: number
}
interface Place {
  readonly site: string
  readonly key: string
}

const nameOf = ({ site, key }: Place) => `unsaved-input/${site}/${key}`

/** Kept by the tab, for as long as the tab is there; in one that keeps nothing it is gone with the page. */
export function createUnsavedInput() {
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work()
    } catch {
      // Full or forbidden storage.
      return undefined
    }
  }
  const storage = quietly(() => window.sessionStorage)
  return {
    keep: (place: Place, input: UnsavedInput): void =>
      quietly(() => storage?.setItem(nameOf(place), JSON.stringify(input))),
    forget: (place: Place): void => quietly(() => storage?.removeItem(nameOf(place))),
    find: (place: Place): UnsavedInput | undefined =>
      quietly(() => {
        const found: unknown = JSON.parse(storage?.getItem(nameOf(place)) ?? 'null')
        const isInput =
          typeof found === 'object' &&
          found !== null &&
          'content' in found &&
          'base' in found &&
          'at' in found
        return isInput ? (found as UnsavedInput) : undefined
      }),
  }
}
