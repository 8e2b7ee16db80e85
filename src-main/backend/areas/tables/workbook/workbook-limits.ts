/** What a workbook may cost. A file of 100,000 recipients needs a fifth of each. */
export const WORKBOOK_LIMITS = {
  /** All parts together, unpacked. */
  unpackedBytes: 160 * 1024 * 1024,
  parts: 2000,
  /** The child's JavaScript heap. */
  heapMegabytes: 384,
  /** Everything that the child's process takes, buffers included, which the heap's limit does not count. */
  memoryBytes: 640 * 1024 * 1024,
  seconds: 40,
  /** Sheets are read down to here; a gap of blank rows may come before the last recipient. */
  rowsRead: 120_000,
  /** Text that goes back over the channel. */
  letters: 40_000_000,
} as const
