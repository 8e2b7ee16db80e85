/** Our own scheme: the page has an origin of its own, and no file of the machine is ever an address. */
export const SCHEME = 'app'
export const HOST = 'window'
export const PAGE = `${SCHEME}://${HOST}/index.html`

/** True for an address of our own origin. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  return protocol === `${SCHEME}:` && host === HOST
}

/** True for the page itself; the other addresses of the origin are its parts, and no place for a window. */
export const isPage = (address: string): boolean => address === PAGE || address.startsWith(`${PAGE}#`)

/** As long as an address of ours ever is. */
const LONGEST_PLACE = 4000

/** What was kept of where the window was, as the part of its address behind `#`, or null where it is none. */
export const readPlace = (kept: unknown): string | null =>
  typeof kept === 'string' && kept.length <= LONGEST_PLACE && /^\/[!-~]*$/.test(kept) ? kept : null

/** The page, at that place. */
export const pageAt = (place: string | null): string => (place === null ? PAGE : `${PAGE}#${place}`)
