import { MAX_BATCH_NAME } from './form.ts'

/** A name for a batch from its file's: `deltakere-mars_2026.csv` is "Deltakere mars 2026". */
export function batchNameFrom(fileName: string): string {
  const words = fileName
    .replace(/\.(txt|csv|tsv|xlsx?|ods)$/i, '')
    .replace(/[_\s-]+/g, ' ')
    .trim()
    .slice(0, MAX_BATCH_NAME)
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
