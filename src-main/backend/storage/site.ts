/** About the site as a whole. */
export interface SiteReader {
  /** True where nothing was ever done. */
  isUnused(): Promise<boolean>
}
