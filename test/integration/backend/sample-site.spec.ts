import { afterEach, beforeEach, expect, it } from 'vitest'
import { allRows } from '../../support/creations.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

it('is believable, full of what the product does, and the same every time', async () => {
  expect(await backend.api.site.open({ kind: 'sample' })).toMatchObject({ kind: 'sample', name: 'Fjordkurs' })
  const rows = await allRows(backend)
  expect(rows).toHaveLength(1284)
  expect(new Set(rows.map(({ status }) => status)).size).toBe(4)
  const currencies = new Set(
    rows.map(({ discount }) => (discount.kind === 'amount' ? discount.currency : '%')),
  )
  expect([...currencies].sort()).toEqual(['%', 'CAD', 'GBP', 'USD'])
  for (const { email, created } of rows) {
    expect(email).toMatch(/@([a-z-]+\.)?example(\.com)?$/)
    expect(Date.parse(created)).toBeLessThan(backend.clock.now())
  }
  const overview = await backend.api.overview.get({})
  expect(overview.expiringSoon.codes).toBeGreaterThan(100)
  expect(overview.weeks).toHaveLength(17)
  expect(overview.operations).toHaveLength(8)
  expect((await backend.api.history.list({ limit: 200 })).total).toBe(49)

  const other = await startTestBackend()
  await other.api.site.open({ kind: 'sample' })
  expect(await allRows(other)).toEqual(rows)
  await other.stop()
})

it('stays apart from the own site, and keeps what was done in it', async () => {
  await backend.api.site.open({ kind: 'sample' })
  await backend.api.site.update({ name: 'Min prøve' })
  expect(await backend.api.site.open({ kind: 'own' })).toMatchObject({ kind: 'own', name: '' })
  expect(await allRows(backend)).toEqual([])
  expect(await backend.api.site.open({ kind: 'sample' })).toMatchObject({ name: 'Min prøve' })
  backend = await backend.restart()
  expect(await backend.api.site.get({})).toMatchObject({ kind: 'own' })
})

it('has a history that can be undone', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const { operations } = await backend.api.history.list({ limit: 200 })
  const ofCodes = ['extend-codes', 'delete-codes', 'change-settings']
  const undoable = operations.filter((one) => one.undoable && ofCodes.includes(one.details.kind))
  for (const { id } of undoable) await backend.done(backend.api.history.undo({ operationId: id }))
  expect((await allRows(backend)).every(({ status }) => status !== 'deleted')).toBe(true)

  const latest = operations.find(({ details }) => details.kind === 'update-settings')
  await backend.done(backend.api.history.undo({ operationId: latest?.id ?? 0 }))
  const { test } = await backend.api.commerce.get({ service: 'events' })
  expect(test.content.settings.support).toBe('+47 21 00 00 00')
})

it('shows a believable mix in the rows created last', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const rows = (await allRows(backend)).sort((one, other) => other.created.localeCompare(one.created))
  const kindsOf = (key: 'status' | 'discount' | 'expires') =>
    new Set(rows.slice(0, 16).map((row) => JSON.stringify(row[key]))).size
  expect([kindsOf('status'), kindsOf('discount') >= 4, kindsOf('expires') >= 4]).toEqual([4, true, true])
})

it('takes payments by Express Checkout, and tries Payflow Pro in Test, which is not published yet', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const { commerce } = backend.api
  const settings = await commerce.get({ service: 'training' })
  expect(settings).toMatchObject({ enabled: true, linked: true, mode: 'test' })
  expect({ ...(await commerce.get({ service: 'events' })), service: 'training' }).toEqual(settings)
  expect(settings.test.content.settings).toMatchObject({
    provider: 'payflow-pro',
    options: {
      'payflow-pro': {
        accountType: 'payments-pro-payflow-edition',
        cards: ['visa', 'mastercard', 'amex', 'discover'],
        express: true,
        currency: 'USD',
      },
    },
    merchantName: 'Fjordkurs AS',
    support: 'betaling@fjordkurs.example',
  })
  // What is in production is complete, by the same rules as anywhere; nothing claims a password that nobody typed.
  expect(settings.production?.content.settings.provider).toBe('express-checkout-us')
  expect(settings.production?.missing).toEqual([])
  const passwords = [...settings.test.passwords, ...(settings.production?.passwords ?? [])]
  expect(passwords.some(({ set }) => set)).toBe(false)
  expect(await backend.api.secrets.state({})).toMatchObject({ passwords: 0 })

  const plan = await commerce.planPublish({ service: 'events' })
  expect(plan.missing).toEqual(['password'])
  const differing = plan.differences.map(({ key }) => key)
  for (const key of ['settings.provider', 'settings.support', 'settings.footer'])
    expect(differing).toContain(key)
})

it('has revisions of every kind, and each is described by the operation that made it', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const { total, revisions } = await backend.api.commerce.revisions({ limit: 50 })
  expect(total).toBe(15)
  const reasons = new Set(revisions.map(({ reason }) => reason))
  expect([...reasons].sort()).toEqual(['back-to-test', 'link', 'publish', 'restore', 'update'])
  const { operations } = await backend.api.history.list({ limit: 200 })
  const times = operations.map(({ at }) => Date.parse(at))
  expect(times).toEqual([...times].sort((one, other) => other - one))
  // Linking says what it linked, not the revision.
  for (const { revision, at } of revisions.filter(({ reason }) => reason !== 'link')) {
    const made = operations.filter(({ details }) => 'revision' in details && details.revision === revision)
    expect(made.map((one) => one.at)).toEqual([at])
  }
})

it('has each use of a code behind it: when it was redeemed, and what was paid', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const rows = await allRows(backend)
  const uses = rows.reduce((sum, { used }) => sum + used, 0)
  expect(uses).toBeGreaterThan(800)
  expect((await backend.api.payments.list({ mode: 'production', limit: 1 })).total).toBe(uses)
  const used = rows.filter((row) => row.used > 0)
  for (const row of [used.at(0), used.at(-1), used.find(({ used: times }) => times > 4)]) {
    const { redemptions } = await backend.api.report.details({ id: row?.id ?? 0 })
    expect(redemptions).toHaveLength(row?.used ?? -1)
    for (const { at, day, payment, mode } of redemptions) {
      expect(mode).toBe('production')
      expect(Date.parse(at)).toBeGreaterThan(Date.parse(row?.created ?? ''))
      expect(Date.parse(at)).toBeLessThan(backend.clock.now())
      expect(day <= (row?.expires ?? '')).toBe(true)
      const { price, state, code } = await backend.api.payments.get({ id: payment })
      expect({ state, code: code?.code }).toEqual({ state: 'completed', code: row?.code })
      expect(price.pay).toBe(price.full - price.off)
    }
  }
  // Those that were deleted had not been used.
  expect(rows.filter(({ status, used: times }) => status === 'deleted' && times > 0)).toEqual([])
})

it('counts what was redeemed as the payments have it, each currency by itself', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const paid = new Map<string, number>()
  const { total } = await backend.api.payments.list({ mode: 'production', limit: 1 })
  for (let before: number | undefined, read = 0; read < total;) {
    const page = await backend.api.payments.list({ mode: 'production', before, limit: 200 })
    for (const { price } of page.payments)
      paid.set(price.currency, (paid.get(price.currency) ?? 0) + price.pay)
    read += page.payments.length
    before = page.payments.at(-1)?.id
  }
  const { timeline, breakdown, redemptions } = await backend.api.overview.charts({})
  const takings = timeline.steps.flatMap((step) => step.takings)
  for (const [currency, sum] of paid) {
    const ofCurrency = takings.filter((one) => one.currency === currency)
    expect(ofCurrency.reduce((all, one) => all + one.paid, 0)).toBe(sum)
  }
  expect(takings.reduce((all, one) => all + one.redemptions, 0)).toBe(total)
  expect(breakdown.redeemed).toMatchObject({ codes: 1284, redemptions: total })
  expect(breakdown.bestBatches[0]?.redemptions).toBeGreaterThan(breakdown.bestBatches[1]?.redemptions ?? 0)

  // Remembered, and as the report counts it; a report of some of the codes counts theirs.
  expect(await backend.api.overview.charts({})).toEqual({ timeline, breakdown, redemptions })
  const { resultSet } = await backend.api.report.open({ filter: {}, order: [] })
  expect(await backend.api.report.timeline({ resultSet })).toEqual(timeline)
  expect(await backend.api.report.breakdown({ resultSet })).toEqual(breakdown)
  expect(await backend.api.report.redemptions({ resultSet })).toEqual(redemptions)
  for (const parts of [redemptions.services, redemptions.items])
    for (const [currency, sum] of paid) {
      const ofCurrency = parts.flatMap((part) => part.takings).filter((one) => one.currency === currency)
      expect(ofCurrency.reduce((all, one) => all + one.paid, 0)).toBe(sum)
    }
  expect(redemptions.batches.map(({ batch }) => batch)).toEqual(
    breakdown.bestBatches.map(({ batch }) => batch),
  )
  const some = await backend.api.report.open({ filter: { status: ['used-up'] }, order: [] })
  const uses = (await backend.api.report.breakdown({ resultSet: some.resultSet })).redeemed.redemptions
  const { steps } = await backend.api.report.timeline({ resultSet: some.resultSet })
  expect(steps.reduce((all, { redemptions }) => all + redemptions, 0)).toBe(uses)
})

it('tries a payment at once, by the simulator and without a password', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const tests = await backend.api.payments.list({ mode: 'test', limit: 20 })
  expect(tests.payments.map(({ state }) => state)).toEqual(['voided', 'voided', 'declined'])
  const purchase = { service: 'events', item: 'live-events', description: 'Kurs', full: 12_000 } as const
  const card = { number: '4111111111111111', month: 12, year: 2030, cvv: '123' }
  const paid = await backend.done(
    backend.api.payments.pay({
      purchase,
      expect: 12_000,
      with: { kind: 'card', card },
      requestId: 'a-first-payment',
    }),
  )
  expect(paid.state).toBe('completed')
  const { checks } = await backend.api.paypal.state({ service: 'events' })
  expect(checks).toMatchObject([{ mode: 'test', checked: { destination: 'simulator', good: true } }])
})

it('has an outbox with messages that were sent, failed and wait, and sends none', async () => {
  await backend.api.site.open({ kind: 'sample' })
  const { counts, status } = await backend.api.mail.status({})
  expect(counts).toEqual({ queued: 14, sending: 0, sent: 106, failed: 3, uncertain: 1, cancelled: 0 })
  expect(status.doing).toBe('paused')
  const settings = await backend.api.mail.settings({})
  expect(settings?.host).toMatch(/\.example$/)
})
