import type { Wording } from '../../wording.ts'
import { commerceWords } from './commerce-words.ts'
import { errorTexts } from './error-texts.ts'
import { fileKinds } from './file-kinds.ts'
import { lossWords } from './loss-words.ts'
import { mailWords } from './mail-words.ts'
import { paymentWords } from './payment-words.ts'
import { paypalWords } from './paypal-words.ts'
import { privacyWords } from './privacy-words.ts'
import { orderFileWords } from './order-file-words.ts'
import { recipientFileWords } from './recipient-file-words.ts'
import { rowProblems } from './row-problems.ts'
import { templateProblems } from './template-problems.ts'

export const wording: Wording = {
  commerce: commerceWords,
  errors: errorTexts,
  fileKinds,
  losses: lossWords,
  mail: mailWords,
  payment: paymentWords,
  paypal: paypalWords,
  privacy: privacyWords,
  orderFile: orderFileWords,
  recipientFile: recipientFileWords,
  rowProblems,
  templateProblems,
}
