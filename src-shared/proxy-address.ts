/** The kinds of proxy that both Chromium and the backend can take. */
const PROTOCOLS = ['http:', 'https:', 'socks5:']

/**
 * `proxy.example.com:8080`, or an address with its protocol, as it is kept; null for what is none. One with a name and a
 * password is none: what is kept of preferences is no place for passwords.
 */
export function readProxyAddress(text: string): string | null {
  const typed = text.trim()
  const address = typed.includes('://') ? typed : `http://${typed}`
  if (typed === '' || !URL.canParse(address)) return null
  const { protocol, host, hostname, username, password, pathname, search, hash } = new URL(address)
  const isPlain = [username, password, search, hash].every((part) => part === '') && /^\/?$/.test(pathname)
  const isHost = /^([\w.-]+|\[[\da-f:.]+\])$/i.test(hostname)
  return isPlain && isHost && PROTOCOLS.includes(protocol) ? `${protocol}//${host}` : null
}
