/**
 * Which accounts are good: any, but for words that a person who tests puts into them. A password, signature, client
 * identity or secret that holds `wrong` or `feil` is refused, the vendor `unknown` does not exist, and an e-mail
 * address that begins with `nogrant` has given no permission.
 */
export const isWrong = (secret: string): boolean => /wrong|feil/i.test(secret)
export const isUnknownVendor = (vendor: string): boolean => vendor.toLowerCase() === 'unknown'
export const hasNoGrant = (email: string): boolean => /^nogrant/i.test(email)
