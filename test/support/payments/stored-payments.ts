import { expect } from 'vitest'
import type { NewPayment, StoredStep } from '#backend/storage/payments.ts'
import type { NewSiteOrder } from '#backend/storage/redemptions.ts'
import { TEST_NOW } from '../parts.ts'
import { inEveryEngine, type TestStorage } from '../storages.ts'

export const NOW = Date.parse(TEST_NOW)

/** A test payment of the service Events, made with the first revision; its number makes it different from others. */
export const paymentNumber = (number: number, change: Partial<NewPayment> = {}): NewPayment => ({
  requestId: `request-${number}`,
  reference: `reference-${number}`,
  at: NOW + number,
  service: 'events',
  mode: 'test',
  revision: 1,
  provider: 'payflow-pro',
  destination: 'simulator',
  paidWith: 'card',
  cardBrand: 'visa',
  cardLastFour: '1111',
  item: 'live-events',
  description: 'Årsoppgjør\t2026 \\ "seminar"\n',
  full: 48_000,
  off: 12_000,
  pay: 36_000,
  currency: 'USD',
  codeId: null,
  code: null,
  state: 'started',
  held: false,
  open: false,
  token: null,
  payableUntil: null,
  authorizationTransaction: null,
  captureTransaction: null,
  pendingReason: null,
  ...change,
})

export const stepNumber = (number: number, change: Partial<StoredStep> = {}): StoredStep => ({
  number,
  kind: 'sale',
  state: 'done',
  code: null,
  pairs: [{ name: 'RESPMSG', value: 'Approved: "Ærlig"\t\\' }],
  at: NOW + number,
  tookMs: 12,
  requestId: `call-${number}`,
  ...change,
})

/** An order of 360.00 USD that redeems the code `CODE-<id>`. */
export const orderOf = (order: string, codeId: number, change: Partial<NewSiteOrder> = {}): NewSiteOrder => ({
  order,
  codeId,
  code: `CODE-${codeId}`,
  at: NOW + codeId,
  item: 'live-events',
  off: 12_000,
  pay: 36_000,
  currency: 'USD',
  givenBackAt: null,
  ...change,
})

/** Asks every engine the same of a site that has such codes, expects the answer of the first, and answers with it. */
export async function sameOfEach<T>(
  limits: readonly (number | null)[],
  ask: (storage: TestStorage) => Promise<T>,
): Promise<T> {
  const answers = await inEveryEngine(async (storage) => {
    await fillStorage(storage, limits)
    return await ask(storage)
  })
  const [first, ...others] = answers
  for (const [engine, answer] of others) expect(answer, engine).toEqual(first?.[1])
  return first?.[1] as T
}

/**
 * Codes `CODE-1` to `CODE-<limits.length>` with these limits of use, in one batch for each three; revisions 1 and 2; and
 * operations 1 (the creation) to 5.
 */
export async function fillStorage({ run }: TestStorage, limits: readonly (number | null)[]): Promise<void> {
  const details = JSON.stringify({ kind: 'change-settings', changes: [] })
  const times = <T>(count: number, row: (id: number) => T) =>
    Array.from({ length: count }, (_, i) => row(i + 1))
  const operations = times(5, (id) => `(${id}, 'change-settings', ${NOW}, '${details}')`)
  await run(`INSERT INTO operation (id, kind, at, details) VALUES ${operations.join()}`)
  const batches = times(Math.ceil(limits.length / 3), (id) => `(${id}, 1, 'Batch ${id}', 'events', ${NOW})`)
  await run(`INSERT INTO batch (id, operation_id, name, service, created_at) VALUES ${batches.join()}`)
  const codes = times(
    limits.length,
    (id) => `(${id}, 'CODE-${id}', ${Math.ceil(id / 3)}, 'events', 'everything', 'Bo', 'bo', 'bo@example.com',
      'percent', 2500, ${limits[id - 1] ?? 'NULL'}, 0, ${NOW}, '2026-12-31')`,
  )
  await run(`INSERT INTO promo_code (id, code, batch_id, service, applies_to, recipient_name, recipient_key,
    recipient_email, discount_kind, discount_value, usage_limit, used, created_at, expires) VALUES ${codes.join()}`)
  const revisions = times(2, (id) => `(${id}, 1, ${NOW}, 1, 1, 'test', 'saved', '[]', '{}')`)
  await run(`INSERT INTO commerce_revision (revision, operation_id, at, for_events, for_training, mode, reason, changed, test)
    VALUES ${revisions.join()}`)
}
