import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { type ProviderId, PROVIDERS } from '#shared/domain/commerce/providers.ts'
import { type Accounts, EMPTY_CONTENT, type Settings } from '#shared/domain/commerce/settings.ts'
import { useChosenProvider } from '../../../../src-renderer/components/provider-form/use-chosen-provider.ts'

const [first, second] = PROVIDERS.map(({ id }) => id) as [ProviderId, ProviderId]

function form(provider: ProviderId | null) {
  const settings = ref<Settings>({ ...EMPTY_CONTENT.settings, provider })
  const accounts = ref<Accounts>({})
  const typed = ref<Partial<Record<ProviderId, string>>>({})
  return { settings, accounts, typed, ...useChosenProvider(settings, accounts, typed) }
}

describe("the chosen provider's part", () => {
  it('is nothing while none is chosen, and nothing is written then', () => {
    const { provider, options, account, offered, settings, accounts, typed, ...set } = form(null)
    set.setOptions({ express: true })
    set.setAccount({ vendor: 'fjordkurs' })
    set.setTyped('hemmelig')
    expect([provider.value, options.value, account.value, offered.value]).toEqual([null, null, null, null])
    expect([settings.value.options, accounts.value, typed.value]).toEqual([
      EMPTY_CONTENT.settings.options,
      {},
      {},
    ])
  })

  it('is written without touching those of others, and is there again on coming back', () => {
    const { settings, accounts, typed, options, account, setOptions, setAccount, setTyped } = form(first)
    setOptions({ express: true })
    setAccount({ vendor: 'fjordkurs' })
    setTyped('hemmelig')
    settings.value = { ...settings.value, provider: second }
    setAccount({ vendor: 'annen' })
    setTyped('annet')
    expect(accounts.value[first]?.vendor).toBe('fjordkurs')
    settings.value = { ...settings.value, provider: first }
    expect([options.value?.express, account.value?.vendor]).toEqual([true, 'fjordkurs'])
    expect(typed.value).toEqual({ [first]: 'hemmelig', [second]: 'annet' })
  })

  it('forgets a password that is kept as it was', () => {
    const { typed, setTyped } = form(first)
    setTyped('')
    expect(typed.value).toEqual({ [first]: '' })
    setTyped(undefined)
    expect(typed.value).toEqual({})
  })
})
