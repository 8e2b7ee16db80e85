/** A site that was open on this computer: its data folder, and its name, which may be empty. */
export interface RecentSite {
  readonly folder: string
  readonly name: string
}

/** So many are remembered; the menu leaves out the one that is open. */
const MOST = 9
const LONGEST_NAME = 200

/** What was kept of them, the last opened first; what is no site is left out. */
export function readRecentSites(kept: unknown): RecentSite[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return []
    const { folder, name } = one as Partial<Record<keyof RecentSite, unknown>>
    if (typeof folder !== 'string' || folder === '' || typeof name !== 'string') return []
    return [{ folder, name: name.slice(0, LONGEST_NAME) }]
  })
}

/** The list after this site was opened, or got another name. */
export const withSite = (sites: readonly RecentSite[], site: RecentSite): RecentSite[] =>
  [site, ...sites.filter(({ folder }) => folder !== site.folder)].slice(0, MOST)

/** The others, for the menu of the site in `folder`. */
export const otherSites = (sites: readonly RecentSite[], folder: string): RecentSite[] =>
  sites.filter((site) => site.folder !== folder)

/** What a folder is that a person has chosen, by the names in it. */
export function folderAsSite(names: readonly string[]): 'site' | 'empty' | 'other' {
  if (names.includes('site')) return 'site'
  // What systems put into every folder that was looked at.
  return names.every((name) => name.startsWith('.') || name === 'desktop.ini') ? 'empty' : 'other'
}
