import { Refusal } from '#shared/contract/refusal.ts'
import type { GrantEnd } from '#shared/contract/paypal.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { accountToGrant, readCommerceSnapshot, recordGrant } from '#backend/areas/commerce/commerce.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { type AccountPlace, callerFor } from '../accounts/logins.ts'
import type { PaypalDependencies } from '../accounts/paypal-dependencies.ts'
import { type Outcome, pairsIn, type Returned } from '../gateway/gateway.ts'
import { destinationOf } from '../gateway/hosts.ts'
import {
  CALLBACK_CODE,
  CALLBACK_TOKEN,
  GRANT_MINUTES,
  type PermissionGrant,
  type PermissionsClient,
  SCOPES_WE_NEED,
} from '../permissions/permissions-types.ts'
import type { Expected } from '../return-server.ts'
import { readTestTarget } from '../test-target.ts'
import { keepToken } from './grant-token.ts'

export interface GrantRequest extends AccountPlace {
  /** The login that the person saw. */
  readonly account: string
}

export interface MerchantGrants {
  /**
   * Asks PayPal for a permission request; `url` is where the merchant gives it.
   * @throws Refusal 'commerce.no-account-to-grant', 'commerce.plan-moved', 'paypal.no-caller', 'paypal.refused'
   */
  start(
    request: GrantRequest,
  ): Promise<{ grantId: string; url: string; expires: ReturnType<typeof instantOf> }>
  /**
   * Waits until the merchant comes back, and records the permission. To be cancelled is to give the request up.
   * @throws Refusal 'paypal.unknown-grant', 'commerce.plan-moved' where another login was saved meanwhile
   */
  wait(grantId: string, job: JobContext): Promise<GrantEnd>
}

interface Pending extends GrantRequest {
  readonly site: SiteKind
  readonly token: string
  readonly destination: Destination
  /** The user name of the API account that asks. */
  readonly caller: string
  readonly client: PermissionsClient
  readonly expected: Expected
}

/** More than one person asks for at a time; the oldest is given up. */
const MAX_PENDING = 8

/** Permissions that merchants are asked for at PayPal (SPEC 3.6), each with its own return address. */
export function createMerchantGrants(parts: PaypalDependencies): MerchantGrants {
  const { sites, random, clock, returns } = parts
  const pending = new Map<string, Pending>()

  function drop(grantId: string): void {
    pending.get(grantId)?.expected.close()
    pending.delete(grantId)
  }
  const isSame = (one: Pending, { service, mode, provider }: GrantRequest) =>
    one.service === service && one.mode === mode && one.provider === provider

  return {
    start: (request) =>
      sites.use(async (site) => {
        const { client, destination, caller } = await readyToAsk(parts, site, request)
        const lifetimeMs = GRANT_MINUTES * 60_000
        const expires = instantOf(clock.now() + lifetimeMs)
        const expected = await returns.expect({ lifetimeMs })
        try {
          const { token, url } = asked(await client.request(SCOPES_WE_NEED, expected.returnUrl))
          for (const [id, one] of pending) if (isSame(one, request)) drop(id)
          for (const id of pending.keys()) if (pending.size >= MAX_PENDING) drop(id)
          const grantId = Buffer.from(random.bytes(12)).toString('base64url')
          pending.set(grantId, { ...request, site: site.kind, token, destination, caller, client, expected })
          return { grantId, url, expires }
        } catch (error) {
          expected.close()
          throw error
        }
      }),

    async wait(grantId, { signal }) {
      const one = pending.get(grantId)
      if (!one) throw new Refusal('paypal.unknown-grant', {})
      try {
        const returned = await one.expected.wait(signal)
        if (returned === 'expired' || returned === 'cancelled') return { state: returned, operationId: null }
        return await finish(parts, one, returned)
      } finally {
        if (pending.get(grantId) === one) drop(grantId)
      }
    },
  }
}

async function readyToAsk(
  { box, permissions }: PaypalDependencies,
  site: OpenSite,
  request: GrantRequest,
): Promise<{ client: PermissionsClient; destination: Destination; caller: string }> {
  const saved = accountToGrant(await readCommerceSnapshot(site.storage), request)
  if (addressKey(saved) !== addressKey(request.account)) throw new Refusal('commerce.plan-moved', {})
  const destination = destinationOf(request.mode, await readTestTarget(site.storage))
  const caller = await callerFor(box, site, destination)
  if (!caller || caller.applicationId === '') throw new Refusal('paypal.no-caller', { mode: request.mode })
  return { client: await permissions(caller, destination), destination, caller: caller.userName }
}

/** @throws Refusal 'paypal.refused' */
function asked<Done>(outcome: Outcome<Done>): Done {
  if (outcome.kind === 'done') return outcome.done
  throw new Refusal('paypal.refused', { code: outcome.code, pairs: [...pairsIn(outcome)] })
}

/** What came back is believed only as far as PayPal confirms it. */
async function finish(parts: PaypalDependencies, one: Pending, returned: Returned): Promise<GrantEnd> {
  const code = returned[CALLBACK_CODE]
  if (code === undefined || code === '') return { state: 'cancelled', operationId: null }
  const token = returned[CALLBACK_TOKEN]
  if (token !== undefined && token !== one.token)
    return { state: 'refused', code: 'token-invalid', pairs: [], operationId: null }
  const outcome = await one.client.access(one.token, code)
  if (outcome.kind !== 'done') return ended(outcome)
  const { scopes, token: kept } = outcome.done
  if (!SCOPES_WE_NEED.every((scope) => scopes.includes(scope)))
    return { state: 'refused', code: 'permission-denied', pairs: [...outcome.pairs], operationId: null }
  const { service, mode, provider, account } = one
  return await parts.sites.use(async (site) => {
    if (site.kind !== one.site) throw new Refusal('commerce.plan-moved', {})
    const { operationId, ...settings } = await recordGrant(parts, {
      service,
      mode,
      provider,
      account,
      given: { scopes, at: one.destination },
    })
    await keepToken(parts, site, one, kept)
    return { state: 'granted', settings, operationId }
  })
}

function ended(outcome: Exclude<Outcome<PermissionGrant>, { kind: 'done' }>): GrantEnd {
  if (outcome.code === 'token-expired') return { state: 'expired', operationId: null }
  return { state: 'refused', code: outcome.code, pairs: [...pairsIn(outcome)], operationId: null }
}
