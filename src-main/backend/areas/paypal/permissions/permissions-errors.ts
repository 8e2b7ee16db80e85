import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'

/** The error IDs of the Permissions service (Permissions service guide). */
export const PERMISSIONS_ERRORS: Readonly<Record<string, AnswerCode>> = {
  520002: 'internal-error',
  520003: 'authentication-failed',
  550001: 'permission-denied',
  560022: 'account-unknown',
  580022: 'invalid-request',
  580028: 'invalid-request',
}
