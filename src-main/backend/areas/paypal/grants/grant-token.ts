import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import { readCommerceSnapshot, withdrawGrant } from '#backend/areas/commerce/commerce.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { type SecretTarget, secretTarget } from '#backend/areas/secrets/secrets.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { StoredGrantToken } from '#backend/storage/paypal.ts'
import { type AccountPlace, callerFor, secretText } from '../accounts/logins.ts'
import type { PaypalDependencies } from '../accounts/paypal-dependencies.ts'

/** The names of the tokens of permissions begin so. */
export const GRANT_SECRETS = 'paypal-grant.'

interface TokenPlace {
  readonly provider: ProviderId
  /** The login that gave the permission. */
  readonly account: string
  readonly destination: Destination
  /** The user name of the API account that asked for it: to no other is the token of any use. */
  readonly caller: string
}

/** What a permission's token is stored for. */
export const tokenTarget = ({ destination, provider, account, caller }: TokenPlace): SecretTarget =>
  secretTarget('paypal-grant', destination, provider, account, caller)

/** Keeps a permission's token. Without a box it holds all the same; it can then be withdrawn at PayPal only. */
export async function keepToken(
  { box, emit }: PaypalDependencies,
  site: OpenSite,
  place: TokenPlace & Pick<AccountPlace, 'mode'>,
  token: string,
): Promise<void> {
  const { mode, provider, destination } = place
  const account = addressKey(place.account)
  const target = tokenTarget({ ...place, account })
  try {
    await box.putting(site, (put) =>
      site.storage.transaction('paypal.keep-token', async (tx) => {
        const secret = await put(tx, GRANT_SECRETS, token, target)
        await tx.paypal.writeGrantToken({ mode, provider, account, destination, secret }, GRANT_SECRETS)
      }),
    )
    emit('secrets.onChanged', await box.state(site))
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

/** Withdraws the permission of a service, and at PayPal when nobody else here needs it. A failure there is reported. */
export async function withdrawAtPaypal(
  parts: PaypalDependencies,
  site: OpenSite,
  place: AccountPlace,
): Promise<{
  operationId: number | null
  settings: ServiceSettings
  atPaypal: 'withdrawn' | 'still-granted'
}> {
  const { mode, provider } = place
  const before = await readCommerceSnapshot(site.storage)
  const granted = before.grants.find(
    (row) => row.service === place.service && row.mode === mode && row.provider === provider,
  )
  const { operationId, ...settings } = await withdrawGrant(parts, place)
  if (!granted) return { operationId, settings, atPaypal: 'still-granted' }
  const account = addressKey(granted.account)
  const after = await readCommerceSnapshot(site.storage)
  const isNeeded = after.grants.some(
    (row) => row.mode === mode && row.provider === provider && addressKey(row.account) === account,
  )
  const kept = isNeeded ? undefined : await site.storage.paypal.findGrantToken({ mode, provider, account })
  const isWithdrawn = kept !== undefined && (await cancelled(parts, site, kept))
  return { operationId, settings, atPaypal: isWithdrawn ? 'withdrawn' : 'still-granted' }
}

async function cancelled(
  parts: PaypalDependencies,
  site: OpenSite,
  kept: StoredGrantToken,
): Promise<boolean> {
  const { box, permissions, log } = parts
  try {
    const caller = await callerFor(box, site, kept.destination)
    if (!caller) return false
    const client = await permissions(caller, kept.destination)
    const target = tokenTarget({ ...kept, caller: caller.userName })
    const outcome = await client.cancel(await secretText(box, site, kept.secret, target))
    // The simulator forgets its permissions when it stops: there is nothing left to withdraw.
    if (outcome.kind !== 'done' && kept.destination !== 'simulator') return false
    await site.storage.transaction('paypal.drop-token', (tx) => tx.paypal.dropGrantToken(kept))
    return true
  } catch (error) {
    if (!isRefusal(error)) log.error('paypal.withdraw-failed')
    return false
  }
}
