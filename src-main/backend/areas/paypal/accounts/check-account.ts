import { Refusal } from '#shared/contract/refusal.ts'
import type { Checked } from '#shared/contract/paypal.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Missing } from '#shared/domain/commerce/completeness.ts'
import { type Account, EMPTY_CONTENT, type ProviderOptions } from '#shared/domain/commerce/settings.ts'
import { providerOf } from '#shared/domain/commerce/providers.ts'
import { tidy } from '#shared/domain/commerce/tidy.ts'
import type { AnswerCode, Destination } from '#shared/domain/payments/answer-codes.ts'
import { isAddress } from '#shared/domain/email-address.ts'
import { passwordTarget, readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { type Outcome, pairsIn } from '../gateway/gateway.ts'
import type { ExpressCaller } from '../gateway/gateways.ts'
import { destinationOf } from '../gateway/hosts.ts'
import { readTestTarget } from '../test-target.ts'
import { accountKey, type AskedAccount } from './account-key.ts'
import { type AccountPlace, callerFor, passwordName, secretText } from './logins.ts'
import type { PaypalDependencies } from './paypal-dependencies.ts'
import { savedAsked } from './state.ts'

export interface CheckRequest extends AccountPlace {
  readonly account: Account
  readonly options: ProviderOptions
  readonly password?: string | undefined
}

/**
 * Asks PayPal whether the account works. The result is stored only if exactly this account is saved.
 * A stored password is used only for the account that it was stored for: for another one it is missing.
 * @throws Refusal 'commerce.incomplete' naming what is missing, 'paypal.no-caller', 'secrets.locked'
 */
export async function checkAccount(
  parts: PaypalDependencies,
  site: OpenSite,
  request: CheckRequest,
  { signal }: JobContext,
): Promise<Checked> {
  const { provider, mode, password: typed } = request
  const destination = destinationOf(mode, await readTestTarget(site.storage))
  const snapshot = await readCommerceSnapshot(site.storage)
  const account = tidied(request)
  const stored = passwordName(snapshot, request, account)
  requireWhole(request, account, typed !== undefined || stored !== undefined)
  const caller = await neededApiAccount(parts, site, request, destination)
  const secret =
    typed ?? (stored ? await secretText(parts.box, site, stored, passwordTarget(request, account)) : '')
  const gateway = await parts.gateways.open(
    { provider, account, password: secret, caller, currency: request.options.currency, look: {} },
    destination,
  )
  const outcome = await unlessCancelled(gateway.check(requestId(parts)), signal)
  const at = parts.clock.now()
  const found = { ...describe(outcome), at }
  const asked = { ...request, account, typed: typed !== undefined, destination, stored: stored ?? null }
  await keepWhereSaved(parts, site, asked, found)
  return { ...found, destination, at: instantOf(at) }
}

const tidied = ({ provider, account }: CheckRequest): Account =>
  tidy({ ...EMPTY_CONTENT, accounts: { [provider]: account } }).accounts[provider] ?? account

const requestId = ({ random }: PaypalDependencies): string => Buffer.from(random.bytes(16)).toString('hex')

/** @throws Refusal 'commerce.incomplete' */
function requireWhole({ provider, mode }: CheckRequest, account: Account, hasPassword: boolean): void {
  const missing = providerOf(provider).account.filter((field): boolean => {
    if (field === 'grant') return false
    if (field === 'password') return !hasPassword
    return field === 'paypalEmail' ? !isAddress(account.paypalEmail) : account[field] === ''
  })
  if (missing.length > 0)
    throw new Refusal('commerce.incomplete', {
      missing: missing satisfies readonly Missing[] as Missing[],
      provider,
      mode,
    })
}

/** @throws Refusal 'paypal.no-caller' */
async function neededApiAccount(
  { box }: PaypalDependencies,
  site: OpenSite,
  { provider, mode }: CheckRequest,
  destination: Destination,
): Promise<ExpressCaller | null> {
  if (!providerOf(provider).account.includes('grant')) return null
  const caller = await callerFor(box, site, destination)
  if (!caller) throw new Refusal('paypal.no-caller', { mode })
  return caller
}

/** A request that moves no money may be abandoned; its answer is then ignored. */
async function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const cancelled = Promise.withResolvers<never>()
  const stop = () => cancelled.reject(new Refusal('job.cancelled', {}))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([cancelled.promise, work])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Answers that say something of PayPal, not of the account. */
const NOT_OF_THE_ACCOUNT: readonly AnswerCode[] = [
  'rate-limited',
  'processor-unavailable',
  'processor-timed-out',
  'internal-error',
  'malformed-answer',
  'unrecognised',
]

function describe(outcome: Outcome<unknown>): Pick<Checked, 'good' | 'code' | 'pairs'> {
  switch (outcome.kind) {
    case 'done':
      return { good: true, code: null, pairs: [...outcome.pairs] }
    case 'refused':
      return {
        good: NOT_OF_THE_ACCOUNT.includes(outcome.code) ? null : false,
        code: outcome.code,
        pairs: [...outcome.pairs],
      }
    case 'not-sent':
    case 'unknown':
      return { good: null, code: outcome.code, pairs: [...pairsIn(outcome)] }
  }
}

interface Asked extends AccountPlace {
  readonly account: Account
  readonly options: ProviderOptions
  readonly destination: Destination
  readonly typed: boolean
  readonly stored: string | null
}

/** Decides inside the transaction: the account may have been saved again while PayPal was asked. */
async function keepWhereSaved(
  { emit }: PaypalDependencies,
  site: OpenSite,
  asked: Asked,
  found: Pick<Checked, 'good' | 'code' | 'pairs'> & { at: number },
): Promise<void> {
  if (asked.typed) return
  const { mode, provider, destination } = asked
  const kept = await site.storage.transaction('paypal.keep-check', async (tx) => {
    const saved = savedAsked(await readCommerceSnapshot(tx), await tx.paypal.apiAccounts(), asked)
    if (!saved) return false
    const same: AskedAccount = {
      ...saved,
      account: asked.account,
      currency: asked.options.currency,
      password: asked.stored,
    }
    const account = accountKey(saved)
    if (account !== accountKey(same)) return false
    await tx.paypal.writeCheck({ mode, provider, destination, account }, found)
    // The simulator knows no passwords, so it verifies none.
    if (asked.stored && destination !== 'simulator' && found.good !== null)
      await tx.commerce.writeVerified(asked.stored, found.good ? found.at : null)
    return true
  })
  if (!kept) return
  emit('paypal.onChanged', {})
  emit('commerce.onChanged', { services: [asked.service], revision: null })
}
