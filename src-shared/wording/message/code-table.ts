import { formatCount, formatDate, formatDiscount } from '../format.ts'
import { MAIL_WORDS } from '../mail-words.ts'
import { REPORT_WORDS } from '../report-words.ts'
import { promoLinkOf } from '../../domain/promo-link.ts'
import { variablesIn } from '../../domain/mail/template.ts'
import { LINK_VARIABLES } from '../../domain/mail/variables.ts'
import { isAttached, type MessageCode, type MessageContent } from './message-values.ts'

/** What a message with several codes says of each of them, in a table or in a file beside it. */
export type CodeColumn = 'code' | 'discount' | 'appliesTo' | 'expires' | 'link'

/** The columns, in their order: what the template does not mention of a code is left out. */
export function codeColumns({ template, promoLink }: MessageContent): CodeColumn[] {
  const used = variablesIn(template)
  const hasLink = promoLink !== '' && LINK_VARIABLES.some((name) => used.has(name))
  return [
    'code',
    'discount',
    ...(used.has('AppliesTo') ? (['appliesTo'] as const) : []),
    'expires',
    ...(hasLink ? (['link'] as const) : []),
  ]
}

/** The codes of a message as a table, or the sentence that says where they are. */
export type CodeTable =
  | {
      readonly kind: 'rows'
      readonly columns: readonly CodeColumn[]
      readonly headings: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'attached'; readonly sentence: string }

export function codeTable(content: MessageContent): CodeTable {
  const { codes, language } = content
  const words = MAIL_WORDS[language]
  if (isAttached(content))
    return {
      kind: 'attached',
      sentence: words.attached(words.attachment, formatCount(codes.length, language)),
    }
  const columns = codeColumns(content)
  return {
    kind: 'rows',
    columns,
    headings: columns.map((column) => words.columns[column]),
    rows: codes.map((code) => columns.map((column) => CELLS[column](code, content))),
  }
}

const CELLS: Record<CodeColumn, (code: MessageCode, content: MessageContent) => string> = {
  code: ({ code }) => code,
  discount: ({ discount }, { language }) => formatDiscount(discount, language),
  appliesTo: ({ appliesTo }, { language }) => REPORT_WORDS[language].appliesTo[appliesTo],
  expires: ({ expires }, { language }) => formatDate(expires, language),
  link: ({ code }, { promoLink }) => promoLinkOf(promoLink, code),
}
