import { typedCode } from '#shared/domain/promo-code.ts'

/**
 * Where a search for codes, recipients, addresses and notes looks, and for what: a code is stored without what may come along when it
 * is pasted, and names may have characters that nobody sees.
 */
export const searchedColumns = (text: string) =>
  (
    [
      { column: 'code', text: typedCode(text) },
      { column: 'recipient_name', text },
      { column: 'recipient_email', text },
      { column: 'note', text },
    ] as const
  ).filter(({ text: wanted }) => wanted !== '')
