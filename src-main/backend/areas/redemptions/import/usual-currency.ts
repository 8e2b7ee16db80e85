import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { optionsOf } from '#shared/domain/commerce/settings.ts'
import { SERVICES } from '#shared/domain/services.ts'
import { readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'

/** What the site sells in, as it was published; undefined where it never was, or the services differ. */
export async function usualCurrency(
  readers: Pick<Readers, 'commerce'>,
): Promise<PaymentCurrency | undefined> {
  const { state } = await readCommerceSnapshot(readers)
  const currencies = SERVICES.flatMap((service) => {
    const settings = state[service].production?.settings
    return settings?.provider ? [optionsOf(settings, settings.provider).currency] : []
  })
  return new Set(currencies).size === 1 ? currencies[0] : undefined
}
