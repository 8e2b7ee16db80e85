import { promoLinkOf } from '#shared/domain/promo-link.ts'
import { renderMessage } from '#shared/wording/message/render.ts'
import { type MessageContent, messageValues } from '#shared/wording/message/message-values.ts'
import type { Language } from '#shared/preferences.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { countColumn, textColumn, wordColumn } from '#backend/kernel/files/table/columns.ts'
import type { TableColumn } from '#backend/kernel/files/table/table.ts'
import { contentOf } from '../outbox/describe-message.ts'
import type { FileMessage } from './file-messages.ts'

/** A message as a row for mail merge: each variable a column, and the whole message for who wants it ready. */
export interface MergeRow {
  readonly email: string
  readonly name: string
  readonly codes: string
  readonly count: number
  readonly discount: string
  readonly appliesTo: string
  readonly expires: string
  readonly links: string
  readonly merchant: string
  readonly support: string
  readonly subject: string
  readonly text: string
}

/** The longest text that a cell of a workbook can hold. */
const MAX_CELL = 32_767

/**
 * The rows of a message: one, or as many as it takes where the codes are more than a cell can hold. Each has the text for
 * its own codes, since a program that merges mail attaches nothing.
 */
export function mergeRows({ message, codes, codeIds }: FileMessage): MergeRow[] {
  const row = rowOf({ message, codes, codeIds })
  if (codes.length < 2 || [row.codes, row.links, row.text].every((cell) => cell.length <= MAX_CELL))
    return [row]
  const half = Math.ceil(codes.length / 2)
  const part = (from: number, to?: number) =>
    mergeRows({ message, codes: codes.slice(from, to), codeIds: codeIds.slice(from, to) })
  return [...part(0, half), ...part(half)]
}

function rowOf({ message, codes }: FileMessage): MergeRow {
  const content = { ...contentOf(message, codes), withoutAttachment: true }
  const values = messageValues(content)
  const { subject, text } = renderMessage(content)
  return {
    email: message.address,
    name: values.AttendeeName,
    codes: codes.map(({ code }) => code).join(', '),
    count: codes.length,
    discount: values.Discount,
    appliesTo: values.AppliesTo,
    expires: values.ExpirationDate,
    links: linksOf(content),
    merchant: values.MerchantName,
    support: values.SupportInfo,
    subject,
    // The template alone may be longer, where it repeats long values.
    text: codes.length > 1 ? text : text.slice(0, MAX_CELL),
  }
}

const linksOf = ({ codes, promoLink }: MessageContent): string =>
  promoLink === '' ? '' : codes.map(({ code }) => promoLinkOf(promoLink, code)).join(', ')

export function mergeColumns(language: Language): TableColumn<MergeRow>[] {
  const words = MAIL_WORDS[language].columns
  return [
    textColumn({ heading: words.email, width: 34 }, (row) => row.email),
    textColumn({ heading: words.name, width: 30 }, (row) => row.name),
    textColumn({ heading: words.code, width: 20 }, (row) => row.codes),
    countColumn({ heading: words.codes, width: 12 }, (row) => row.count),
    wordColumn({ heading: words.discount, width: 16 }, (row) => row.discount),
    wordColumn({ heading: words.appliesTo, width: 18 }, (row) => row.appliesTo),
    wordColumn({ heading: words.expires, width: 16 }, (row) => row.expires),
    textColumn({ heading: words.link, width: 60 }, (row) => row.links),
    wordColumn({ heading: words.merchant, width: 26 }, (row) => row.merchant),
    wordColumn({ heading: words.support, width: 26 }, (row) => row.support),
    textColumn({ heading: words.subject, width: 34 }, (row) => row.subject),
    textColumn({ heading: words.text, width: 60 }, (row) => row.text),
  ]
}
