import { computed, type Ref } from 'vue'
import { cardsOffered, type ProviderId, PROVIDERS } from '#shared/domain/commerce/providers.ts'
import {
  type Account,
  accountOf,
  type Accounts,
  optionsOf,
  type ProviderOptions,
  type Settings,
} from '#shared/domain/commerce/settings.ts'

/**
 * The provider that is chosen, with its own part of settings, accounts and typed passwords. Other providers' parts are
 * left as they are, and are there again on coming back.
 */
export function useChosenProvider(
  settings: Ref<Settings>,
  accounts: Ref<Accounts>,
  typed: Ref<Partial<Record<ProviderId, string>>>,
) {
  const provider = computed(() => PROVIDERS.find(({ id }) => id === settings.value.provider) ?? null)
  const options = computed(() => provider.value && optionsOf(settings.value, provider.value.id))
  const account = computed(() => provider.value && accountOf(accounts.value, provider.value.id))
  const offered = computed(() =>
    provider.value && options.value ? cardsOffered(provider.value.id, options.value.accountType) : null,
  )

  function setOptions(change: Partial<ProviderOptions>): void {
    if (!provider.value || !options.value) return
    const { id } = provider.value
    settings.value = {
      ...settings.value,
      options: { ...settings.value.options, [id]: { ...options.value, ...change } },
    }
  }
  function setAccount(change: Partial<Account>): void {
    if (!provider.value || !account.value) return
    accounts.value = { ...accounts.value, [provider.value.id]: { ...account.value, ...change } }
  }
  function setTyped(password: string | undefined): void {
    const id = provider.value?.id
    if (!id) return
    const others = Object.fromEntries(Object.entries(typed.value).filter(([other]) => other !== id))
    typed.value = password === undefined ? others : { ...others, [id]: password }
  }

  return { provider, options, account, offered, setOptions, setAccount, setTyped }
}
