import { isWrong } from '../accounts.ts'
import { returnAddress } from '../approvals.ts'
import type { Asked, Call, Service } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { type Asking, askingOf, toHttp, type Values } from './envelope.ts'
import type { Application, Grant, Grants } from './issued-grants.ts'

const FOLDER = '/Permissions/'

/** What a merchant can allow. */
export const SCOPES = [
  'EXPRESS_CHECKOUT',
  'DIRECT_PAYMENT',
  'AUTH_CAPTURE',
  'REFUND',
  'TRANSACTION_DETAILS',
  'TRANSACTION_SEARCH',
  'REFERENCE_TRANSACTION',
  'RECURRING_PAYMENTS',
  'ACCOUNT_BALANCE',
] as const

type Ended = { readonly values: Values } | { readonly error: number }
type Operation = (grants: Grants, application: Application, asking: Asking) => Ended

const first = (asking: Asking, name: string): string => asking.get(name)?.[0] ?? ''
const scopeValues = (scopes: readonly string[]): Values =>
  scopes.map((scope, index) => [`scope(${index})`, scope])

function usable(grants: Grants, application: Application, asking: Asking): Grant | null {
  const grant = grants.grantOf(first(asking, 'token'))
  return grant && !grant.withdrawn && grant.application.user === application.user ? grant : null
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  RequestPermissions(grants, application, asking) {
    const scopes = asking.get('scope') ?? []
    if (scopes.length === 0 || !scopes.every((scope) => SCOPES.some((known) => known === scope)))
      return { error: 580022 }
    const callback = returnAddress(first(asking, 'callback'))
    if (!callback) return { error: 580028 }
    return { values: [['token', grants.request(application, scopes, callback).token]] }
  },
  GetAccessToken(grants, application, asking) {
    const grant = grants.give(first(asking, 'token'), first(asking, 'verifier'), application)
    if (!grant) return { error: 580022 }
    return {
      values: [...scopeValues(grant.scopes), ['token', grant.token], ['tokenSecret', grant.secret]],
    }
  },
  GetPermissions(grants, application, asking) {
    const grant = usable(grants, application, asking)
    return grant ? { values: scopeValues(grant.scopes) } : { error: 580022 }
  },
  CancelPermissions(grants, application, asking) {
    const grant = usable(grants, application, asking)
    if (!grant) return { error: 580022 }
    grant.withdrawn = true
    return { values: [] }
  },
}

/** PayPal's Permissions service. */
export function createPermissions(tools: Tools, grants: Grants): Service {
  return (call) => {
    if (!call.path.startsWith(FOLDER) || call.method !== 'POST') return null
    const name = call.path.slice(FOLDER.length)
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined
    if (!operation) return null

    function perform(run: Operation): Ended {
      const application = applicationOf(call)
      if (typeof application === 'number') return { error: application }
      const asking = askingOf(call)
      if (first(asking, 'requestEnvelope.errorLanguage') !== 'en_US') return { error: 580022 }
      return run(grants, application, asking)
    }
    return {
      protocol: 'permissions',
      operation: name,
      answer: () => toHttp(tools, call, perform(operation)),
      hold: () => toHttp(tools, call, perform(operation)),
      refuse: (code) => toHttp(tools, call, { error: Number(code) }),
    } satisfies Asked
  }
}

/** Who asks, or the error. An application identity that holds `wrong` or `feil` is not registered. */
function applicationOf({ headers }: Call): Application | number {
  const of = (name: string): string => headers[`x-paypal-${name}`] ?? ''
  const [user, password, signature] = [
    of('security-userid'),
    of('security-password'),
    of('security-signature'),
  ]
  if (!user || !password || !signature || [user, password, signature].some(isWrong)) return 520003
  const id = of('application-id')
  return id === '' || isWrong(id) ? 560022 : { user, password, id }
}
