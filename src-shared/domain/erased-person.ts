/** No mail ever arrives in this domain (RFC 2606). */
const ENDING = '@erased.invalid'

/** What an erased person's address is replaced by: the same person has the same number. */
export const erasedAddress = (number: number): string => `erased-${number}${ENDING}`

export const isErasedAddress = (address: string): boolean => address.endsWith(ENDING)

/** What SQL compares the end of an address with. */
export const ERASED_ENDING = ENDING
