import { watch } from 'vue'
import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { currencyOf } from '#shared/domain/commerce/settings.ts'
import { CURRENCIES, type Currency } from '#shared/domain/money.ts'
import { useApi } from '../../api-client.ts'
import { useBackendEvent } from '../../events.ts'
import { useCreateDraft } from './draft.ts'

/** Undefined where no provider is chosen, and where a discount cannot have its currency. */
function discountCurrency({ mode, test, production }: ServiceSettings): Currency | undefined {
  const sold = currencyOf(((mode === 'production' ? production : null) ?? test).content)
  return CURRENCIES.find((currency) => currency === sold)
}

/** Keeps the draft's `serviceCurrency` that of the service in its form, while a fixed amount is typed. */
export function useServiceCurrency(): void {
  const api = useApi()
  const draft = useCreateDraft()

  async function read(): Promise<void> {
    const { service, discountKind } = draft.form
    if (discountKind !== 'amount') return
    // A currency to begin with is no reason to say that something cannot be read.
    const settings = await api.commerce.get({ service }).catch(() => null)
    if (settings && draft.form.service === service)
      draft.serviceCurrency = discountCurrency(settings) ?? 'USD'
  }
  watch(() => [draft.form.service, draft.form.discountKind], read, { immediate: true })
  useBackendEvent('commerce.onChanged', () => void read())
}
