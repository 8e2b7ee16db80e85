export interface SiteCounts {
  readonly codes: number
  readonly batches: number
  readonly revisions: number
  readonly operations: number
  readonly messages: number
  /** Those that were not given back. */
  readonly redemptions: number
}

/** About the site as a whole. */
export interface SiteReader {
  /** True where nothing was ever done. */
  isUnused(): Promise<boolean>
  counts(): Promise<SiteCounts>
}
