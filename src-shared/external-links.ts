import type { Mode } from './domain/services.ts'

/** Where a person logs in at PayPal: with a sandbox account in Test, with the real one in Production. */
export const PAYPAL_LOGIN: Readonly<Record<Mode, string>> = {
  test: 'https://www.sandbox.paypal.com/signin',
  production: 'https://www.paypal.com/signin',
}

/** The only sites that open outside. */
const HOSTS = Object.values(PAYPAL_LOGIN).map((address) => new URL(address).hostname)

/** True for an address that may open in the person's browser: https, on the list, no user name, the usual port. */
export function isAllowedExternal(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, username, password } = new URL(address)
  return (
    protocol === 'https:' && HOSTS.includes(hostname) && port === '' && username === '' && password === ''
  )
}
