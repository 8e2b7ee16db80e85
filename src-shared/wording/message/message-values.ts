import type { Language } from '../../preferences.ts'
import { formatCount, formatDate, formatDiscount } from '../format.ts'
import { MAIL_WORDS } from '../mail-words.ts'
import { REPORT_WORDS } from '../report-words.ts'
import type { IsoDate } from '../../domain/dates.ts'
import type { Discount } from '../../domain/discount.ts'
import type { Template } from '../../domain/mail/template.ts'
import type { Variable } from '../../domain/mail/variables.ts'
import { promoLinkOf } from '../../domain/promo-link.ts'
import type { AppliesTo } from '../../domain/services.ts'

/** A code as a message describes it. */
export interface MessageCode {
  readonly code: string
  readonly discount: Discount
  readonly appliesTo: AppliesTo
  readonly expires: IsoDate
}

/** Everything that a message's words follow from. */
export interface MessageContent {
  readonly template: Template
  readonly language: Language
  readonly name: string
  readonly merchant: string
  readonly support: string
  /** The site's setting: an address with a place for the code in it; empty for none. */
  readonly promoLink: string
  /** At least one. */
  readonly codes: readonly MessageCode[]
  /** Where nothing can be attached, the table has all codes, however many. */
  readonly withoutAttachment?: boolean
}

/** More codes than this come as an attached file. */
export const MOST_IN_TABLE = 20

/** Whether the codes are in a file beside the message. */
export const isAttached = ({ codes, withoutAttachment = false }: MessageContent): boolean =>
  !withoutAttachment && codes.length > MOST_IN_TABLE

/** A value as one line: nothing in it can begin a line, or a header, of its own. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** The address of the site's page with the code of the message in it; null where it has several, or the site has no page. */
export const linkOf = ({ codes: [code, ...others], promoLink }: MessageContent): string | null =>
  code && others.length === 0 && promoLink !== '' ? promoLinkOf(promoLink, code.code) : null

/** The value of each variable within a line. */
export function messageValues(content: MessageContent): Record<Variable, string> {
  const { language, codes, promoLink } = content
  const words = MAIL_WORDS[language]
  const elsewhere = isAttached(content) ? words.inAttachment : words.inTable
  const common = (values: readonly string[]): string => {
    const [first = '', ...others] = new Set(values)
    return others.length === 0 ? first : elsewhere
  }
  const link = linkOf(content) ?? (promoLink === '' ? '' : elsewhere)
  return {
    AttendeeName: oneLine(content.name),
    PromoCode:
      codes.length === 1 ? (codes[0]?.code ?? '') : words.several.many(formatCount(codes.length, language)),
    Discount: common(codes.map(({ discount }) => formatDiscount(discount, language))),
    AppliesTo: common(codes.map(({ appliesTo }) => REPORT_WORDS[language].appliesTo[appliesTo])),
    ExpirationDate: common(codes.map(({ expires }) => formatDate(expires, language))),
    PromoLink: link,
    // Where there is no room for a picture, the address that it would show.
    PromoQrCode: link,
    MerchantName: oneLine(content.merchant),
    SupportInfo: oneLine(content.support),
  }
}
