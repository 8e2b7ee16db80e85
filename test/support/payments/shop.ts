import { randomBytes } from 'node:crypto'
import { createSimulator, type Simulator } from '#backend/areas/simulator/create-simulator.ts'
import type { z } from 'zod'
import type { cardDetailsSchema, ChangedPayment, PurchaseInput } from '#shared/contract/payments.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { type Content, defaultOptions, type ProviderOptions } from '#shared/domain/commerce/settings.ts'
import type { Creation } from '#shared/domain/creation.ts'
import { contentFor, usesPassword } from '../commerce/contents.ts'
import { testKeychain } from '../commerce/keychain.ts'
import { createCodes, creationOf } from '../creations.ts'
import { seededRandom, type TestClock, testClock } from '../parts.ts'
import { startTestBackend, type TestBackend, type TestBackendOptions } from '../test-backend.ts'

export const PASSWORD = 'Zyx987-hemmelig-passord'
export type CardInput = z.input<typeof cardDetailsSchema>
export const VISA: CardInput = { number: '4111 1111 1111 1111', month: 12, year: 2031, cvv: '123' }

/** A backend that sells through the simulator, in Test. */
export interface Shop {
  backend: TestBackend
  readonly simulator: Simulator
  readonly clock: TestClock
  /** Saves complete test settings for a provider. */
  sellWith(provider: ProviderId, options?: Partial<ProviderOptions>, password?: string): Promise<void>
  /** Makes one code and answers with it. */
  code(change?: Partial<Creation>): Promise<string>
  /** How often a code has been used, as the report has it. */
  used(code: string): Promise<number>
  payWithCard(purchase?: Partial<PurchaseInput>, card?: Partial<CardInput>): Promise<ChangedPayment>
  stop(): Promise<void>
}

export const purchaseOf = (change: Partial<PurchaseInput> = {}): PurchaseInput => ({
  service: 'events',
  item: 'live-events',
  description: 'Årsoppgjør 2026, seminar',
  full: 48_000,
  ...change,
})

/** A number as the window makes it. */
export const newRequestId = (): string => randomBytes(12).toString('hex')

export async function openShop(options: TestBackendOptions = {}): Promise<Shop> {
  const clock = options.clock ?? testClock()
  const simulator = createSimulator({ clock, random: seededRandom('simulator') })
  const { url } = await simulator.listen()
  const keychain = testKeychain()
  const backend = await startTestBackend({
    ...options,
    clock,
    parts: {
      keychain,
      // After a restart, too, no number of a call may come a second time.
      random: { bytes: (count) => randomBytes(count) },
      paypal: { simulator: new URL(url) },
      ...options.parts,
    },
  })
  let codes = 0
  const shop: Shop = {
    backend,
    simulator,
    clock,
    async sellWith(provider, options = {}, password = PASSWORD) {
      const { api } = shop.backend
      const content = selling(provider, options)
      const { test } = await api.commerce.get({ service: 'events' })
      const passwords = usesPassword(provider) ? [{ provider, password }] : []
      await api.commerce.update({ service: 'events', base: test.revision, content, passwords })
      const account = content.accounts[provider]?.paypalEmail ?? ''
      if (!usesPassword(provider))
        await api.commerce.grant({ service: 'events', mode: 'test', provider, account })
    },
    async code(change = {}) {
      const code = `KODE-${++codes}`
      await createCodes(
        shop.backend,
        creationOf({ codeType: { kind: 'custom', code }, batchName: '', ...change }),
      )
      return code
    },
    async used(code) {
      const row = (await rowsOf(shop.backend)).find((one) => one.code === code)
      if (!row) throw new Error(`no code ${code}`)
      return row.used
    },
    async payWithCard(purchase = {}, card = {}) {
      const { api, done } = shop.backend
      const wanted = purchaseOf(purchase)
      const { price } = await api.payments.quote(wanted)
      return await done(
        api.payments.pay({
          purchase: wanted,
          expect: price.pay,
          with: { kind: 'card', card: { ...VISA, ...card } },
          requestId: newRequestId(),
        }),
      )
    },
    async stop() {
      await shop.backend.stop()
      await simulator.close()
    },
  }
  return shop
}

export function selling(provider: ProviderId, options: Partial<ProviderOptions> = {}): Content {
  const content = contentFor(provider)
  const before = content.settings.options[provider] ?? defaultOptions(provider)
  return {
    ...content,
    settings: { ...content.settings, options: { [provider]: { ...before, ...options } } },
  }
}

/** Every row of the report, in the order of creation. */
async function rowsOf({ api }: TestBackend) {
  const { resultSet, count } = await api.report.open({ filter: {}, order: [] })
  const rows = []
  for (let offset = 0; offset < count; offset += 5000)
    rows.push(...(await api.report.rows({ resultSet, offset, limit: 5000 })).rows)
  return rows.filter((row) => row !== null)
}
