import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import type { Outcome } from '../gateway/gateway.ts'
import { namesAndValues } from '../http/answer-body.ts'
import { ask } from '../http/send-request.ts'
import type { HttpAnswer, HttpPort } from '../http/http-port.ts'
import { identifierIn } from '../http/identifier.ts'
import { shownPairs } from '../http/shown-pairs.ts'
import { fromUrlEncoded, urlEncoded } from '../http/url-encoded.ts'
import type { PermissionsCaller, PermissionsClient, PermissionsHosts } from './permissions-types.ts'

/** The error IDs of the Permissions service (Permissions service guide). */
export const PERMISSIONS_ERRORS: Readonly<Record<string, AnswerCode>> = {
  520002: 'internal-error',
  520003: 'authentication-failed',
  550001: 'permission-denied',
  560022: 'account-unknown',
  580022: 'invalid-request',
  580028: 'invalid-request',
}

const WAIT_MS = 30_000
/** Tokens and their secrets are never shown. */
const SHOWN = [
  'responseEnvelope.ack',
  'error(0).errorId',
  'error(0).message',
  'error(0).severity',
  'error(0).parameter(0)',
  'responseEnvelope.correlationId',
  'responseEnvelope.timestamp',
  'responseEnvelope.build',
]

type Answer = ReadonlyMap<string, string>

/** The Permissions service, called by the site's own API account. Names and values both ways. */
export function createPermissionsClient(
  hosts: PermissionsHosts,
  caller: PermissionsCaller,
  port: HttpPort,
): PermissionsClient {
  async function call<Done>(
    operation: string,
    fields: readonly (readonly [string, string])[],
    repeatable: boolean,
    done: (answer: Answer) => Done | null,
  ): Promise<Outcome<Done>> {
    const headers = headersOf(caller)
    // What no header can hold is nobody's user name or password at PayPal.
    if (!Object.values(headers).every(isPrintable)) return { kind: 'not-sent', code: 'authentication-failed' }
    const request = {
      method: 'POST',
      url: new URL(operation, hosts.api),
      headers,
      body: urlEncoded([...fields, ['requestEnvelope.errorLanguage', 'en_US']]),
      timeoutMs: WAIT_MS,
    } as const
    const asked = await ask(port, request, { read, repeatable })
    if ('failure' in asked) {
      const { code, sent } = asked.failure
      return { kind: sent ? 'unknown' : 'not-sent', code }
    }
    const { answer } = asked
    const secrets = [caller.password, caller.signature, ...fields.filter(isToken).map(([, value]) => value)]
    const pairs = shownPairs(answer, SHOWN, secrets)
    if (!succeeded(answer)) return { kind: 'refused', code: codeIn(answer), pairs }
    const what = done(answer)
    return what === null
      ? { kind: 'unknown', code: 'malformed-answer', pairs }
      : { kind: 'done', done: what, pairs }
  }

  return {
    request: (scopes, callback) =>
      call(
        'RequestPermissions',
        [...scopes.map((scope) => ['scope', scope] as const), ['callback', callback]],
        true,
        (answer) => {
          const token = identifierIn(answer.get('token'))
          return token === null ? null : { token, url: grantPage(hosts.merchantPage, token) }
        },
      ),
    // The code is good once: asked again, PayPal refuses what it may just have given.
    access: (token, verificationCode) =>
      call(
        'GetAccessToken',
        [
          ['token', token],
          ['verifier', verificationCode],
        ],
        false,
        (answer) => {
          const [given, secret] = [identifierIn(answer.get('token')), identifierIn(answer.get('tokenSecret'))]
          return given !== null && secret !== null
            ? { scopes: scopesIn(answer), token: given, tokenSecret: secret }
            : null
        },
      ),
    scopes: (token) =>
      call('GetPermissions', [['token', token]], true, (answer) => ({ scopes: scopesIn(answer) })),
    cancel: (token) => call('CancelPermissions', [['token', token]], true, () => ({})),
  }
}

const isPrintable = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)
const isToken = ([name]: readonly [string, string]): boolean => name === 'token' || name === 'verifier'

const headersOf = ({ userName, password, signature, applicationId }: PermissionsCaller) => ({
  'content-type': 'application/x-www-form-urlencoded',
  'x-paypal-security-userid': userName,
  'x-paypal-security-password': password,
  'x-paypal-security-signature': signature,
  'x-paypal-application-id': applicationId,
  'x-paypal-request-data-format': 'NV',
  'x-paypal-response-data-format': 'NV',
})

const ACKS = ['Success', 'SuccessWithWarning', 'Failure', 'FailureWithWarning', 'Warning']

/** Failures come with HTTP 200 or 500, both with an envelope. Null where there is none, or a failure has no number. */
function read(answer: HttpAnswer): Answer | null {
  const body = namesAndValues({ ...answer, status: answer.status === 500 ? 200 : answer.status })
  const fields = body && fromUrlEncoded(body)
  if (!fields || !ACKS.includes(fields.get('responseEnvelope.ack') ?? '')) return null
  return succeeded(fields) || /^\d{6}$/.test(fields.get('error(0).errorId') ?? '') ? fields : null
}

const succeeded = (answer: Answer): boolean => !answer.get('responseEnvelope.ack')?.startsWith('Failure')

const codeIn = (answer: Answer): AnswerCode =>
  PERMISSIONS_ERRORS[answer.get('error(0).errorId') ?? ''] ?? 'unrecognised'

/** `scope(0)`, `scope(1)` and so on. */
/** More than PayPal has. */
const MOST_SCOPES = 50

function scopesIn(answer: Answer): string[] {
  const scopes = Array.from({ length: MOST_SCOPES }, (_none, n) => identifierIn(answer.get(`scope(${n})`)))
  return scopes.filter((scope) => scope !== null)
}

function grantPage(page: URL, token: string): string {
  const url = new URL(page)
  url.searchParams.set('cmd', '_grant-permission')
  url.searchParams.set('request_token', token)
  return url.href
}
