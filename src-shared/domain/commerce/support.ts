import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { cleanAddress, isAddress } from '../email-address.ts'
import type { SupportProblem } from './problem-codes.ts'

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

/** Null for what is recognised, and for nothing at all. */
export function supportProblem(text: string): SupportProblem | null {
  const bare = text.trim()
  if (bare === '' || recogniseSupport(bare)) return null
  if (bare.includes('@')) return 'not-an-address'
  if (!/^(tel:)?[+(\d][\d\s().\-/\u00a0\u2010-\u2015]*$/i.test(bare)) return 'neither'
  return /^(tel:)?(\+|00)/i.test(bare) ? 'not-a-number' : 'no-country-code'
}
