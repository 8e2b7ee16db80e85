import type { MailProblem } from '#shared/domain/mail/message-states.ts'

/** What a server, or the way to it, said no with. */
export interface SmtpTrouble {
  readonly problem: MailProblem
  /** The server's own words, or empty. */
  readonly answer: string
  /** The reply code; undefined where there was no reply. */
  readonly code?: number
}

/** What nodemailer's errors have beside a message. */
export interface SmtpError extends Error {
  readonly code?: string | undefined
  readonly originalCode?: string | undefined
  readonly response?: string | undefined
  readonly responseCode?: number | undefined
  readonly command?: string | undefined
}

const LONGEST_ANSWER = 500

/** A server's reply as it may be kept and shown: one line, without control characters. */
export const tidyAnswer = (answer: string | undefined): string =>
  (answer ?? '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_ANSWER)

const SYSTEM: Record<string, MailProblem> = {
  ENOTFOUND: 'host-unknown',
  EDNS: 'host-unknown',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'connection-refused',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'connection-closed',
  EPIPE: 'connection-closed',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-other-name',
  HOSTNAME_MISMATCH: 'certificate-other-name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls-not-spoken',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls-not-spoken',
}

/** In words, where nodemailer puts another error's text into its own. */
const TEXTS: readonly (readonly [RegExp, MailProblem])[] = [
  [/wrong version number|packet length too long/i, 'tls-not-spoken'],
  [/self-signed certificate/i, 'certificate-self-signed'],
  [/certificate has expired/i, 'certificate-expired'],
  [/certificate is not yet valid/i, 'certificate-not-yet-valid'],
  [/does not match certificate/i, 'certificate-other-name'],
  [/unable to (?:verify|get)/i, 'certificate-untrusted'],
  [/STARTTLS/, 'starttls-not-offered'],
]

/** Why a connection did not come about, or ended. */
export function connectionTrouble(error: SmtpError): SmtpTrouble {
  const answer = tidyAnswer(error.response)
  const code = error.responseCode
  if (code !== undefined && error.code !== 'ETLS') {
    const problem = code < 500 ? 'server-busy' : 'message-refused'
    return { problem, answer, code }
  }
  return { problem: withoutReply(error), answer, ...(code === undefined ? {} : { code }) }
}

function withoutReply({ code = '', originalCode = '', message, cause }: SmtpError): MailProblem {
  const inner = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const known = SYSTEM[originalCode] ?? SYSTEM[inner] ?? (code === 'ETLS' ? undefined : SYSTEM[code])
  if (known) return /greeting/i.test(message) ? 'not-smtp' : known
  const byText = TEXTS.find(([pattern]) => pattern.test(message))
  if (byText && (code === 'ETLS' || code === 'ESOCKET' || code === 'ECONNECTION')) return byText[1]
  if (code === 'ETLS') return 'tls-failed'
  if (code === 'EPROTOCOL') return 'not-smtp'
  return 'connection-closed'
}

/** Why the login was not accepted. */
export function loginTrouble(error: SmtpError): SmtpTrouble {
  const { responseCode: code, response } = error
  const answer = tidyAnswer(response)
  if (code === undefined) {
    const isMethod = error.code === 'EAUTH'
    return isMethod ? { problem: 'login-not-offered', answer } : connectionTrouble(error)
  }
  if (code < 500) return { problem: 'server-busy', answer, code }
  return { problem: code === 504 || code === 502 ? 'login-not-offered' : 'login-refused', answer, code }
}

/** Why the server took the message not, at whichever step. */
export function messageTrouble(error: SmtpError): SmtpTrouble {
  const { responseCode: code, command = '' } = error
  const answer = tidyAnswer(error.response)
  if (code === undefined) {
    const isSize = error.code === 'EMESSAGE' && command === 'MAIL FROM'
    return isSize ? { problem: 'too-large', answer } : connectionTrouble(error)
  }
  if (code < 500) return { problem: 'server-busy', answer, code }
  return { problem: refusedAt(command, code), answer, code }
}

function refusedAt(command: string, code: number): MailProblem {
  if (code === 530) return 'login-required'
  if (code === 552) return 'too-large'
  if (command === 'MAIL FROM') return 'sender-refused'
  return command === 'RCPT TO' ? 'recipient-refused' : 'message-refused'
}

/** What a person has to put right: trying again by itself would not help, and might lock an account. */
const FOR_A_PERSON: ReadonlySet<MailProblem> = new Set<MailProblem>([
  'no-settings',
  'secrets-locked',
  'password-not-for-server',
  'plain-not-local',
  'tls-not-spoken',
  'starttls-not-offered',
  'certificate-self-signed',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-other-name',
  'login-required',
  'login-not-offered',
  'login-refused',
  'sender-refused',
])

export const needsPerson = (problem: MailProblem): boolean => FOR_A_PERSON.has(problem)
