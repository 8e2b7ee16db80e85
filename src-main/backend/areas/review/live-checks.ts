import type { LiveChecks, Unchecked } from '#shared/contract/review.ts'
import { isGranted } from '#shared/domain/commerce/completeness.ts'
import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import {
  accountOf,
  cardsInEffect,
  type Content,
  EMPTY_CONTENT,
  expressInEffect,
  optionsOf,
  type Settings,
} from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import type { Service } from '#shared/domain/services.ts'
import { type CommerceSnapshot, contentIn, grantsOf } from '#backend/areas/commerce/commerce.ts'
import { accountKey, savedAsked } from '#backend/areas/paypal/paypal.ts'
import type { StoredApiAccount } from '#backend/storage/paypal.ts'
import type { Readers } from '#backend/storage/storage.ts'

export type CheckSources = Pick<Readers, 'commerce' | 'paypal' | 'payments'>

interface Checked {
  readonly services: readonly Service[]
  /** Whose password is typed and stored nowhere: nobody has checked it. */
  readonly typed: readonly ProviderId[]
}

/** What is known of the production settings in `snapshot`, of services that have the same. */
export async function liveChecks(
  sources: CheckSources,
  snapshot: CommerceSnapshot,
  { services, typed }: Checked,
): Promise<LiveChecks> {
  const [service] = services
  const content = (service && snapshot.state[service].production) ?? EMPTY_CONTENT
  const { provider } = content.settings
  if (!service || provider === null) return NOTHING_KNOWN
  const apiAccounts = await sources.paypal.apiAccounts()
  const account = typed.includes(provider)
    ? await otherAccount(sources, provider)
    : await accountChecks(sources, snapshot, apiAccounts, { service, provider })
  const needsGrant = providerOf(provider).account.includes('grant')
  const apiAccount = needsGrant ? isApiAccountSet(apiAccounts) : null
  const grant = needsGrant ? grantFor(snapshot, service, content, provider) : null
  const unchecked: Unchecked[] = [
    ...(account.checked?.good === true ? [] : ['account' as const]),
    ...(apiAccount === false ? ['api-account' as const] : []),
    ...(grant && grant.givenAt === null ? ['grant' as const] : []),
  ]
  const test = await lastTest(sources, services, content.settings, provider)
  return { account, apiAccount, grant, test, unchecked }
}

const NOTHING_KNOWN: LiveChecks = {
  account: { checked: null, otherAt: null },
  apiAccount: null,
  grant: null,
  test: null,
  unchecked: ['account'],
}

const AT_PAYPAL = { mode: 'production', destination: 'live' } as const

async function accountChecks(
  sources: CheckSources,
  snapshot: CommerceSnapshot,
  apiAccounts: readonly StoredApiAccount[],
  { service, provider }: { service: Service; provider: ProviderId },
): Promise<LiveChecks['account']> {
  const asked = savedAsked(snapshot, apiAccounts, { service, mode: 'production', provider })
  const key = asked && { ...AT_PAYPAL, provider, account: accountKey(asked) }
  const [found] = key ? await sources.paypal.listChecks([key]) : []
  if (!found) return await otherAccount(sources, provider)
  const { at, destination, good, code, pairs } = found
  return { checked: { at: instantOf(at), destination, good, code, pairs }, otherAt: null }
}

async function otherAccount(sources: CheckSources, provider: ProviderId): Promise<LiveChecks['account']> {
  const at = await sources.paypal.newestCheckAt({ ...AT_PAYPAL, provider })
  return { checked: null, otherAt: at === null ? null : instantOf(at) }
}

const isApiAccountSet = (apiAccounts: readonly StoredApiAccount[]): boolean =>
  apiAccounts.some(
    ({ mode, password, signature }) => mode === 'production' && password !== null && signature !== null,
  )

/** The permission of the login that the settings have. */
function grantFor(
  snapshot: CommerceSnapshot,
  service: Service,
  content: Content,
  provider: ProviderId,
): LiveChecks['grant'] {
  const grants = grantsOf(snapshot, service, 'production').filter(
    (grant) =>
      grant.provider === provider &&
      addressKey(grant.account) === addressKey(accountOf(content.accounts, provider).paypalEmail),
  )
  return isGranted(content, provider, { passwords: [], grants }) ? (grants[0] ?? null) : null
}

/** The newest test transaction that was made with what these settings pay with. */
async function lastTest(
  { commerce, payments }: CheckSources,
  services: readonly Service[],
  settings: Settings,
  provider: ProviderId,
): Promise<LiveChecks['test']> {
  const wanted = paidWith(settings, provider)
  for (const payment of await payments.newestTests(services, provider)) {
    const revision = await commerce.findRevision(payment.revision)
    if (!revision || paidWith(contentIn(revision, 'test').settings, provider) !== wanted) continue
    const { id, service, at, state, destination } = payment
    return { payment: id, service, at: instantOf(at), state, destination }
  }
  return null
}

/** What a payment depends on; names and texts of the payment page are not tried by it. */
function paidWith(settings: Settings, provider: ProviderId): string {
  const options = optionsOf(settings, provider)
  return JSON.stringify([
    options.accountType,
    cardsInEffect(provider, options),
    expressInEffect(provider, options),
    options.currency,
  ])
}
