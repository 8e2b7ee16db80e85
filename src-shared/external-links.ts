/** The only addresses that open outside: PayPal's sites and pages. */
const HOSTS = [
  'paypal.com',
  'www.paypal.com',
  'www.sandbox.paypal.com',
  'developer.paypal.com',
  'manager.paypal.com',
]

/** True for an address that may open in the person's browser: https, on the list, no user name, the usual port. */
export function isAllowedExternal(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, username, password } = new URL(address)
  return (
    protocol === 'https:' && HOSTS.includes(hostname) && port === '' && username === '' && password === ''
  )
}
