import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { computed, createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { serviceSettingsSchema } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Host } from '../../../../src-renderer/host/host.ts'
import { allMessages } from '../all-messages.ts'
import { useGrant } from '../../../../src-renderer/pages/commerce/use-grant.ts'
import { useServiceForm } from '../../../../src-renderer/pages/commerce/use-service-form.ts'
import { hostKey, provideApi } from '../../../../src-renderer/api-client.ts'
import { useNotices } from '../../../../src-renderer/stores/notices.ts'

const PROVIDER = 'express-checkout-us'
const LOGIN = 'salg@fjordkurs.example'
const settings = serviceSettingsSchema.parse({
  service: 'events',
  enabled: true,
  linked: false,
  mode: 'test',
  test: { revision: 1, at: null, content: EMPTY_CONTENT, passwords: [], grants: [], missing: [] },
  production: null,
})

/** `useGrant` in a window whose backend answers a call once the test lets it. */
async function grantOver(atPaypal: 'withdrawn' | 'still-granted' = 'still-granted') {
  const called: string[] = []
  const open: ((error?: Refusal) => void)[] = []
  const off = () => undefined
  const host = {
    preferences: { language: 'nb', theme: 'light' },
    onEvent: () => off,
    onBackendState: () => off,
    call: async (method: string) => {
      called.push(method)
      if (method === 'commerce.get') return settings
      await new Promise<void>((resolve, reject) =>
        open.push((error) => (error ? reject(error) : resolve(undefined))),
      )
      return method === 'paypal.withdrawGrant' ? { settings, atPaypal } : settings
    },
  } as unknown as Host
  const setup = () => {
    const form = useServiceForm('events')
    const services = computed(() => 'Events')
    return { form, granting: useGrant(form, 'events', services), notices: useNotices() }
  }
  let made: ReturnType<typeof setup> | undefined
  const app = createSSRApp({
    setup() {
      made = setup()
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(app, host.call, () => undefined)
  app.use(createPinia())
  app.use(allMessages('nb'))
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  await made.form.load()
  called.length = 0
  /** Answers the call that is under way. */
  const answer = async (error?: Refusal) => {
    await expect.poll(() => open.length).toBe(1)
    open.pop()?.(error)
  }
  return { ...made, called, answer }
}

describe('the permission on the person’s word', () => {
  it('is recorded once however often the button is pressed', async () => {
    const { granting, notices, called, answer } = await grantOver()
    const presses = [granting.confirm(PROVIDER, LOGIN), granting.confirm(PROVIDER, LOGIN)]
    await answer()
    await Promise.all(presses)
    expect(called).toEqual(['commerce.grant'])
    expect(notices.current?.say()).toEqual({
      fact: 'Tillatelsen er registrert for Events, bare bekreftet av deg.',
      rest: 'Den er ikke kontrollert hos PayPal.',
    })
  })

  it('is withdrawn after it was recorded, and can be given again', async () => {
    const { granting, notices, called, answer } = await grantOver()
    const presses = [granting.confirm(PROVIDER, LOGIN), granting.withdraw(PROVIDER)]
    await answer()
    await answer()
    await Promise.all(presses)
    expect(notices.current?.say().fact).toBe('Tillatelsen er trukket tilbake for Events.')
    const again = granting.confirm(PROVIDER, LOGIN)
    await answer()
    await again
    expect(called).toEqual(['commerce.grant', 'paypal.withdrawGrant', 'commerce.grant'])
  })

  it.each([
    ['still-granted', 'Hos PayPal gjelder den til du fjerner den der.'],
    ['withdrawn', 'Den er også trukket tilbake der den ble gitt.'],
  ] as const)('says what it is at PayPal: %s', async (atPaypal, rest) => {
    const { granting, notices, answer } = await grantOver(atPaypal)
    const press = granting.withdraw(PROVIDER)
    await answer()
    await press
    expect(notices.current?.say().rest).toBe(rest)
  })

  it('is not recorded where the login was changed meanwhile: the form looks again', async () => {
    const { granting, notices, called, answer } = await grantOver()
    const press = granting.confirm(PROVIDER, LOGIN)
    await answer(new Refusal('commerce.plan-moved', {}))
    await press
    expect(called).toEqual(['commerce.grant', 'commerce.get'])
    expect(notices.current).toMatchObject({ tone: 'failed', undo: null })
    expect(notices.current?.say().fact).toBe('PayPal-påloggingen ble endret i et annet vindu.')
  })

  it('reports any other refusal as it is', async () => {
    const { granting, notices, answer } = await grantOver()
    const press = granting.withdraw(PROVIDER)
    await answer(new Refusal('storage.full', {}))
    await press
    await vi.waitFor(() => expect(notices.current?.tone).toBe('failed'))
    expect(notices.current?.say().fact).not.toBe('')
  })
})
