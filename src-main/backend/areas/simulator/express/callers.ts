import { hasNoGrant, isWrong } from '../accounts.ts'
import type { Grants } from '../permissions/issued-grants.ts'
import type { Call } from '../server/http-messages.ts'
import type { Fields, NvpAnswer } from './nvp-answer.ts'

/** In whose name the call is: the merchant's. */
export type Caller = { readonly merchant: string } | NvpAnswer

const DENIED = { error: 10007 } as const
const NOT_VALID = { error: 10002 } as const

/** The caller by its credentials and SUBJECT, or by the signature over a granted token (X-PP-AUTHORIZATION). */
export function callerOf(call: Call, fields: Fields, grants: Grants): Caller {
  const authorization = call.headers['x-pp-authorization']
  if (authorization !== undefined) {
    const grant = grants.signedBy(authorization, call)
    if (grant === 'withdrawn') return DENIED
    return grant ? { merchant: grant } : NOT_VALID
  }
  const [user = '', password = '', signature = ''] = ['USER', 'PWD', 'SIGNATURE'].map((name) =>
    fields.get(name),
  )
  if (!user || !password || !signature || [user, password, signature].some(isWrong)) return NOT_VALID
  const subject = fields.get('SUBJECT')
  if (subject === undefined || subject === '') return { merchant: user }
  return hasNoGrant(subject) ? DENIED : { merchant: subject.toLowerCase() }
}
