import { escapeXml, textElement } from './xlsx-text.ts'

/** More different values than this, and a column is not one of few values. */
const MAX_STRINGS = 10_000

/** Texts that are stored once in a workbook and referred to by number: for columns of few values. */
export interface SharedStrings {
  /** The number of `text`, or undefined when there are too many already and it must be stored in its cell. */
  indexOf(text: string): number | undefined
  /** The part `xl/sharedStrings.xml`. */
  part(): string
}

export function createSharedStrings(): SharedStrings {
  const known = new Map<string, number>()
  let uses = 0
  return {
    indexOf(text) {
      const index = known.get(text)
      if (index === undefined && known.size >= MAX_STRINGS) return undefined
      uses += 1
      if (index !== undefined) return index
      known.set(text, known.size)
      return known.size - 1
    },
    part() {
      const items = [...known.keys()].map((text) => `<si>${textElement(escapeXml(text))}</si>`).join('')
      return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
        `count="${uses}" uniqueCount="${known.size}">${items}</sst>`
      )
    },
  }
}
