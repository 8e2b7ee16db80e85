import type { Handlers } from '#shared/contract/index.ts'
import type { TestTarget } from '#shared/domain/payments/answer-codes.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { withdrawAtPaypal } from './grants/grant-token.ts'
import { createMerchantGrants } from './grants/merchant-grants.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { setApiAccount } from './accounts/api-account.ts'
import { checkAccount } from './accounts/check-account.ts'
import type { PaypalDependencies } from './accounts/paypal-dependencies.ts'
import { paypalState } from './accounts/state.ts'
import { readTestTarget, writeTestTarget } from './test-target.ts'

export type {
  BuyerStart,
  CardDetails,
  Found,
  Gateway,
  Order,
  Outcome,
  Returned,
  Taken,
} from './gateway/gateway.ts'
export { pairsIn } from './gateway/gateway.ts'
export { environmentProxy } from './http/environment-proxy.ts'
export { languageOf } from './return-pages.ts'
export type { Expected, ReturnServer } from './return-server.ts'
export { decidesEarlier } from './gateway/decided.ts'
export { format, type NvpFields, type NvpParsed, parse, tagged } from './payflow/nvp.ts'
export { callerFor, passwordName, secretText, SIMULATOR_PASSWORD } from './accounts/logins.ts'
export type { Gateways, Login } from './gateway/gateways.ts'
export { savedAsked } from './accounts/state.ts'
export { accountKey } from './accounts/account-key.ts'
export { destinationOf } from './gateway/hosts.ts'
export { createPaypalAccess } from './paypal-access.ts'
export { readTestTarget } from './test-target.ts'

/** Accounts at PayPal: whether they work, and the permission to pay in their name (SPEC 3.5, 3.6). */
export function createPaypal(parts: PaypalDependencies): Handlers<JobContext>['paypal'] {
  const { sites } = parts
  const grants = createMerchantGrants(parts)
  return {
    state: ({ service }) => sites.use(({ storage }) => paypalState(storage, service)),
    setTestTarget: ({ target }) => sites.use((site) => setTestTarget(parts, site, target)),
    setApiAccount: (input) => sites.use((site) => setApiAccount(parts, site, input)),
    check: (input, job) => sites.use((site) => checkAccount(parts, site, input, job)),
    startGrant: (request) => grants.start(request),
    withdrawGrant: (place) => sites.use((site) => withdrawAtPaypal(parts, site, place)),
    awaitGrant: ({ grantId }, job) => grants.wait(grantId, job),
  }
}

async function setTestTarget(
  { clock, emit }: PaypalDependencies,
  site: OpenSite,
  target: TestTarget,
): Promise<{ target: TestTarget; operationId: number | null }> {
  const operationId = await site.storage.transaction('paypal.set-test-target', async (tx) => {
    const before = await readTestTarget(tx)
    if (before === target) return null
    await writeTestTarget(tx, target)
    return await tx.operations.record({ at: clock.now(), details: { kind: 'set-test-target', target } })
  })
  if (operationId !== null) {
    emit('history.onRecorded', { operationId, kind: 'set-test-target' })
    emit('paypal.onChanged', {})
  }
  return { target, operationId }
}
