import { type StoredArea, STORED_AREAS } from '#shared/contract/stored-areas.ts'

type Methods = Readonly<Record<string, unknown>>

/** The areas of a transaction, which note where one of their methods that `readers` do not have, and so writes, is called. */
export function notingWrites<Areas extends object>(
  areas: Areas,
  readers: object,
  note: (area: StoredArea) => void,
): Areas {
  const noting = { ...areas } as Record<string, Methods>
  for (const area of STORED_AREAS) {
    const methods = noting[area]
    if (!methods) continue
    const reads = (readers as Record<string, Methods>)[area] ?? {}
    const writes = Object.entries(methods).filter(([name]) => !(name in reads))
    noting[area] = {
      ...methods,
      ...Object.fromEntries(
        writes.map(([name, method]) => [
          name,
          (...given: unknown[]) => {
            note(area)
            return (method as (...given: unknown[]) => unknown)(...given)
          },
        ]),
      ),
    }
  }
  return noting as Areas
}
