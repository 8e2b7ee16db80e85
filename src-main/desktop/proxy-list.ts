/** The kinds of proxy that can be used, by the word that the system's list has for them. */
const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTPS: 'https', SOCKS5: 'socks5' }

/**
 * The first that can be used of a list as proxy scripts give it, `PROXY proxy.example:8080; DIRECT`: an address, or null
 * for a direct connection.
 */
export function firstProxy(list: string): string | null {
  for (const entry of list.split(';')) {
    const [kind = '', host = ''] = entry.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return null
    const scheme = SCHEMES[kind.toUpperCase()]
    const address = `${scheme}://${host}`
    if (scheme !== undefined && host !== '' && URL.canParse(address)) return address
  }
  return null
}
