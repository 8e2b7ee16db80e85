import type { CodeMail, MailProblem } from '../domain/mail/message-states.ts'
import { byLanguage, type Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** The words of the outbox, of messages and of the files that replace them. */
export interface MailWords {
  readonly states: Record<CodeMail, string>
  /** Fact, then remedy; `whenChecked` replaces it where a person tries the server, and nothing is sent by itself. */
  readonly problems: Record<
    MailProblem,
    { readonly fact: string; readonly remedy: string; readonly whenChecked?: string }
  >
  /** What replaces %PromoCode% within a line where a message has more than one code; the number comes formatted. */
  readonly several: { readonly one: string; readonly many: (n: string) => string }
  readonly inTable: string
  readonly inAttachment: string
  readonly attached: (file: string, n: string) => string
  readonly attachment: string
  /** The picture of a QR code: its text for those who do not see it, and its name as a file. */
  readonly qrCode: (link: string) => string
  readonly qrFile: string
  readonly folderFile: (n: string) => string
  readonly columns: Record<
    | 'code'
    | 'discount'
    | 'appliesTo'
    | 'expires'
    | 'link'
    | 'email'
    | 'name'
    | 'merchant'
    | 'support'
    | 'subject'
    | 'text'
    | 'codes',
    string
  >
  readonly sheet: string
  /** A made-up recipient, for a preview where the site has none. */
  readonly sample: { readonly name: string; readonly email: string }
}

export const MAIL_WORDS: Record<Language, MailWords> = byLanguage((_, code) => WORDING[code].mail)
