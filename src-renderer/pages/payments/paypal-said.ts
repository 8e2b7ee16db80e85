import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import type { Language } from '#shared/preferences.ts'
export const paypalWords = (code: AnswerCode, _l: Language) => ({ fact: code + '.', remedy: '' })
