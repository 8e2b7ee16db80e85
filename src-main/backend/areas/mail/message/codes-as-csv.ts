import { promoLinkOf } from '#shared/domain/promo-link.ts'
import { type CodeColumn, codeColumns } from '#shared/wording/message/code-table.ts'
import type { MessageCode, MessageContent } from '#shared/wording/message/message-values.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { dateColumn, discountColumn, textColumn, wordColumn } from '#backend/kernel/files/table/columns.ts'
import { csvOf } from '#backend/kernel/files/table/csv.ts'
import type { TableColumn } from '#backend/kernel/files/table/table.ts'

/** The codes of one message as a text file that Excel opens, for attaching. */
export const codesAsCsv = (content: MessageContent): Buffer =>
  csvOf(
    codeColumns(content).map((column) => COLUMNS[column](content)),
    content.language,
    content.codes,
  )

const COLUMNS: Record<CodeColumn, (content: MessageContent) => TableColumn<MessageCode>> = {
  code: (content) => textColumn(look(content, 'code', 20), ({ code }) => code),
  discount: (content) =>
    discountColumn(look(content, 'discount', 16), content.language, ({ discount }) => discount),
  appliesTo: (content) =>
    wordColumn(
      look(content, 'appliesTo', 18),
      ({ appliesTo }) => REPORT_WORDS[content.language].appliesTo[appliesTo],
    ),
  expires: (content) => dateColumn(look(content, 'expires', 16), ({ expires }) => expires),
  link: (content) =>
    textColumn(look(content, 'link', 60), ({ code }) => promoLinkOf(content.promoLink, code)),
}

const look = ({ language }: MessageContent, column: CodeColumn, width: number) => ({
  heading: MAIL_WORDS[language].columns[column],
  width,
})
