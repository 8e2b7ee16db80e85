import { addressKey } from '#shared/domain/email-address.ts'
import { isErasedAddress } from '#shared/domain/erased-person.ts'
import { type KnownPersons, nameKey } from '../../mentions.ts'

/** The persons that are looked for: their addresses from the start, their names as they are found. */
export interface Persons {
  readonly numbers: ReadonlyMap<string, number>
  /** Undefined for an address of somebody else. */
  numberOf(address: string): number | undefined
  addName(name: string, number: number): void
  addSpelling(address: string): void
  readonly names: ReadonlyMap<string, ReadonlySet<number>>
  namesAsWritten(): string[]
  addressesAsWritten(): string[]
  /** Names that others have as well. */
  share(name: string): void
  sharedNames(): string[]
  /** What texts are searched for: all names but those of others. */
  known(replacement: string): KnownPersons
}

/** `first` is the number of the first address; the others follow it. */
export function createPersons(
  addresses: Iterable<string>,
  givenNames: readonly string[],
  first: number,
): Persons {
  const numbers = new Map<string, number>()
  for (const address of addresses) {
    const key = addressKey(address)
    if (key !== '' && !isErasedAddress(key) && !numbers.has(key)) numbers.set(key, first + numbers.size)
  }
  const names = new Map<string, Set<number>>()
  const written = new Map<string, string>()
  const spellings = new Set<string>()
  const shared = new Set<string>()

  const addName = (name: string, number: number): void => {
    const key = nameKey(name)
    if (key === '') return
    const known = names.get(key)
    if (known) return void known.add(number)
    names.set(key, new Set([number]))
    written.set(key, name)
  }
  // One person: any of the addresses is theirs.
  for (const name of givenNames)
    for (const number of numbers.size > 0 ? numbers.values() : [first]) addName(name, number)

  return {
    numbers,
    numberOf: (address) => numbers.get(addressKey(address)),
    addName,
    addSpelling: (address) => void spellings.add(address),
    names,
    namesAsWritten: () => [...written.values()],
    addressesAsWritten: () => [...spellings],
    share(name) {
      const key = nameKey(name)
      if (names.has(key)) shared.add(key)
    },
    sharedNames: () => [...shared].map((key) => written.get(key) ?? key),
    known: (replacement) => ({
      numbers,
      names: new Map([...names].filter(([key]) => !shared.has(key))),
      replacement,
    }),
  }
}
