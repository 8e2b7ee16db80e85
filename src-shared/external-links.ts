import type { Mode } from './domain/services.ts'

/** Where a person logs in at PayPal: with a sandbox account in Test, with the real one in Production. */
export const PAYPAL_LOGIN: Readonly<Record<Mode, string>> = {
  test: 'https://www.sandbox.paypal.com/signin',
  production: 'https://www.paypal.com/signin',
}

/** Where a person finds, or makes, the REST app whose client ID and secret are asked for. */
export const PAYPAL_APPS = 'https://developer.paypal.com/dashboard/applications'

/** PayPal Manager, where a merchant decides about Payflow payments that are held. PayPal has one for both modes. */
export const PAYPAL_MANAGER = 'https://manager.paypal.com/'

/** The only sites that open outside. */
const HOSTS = [...Object.values(PAYPAL_LOGIN), PAYPAL_APPS, PAYPAL_MANAGER].map(
  (address) => new URL(address).hostname,
)

/** Our own pages on loopback: the way on to PayPal (`return-server.ts`), and the simulator's pages for buyers and merchants. */
const OWN_PAGES = /^\/(paypal\/[\w-]{24}\/start|cgi-bin\/webscr|checkoutnow|review)$/

/**
 * The address that may open in the person's browser, as it was understood here, since another program may read the same
 * text otherwise: https on the list at the usual port, or one of our own pages on loopback; no user name in either. Null
 * for any other.
 */
export function externalAddress(text: string): string | null {
  // Not `URL.parse`, which the Node of older Electrons lacks.
  const url = URL.canParse(text) ? new URL(text) : null
  return url && isAllowed(url) ? url.href : null
}

function isAllowed({ protocol, hostname, port, pathname, username, password }: URL): boolean {
  if (username !== '' || password !== '') return false
  if (protocol === 'http:')
    return hostname === '127.0.0.1' && Number(port) >= 1024 && OWN_PAGES.test(pathname)
  return protocol === 'https:' && HOSTS.includes(hostname) && port === ''
}
