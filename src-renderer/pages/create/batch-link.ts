import type { RouteLocationRaw } from 'vue-router'
import { reportLink } from '../../report-link.ts'

/** The report on what was just made. Of several batches it opens on the first; the page offers each. */
export function linkToBatches(batchIds: readonly number[]): RouteLocationRaw {
  const [first] = batchIds
  return reportLink(first === undefined ? {} : { batch: first })
}
