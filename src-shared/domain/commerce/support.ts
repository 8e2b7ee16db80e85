import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { cleanAddress, isAddress } from '../email-address.ts'

/** Customer support info, and the link that it becomes on the payment page. */
export type Support =
  | { readonly kind: 'email'; readonly shown: string; readonly href: string }
  | { readonly kind: 'phone'; readonly shown: string; readonly href: string }

/**
 * Recognises what was typed as an e-mail address or a telephone number (SPEC 4.1); null for neither.
 * A telephone number has its country code (`+47` or `0047`): buyers may call from anywhere.
 */
export function recogniseSupport(text: string): Support | null {
  const bare = cleanAddress(text).replace(/^tel:/i, '')
  if (bare.includes('@'))
    return isAddress(bare) ? { kind: 'email', shown: bare, href: `mailto:${encodeURI(bare)}` } : null
  const number = parsePhoneNumberFromString(bare.replace(/^00(?=\d)/, '+'), { extract: false })
  if (!number?.isPossible()) return null
  return { kind: 'phone', shown: number.formatInternational(), href: number.getURI() }
}
