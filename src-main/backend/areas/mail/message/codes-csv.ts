import type { MessageCode } from '#shared/wording/message/message-values.ts'
import type { Language } from '#shared/preferences.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { dateColumn, discountColumn, textColumn } from '#backend/kernel/files/table/columns.ts'
import { csvOf } from '#backend/kernel/files/table/csv.ts'

/** The codes of one message as a text file that Excel opens, for attaching. */
export function codesAsCsv(codes: readonly MessageCode[], language: Language): Buffer {
  const { columns } = MAIL_WORDS[language]
  return csvOf(
    [
      textColumn<MessageCode>({ heading: columns.code, width: 20 }, ({ code }) => code),
      discountColumn<MessageCode>(
        { heading: columns.discount, width: 16 },
        language,
        ({ discount }) => discount,
      ),
      dateColumn<MessageCode>({ heading: columns.expires, width: 16 }, ({ expires }) => expires),
    ],
    language,
    codes,
  )
}
