import { written } from './mail/variables.ts'

/** Where the code goes in the address of the site's page. */
const CODE_PLACE = written('PromoCode')
/** With the longest code in it, a telephone still reads its QR code from paper. */
export const MAX_PROMO_LINK = 300

/** Why an address cannot be the link of promo codes. */
export type PromoLinkProblem =
  'too-long' | 'not-an-address' | 'not-https' | 'no-code' | 'several-codes' | 'code-in-host'

/** Two codes that differ: what differs in the addresses made of them is where the code is. */
const PROBES = ['K7M4QX2PZN', 'T9WDRH3VBC'] as const
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]']

/** What is wrong with an address as it is typed; undefined for one that can be used, and where none is wanted. */
export function promoLinkProblem(typed: string): PromoLinkProblem | undefined {
  const link = typed.trim()
  if (link === '') return undefined
  if (link.length > MAX_PROMO_LINK) return 'too-long'
  const [one, other] = PROBES.map((code) => parsed(fill(link, code)))
  if (!one || !other || /[\s\p{Cc}]/u.test(link)) return 'not-an-address'
  if (one.origin !== other.origin || one.username !== '' || one.password !== '') return 'code-in-host'
  const { protocol, hostname } = one
  if (protocol !== 'https:' && !(protocol === 'http:' && THIS_MACHINE.includes(hostname))) return 'not-https'
  const places = link.split(CODE_PLACE).length - 1
  if (places === 0) return 'no-code'
  return places > 1 ? 'several-codes' : undefined
}

/** What such an address looks like. */
export const PROMO_LINK_EXAMPLE = `https://www.example.com/courses?code=${CODE_PLACE}`

/** An address that can be used: what was probably meant, or an example. */
export function suggestedPromoLink(typed: string): string {
  const page = parsed(withScheme(typed.trim().replaceAll(CODE_PLACE, '').replace('//.', '//')))
  if (!page || !(page.hostname.includes('.') || THIS_MACHINE.includes(page.hostname)))
    return PROMO_LINK_EXAMPLE
  const scheme = THIS_MACHINE.includes(page.hostname) ? page.protocol : 'https:'
  const parameters = [...page.searchParams]
  const [name = 'code'] = parameters.find(([, value]) => value === '') ?? []
  const others = new URLSearchParams(parameters.filter(([, value]) => value !== '')).toString()
  const query = `${others === '' ? '' : `${others}&`}${encodeURIComponent(name)}=${CODE_PLACE}`
  const suggested = `${scheme}//${page.host}${page.pathname}?${query}`
  return promoLinkProblem(suggested) === undefined ? suggested : PROMO_LINK_EXAMPLE
}

/** The address of the site's page with the code in it; empty where the site has none. */
export const promoLinkOf = (setting: string, code: string): string =>
  setting === '' ? '' : new URL(fill(setting, encodeURIComponent(code))).href

const fill = (link: string, code: string): string => link.replaceAll(CODE_PLACE, () => code)
const withScheme = (link: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(link) ? link : `https://${link}`

const parsed = (address: string): URL | undefined =>
  URL.canParse(address) && new URL(address).host !== '' ? new URL(address) : undefined
