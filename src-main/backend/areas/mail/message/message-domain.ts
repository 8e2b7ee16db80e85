import { domainToASCII } from 'node:url'

/** Used where there is no sender yet; the name is reserved, so nobody else's IDs end so (RFC 2606). */
const NO_DOMAIN = 'mail.invalid'

/** The domain of a sender's address in its ASCII form. */
export function domainOf(address: string | undefined): string {
  const domain = address === undefined ? '' : address.slice(address.lastIndexOf('@') + 1)
  return domainToASCII(domain) || NO_DOMAIN
}
