import type { CommerceWords } from '../wording/commerce-words.ts'
import type { ErrorTexts } from '../wording/error-texts.ts'
import type { FileKind, FileKindWords } from '../wording/file-kinds.ts'
import type { LossWords } from '../wording/loss-words.ts'
import type { MailWords } from '../wording/mail-words.ts'
import type { OrderFileWords } from '../wording/order-file-words.ts'
import type { PaymentWords } from '../wording/payment-words.ts'
import type { PaypalTexts } from '../wording/paypal-words.ts'
import type { PrivacyWords } from '../wording/privacy-words.ts'
import type { RecipientFileWords } from '../wording/recipient-file-words.ts'
import type { RowProblemWords } from '../wording/row-problems.ts'
import type { TemplateProblemWords } from '../wording/template-problems.ts'
import { readByLanguage } from './languages.ts'

/** What both the window and the backend say. */
export interface Wording {
  readonly commerce: CommerceWords
  readonly errors: ErrorTexts
  readonly fileKinds: Record<FileKind, FileKindWords>
  readonly losses: LossWords
  readonly mail: MailWords
  readonly orderFile: OrderFileWords
  readonly payment: PaymentWords
  readonly paypal: PaypalTexts
  readonly privacy: PrivacyWords
  readonly recipientFile: RecipientFileWords
  readonly rowProblems: RowProblemWords
  readonly templateProblems: TemplateProblemWords
}

/**
 * Read with the first module that needs it. Files in a language's folder must not import what imports this: each would
 * wait for the other.
 */
export const WORDING = await readByLanguage((language) => language.wording())
