import type { Mode } from './domain/services.ts'

/** Where a person logs in at PayPal: with a sandbox account in Test, with the real one in Production. */
export const PAYPAL_LOGIN: Readonly<Record<Mode, string>> = {
  test: 'https://www.sandbox.paypal.com/signin',
  production: 'https://www.paypal.com/signin',
}

/** Where a person finds, or makes, the REST app whose client ID and secret are asked for. */
export const PAYPAL_APPS = 'https://developer.paypal.com/dashboard/applications'

/** The only sites that open outside. */
const HOSTS = [...Object.values(PAYPAL_LOGIN), PAYPAL_APPS].map((address) => new URL(address).hostname)

/** Our own pages on loopback: the way on to PayPal (`return-server.ts`), and the simulator's pages for buyers and merchants. */
const OWN_PAGES = /^\/(paypal\/[\w-]{24}\/start|cgi-bin\/webscr|checkoutnow)$/

/**
 * True for an address that may open in the person's browser: https on the list at the usual port, or one of our own
 * pages on loopback; no user name in either.
 */
export function isAllowedExternal(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, pathname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  if (protocol === 'http:')
    return hostname === '127.0.0.1' && Number(port) >= 1024 && OWN_PAGES.test(pathname)
  return protocol === 'https:' && HOSTS.includes(hostname) && port === ''
}
