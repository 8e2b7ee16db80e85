import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChangedSettings } from '#shared/contract/commerce.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/**
 * Any sequence of changes, undo and redo on a real database. The model knows no rule of any area: it remembers what the
 * site looked like before and after each operation, and expects to see exactly that again.
 */
type Snapshot = Readonly<Record<string, unknown>>

interface Done {
  /** What undo is asked for now: the operation, or the redo that did it again. */
  applied: number
  readonly before: Snapshot
  readonly after: Snapshot
}
interface Undone extends Done {
  /** The undo, which redo is asked for. */
  readonly undo: number
}
interface Model {
  done: Done[]
  /** Something was undone out of turn: what each later operation found is not what the site looked like then. */
  outOfTurn: boolean
  /** What can be done again, the next one last. */
  undone: Undone[]
}
type Real = TestBackend
type Command = fc.AsyncCommand<Model, Real>

const TODAY = '2026-11-23' as IsoDate
const PROVIDERS = ['payflow-pro', 'paypal-checkout-rest'] as const
let backend: TestBackend
beforeAll(async () => void (backend = await startTestBackend({ parts: { keychain: testKeychain() } })))
afterAll(() => backend.stop())

/** Everything that operations change, without the numbers and times that only say when it came to be so. */
async function snapshotOf(real: Real): Promise<Snapshot> {
  const { api } = real
  const { name, recipientLimit } = await api.site.get({})
  const snapshot: Record<string, unknown> = { name, recipientLimit }
  for (const service of SERVICES) {
    const { enabled, linked, mode, test, production } = await api.commerce.get({ service })
    snapshot[service] = {
      enabled,
      linked,
      mode,
      test: test.content,
      production: production?.content ?? null,
    }
    for (const [of, revision] of [
      ['test', test],
      ['production', production],
    ] as const)
      for (const { provider, set } of revision?.passwords ?? [])
        snapshot[`password ${service} ${of} ${provider}`] = set
  }
  for (const { service, language, subject, text } of await api.mail.templates({}))
    snapshot[`template ${service} ${language}`] = { subject, text }
  for (const { id, code, recipient, email, expires, status } of await allRows(real))
    snapshot[`code ${id}`] = { code, recipient, email, expires, deleted: status === 'deleted' }
  return snapshot
}

/** A password that was typed may stay where its Update is undone; one that was there is never lost. */
function expectRestored(now: Snapshot, expected: Snapshot): void {
  const isPassword = (key: string) => key.startsWith('password ')
  const without = (snapshot: Snapshot) =>
    Object.fromEntries(Object.entries(snapshot).filter(([key]) => !isPassword(key)))
  expect(without(now)).toEqual(without(expected))
  const lost = Object.keys(expected).filter((key) => isPassword(key) && expected[key] === true && !now[key])
  expect(lost).toEqual([])
}

const changes = (before: Snapshot, after: Snapshot): boolean => !isDeepStrictEqual(before, after)

/** Makes a change; what it is and whether it is possible depends on how the site is. Null where nothing was recorded. */
const change = (name: string, act: (real: Real) => Promise<number | null>): Command => ({
  check: () => true,
  async run(model, real) {
    const before = await snapshotOf(real)
    const operationId = await act(real)
    const after = await snapshotOf(real)
    if (operationId === null) return expect(changes(before, after)).toBe(false)
    model.done.push({ applied: operationId, before, after })
    model.undone = []
  },
  toString: () => name,
})

const recorded = async (answer: Promise<ChangedSettings>): Promise<number | null> =>
  (await answer).operationId

const ifPossible = async (
  answer: Promise<number | null>,
  ...codes: Parameters<typeof isRefusal>[1][]
): Promise<number | null> => {
  try {
    return await answer
  } catch (error) {
    if (codes.some((code) => isRefusal(error, code))) return null
    throw error
  }
}

const service = fc.constantFrom(...SERVICES)
const letter = fc.constantFrom('a', 'b', 'c')

const tick = fc
  .record({ of: service, enabled: fc.boolean(), isOwnPage: fc.boolean(), which: fc.nat(1) })
  .map(({ of, enabled, isOwnPage, which }) => {
    const page = isOwnPage ? of : otherService(of)
    return change(`${enabled ? 'enable' : 'disable'} ${of} on ${page}, choice ${which}`, async ({ api }) => {
      const { revisions, choices } = await api.commerce.planEnable({ service: of, enabled, page })
      const keep = choices[which % Math.max(1, choices.length)]
      const request = { service: of, enabled, page, ...(keep && { keep }), expect: revisions }
      return await ifPossible(recorded(api.commerce.enable(request)), 'commerce.incomplete')
    })
  })

interface Typed {
  readonly of: Service
  readonly provider: (typeof PROVIDERS)[number]
  readonly login: string
  readonly footer: string
  readonly withPassword: boolean
}
const typed: fc.Arbitrary<Typed> = fc.record({
  of: service,
  provider: fc.constantFrom(...PROVIDERS),
  login: letter,
  footer: letter,
  withPassword: fc.boolean(),
})
const passwordsOf = ({ provider, login, withPassword }: Typed) =>
  withPassword ? [{ provider, password: `password of ${login}` }] : []
const words = ({ of, provider, login, footer, withPassword }: Typed) =>
  `${of} ${provider} ${login} ${footer}${withPassword ? ' with password' : ''}`

/** An Update in the mode that the service is in; in Production it goes through the review. */
const update = typed.map((one) =>
  change(`update ${words(one)}`, async ({ api }) => {
    const { mode, test } = await api.commerce.get({ service: one.of })
    const content = contentFor(one.provider, one.login, { footer: one.footer })
    const passwords = passwordsOf(one)
    if (mode === 'test')
      return await recorded(api.commerce.update({ service: one.of, base: test.revision, content, passwords }))
    const { from, to } = await api.commerce.planPublish({ service: one.of, content, passwords: [] })
    const order = { service: one.of, from, to, edit: { content, passwords } }
    return await ifPossible(recorded(api.commerce.publish(order)), 'commerce.incomplete')
  }),
)

const account = typed.map((one) =>
  change(`live account ${words(one)}`, async ({ api }) => {
    const { mode, production } = await api.commerce.get({ service: one.of })
    if (mode === 'production') return null
    return await recorded(
      api.commerce.productionAccount({
        service: one.of,
        base: production?.revision ?? 0,
        content: contentFor(one.provider, one.login),
        passwords: passwordsOf(one),
      }),
    )
  }),
)

const publish = service.map((of) =>
  change(`publish ${of}`, async ({ api }) => {
    const { from, to } = await api.commerce.planPublish({ service: of })
    const order = { service: of, from, to }
    return await ifPossible(
      recorded(api.commerce.publish(order)),
      'commerce.incomplete',
      'commerce.other-mode',
      'commerce.refused',
    )
  }),
)

/** Complete in one step, so that sequences that go through Production are common. */
const setUp = service.map((of): Command => {
  const one = { of, provider: 'payflow-pro', login: 'a', footer: 'a', withPassword: true } as const
  const steps = [`update ${of}`, `live account ${of}`, `publish ${of}`]
  return {
    check: () => true,
    async run(model, real) {
      const { api } = real
      const content = contentFor(one.provider, one.login)
      const passwords = passwordsOf(one)
      const acts: ((real: Real) => Promise<number | null>)[] = [
        async () => {
          const { mode, test } = await api.commerce.get({ service: of })
          if (mode === 'production') return null
          return await recorded(api.commerce.update({ service: of, base: test.revision, content, passwords }))
        },
        async () => {
          const { mode, production } = await api.commerce.get({ service: of })
          if (mode === 'production') return null
          const base = production?.revision ?? 0
          return await recorded(api.commerce.productionAccount({ service: of, base, content, passwords }))
        },
        async () => {
          const { from, to } = await api.commerce.planPublish({ service: of })
          return await ifPossible(
            recorded(api.commerce.publish({ service: of, from, to })),
            'commerce.other-mode',
          )
        },
      ]
      for (const [index, act] of acts.entries()) await change(steps[index] ?? '', act).run(model, real)
    },
    toString: () => `set up ${of}`,
  }
})

const backToTest = service.map((of) =>
  change(`back to test ${of}`, async ({ api }) =>
    ifPossible(recorded(api.commerce.backToTest({ service: of })), 'commerce.other-mode'),
  ),
)

const restoreRevision = fc.record({ of: service, which: fc.nat(9) }).map(({ of, which }) =>
  change(`restore revision ${which} of ${of}`, async ({ api }) => {
    const { revisions } = await api.commerce.revisions({ service: of, limit: 10 })
    const revision = revisions[which % Math.max(1, revisions.length)]?.revision
    if (revision === undefined) return null
    const { replaces } = await api.commerce.planRestore({ service: of, revision })
    const order = { service: of, revision, base: replaces }
    return await ifPossible(recorded(api.commerce.restore(order)), 'commerce.incomplete', 'commerce.refused')
  }),
)

const settings = fc
  .record({ name: letter, recipientLimit: fc.integer({ min: 1, max: 3 }) })
  .map((request) =>
    change(
      `settings ${request.name} ${request.recipientLimit}`,
      async ({ api }) => (await api.site.update(request)).operationId,
    ),
  )

const template = fc.record({ of: service, text: fc.constantFrom('a', 'b', null) }).map(({ of, text }) =>
  change(`template ${of} ${text ?? 'default'}`, async ({ api }) => {
    const content = text === null ? null : { subject: `Kode ${text}`, text: 'Hei, %PromoCode%' }
    return (await api.mail.saveTemplate({ service: of, language: 'nb', content })).operationId
  }),
)

const create = fc.integer({ min: 1, max: 4 }).map((count) =>
  change(`create ${count}`, async (real) => {
    const creation = creationOf({ expires: addDays(TODAY, 10) }, count)
    return (await createCodes(real, creation)).operationId
  }),
)

const bits = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 })
async function picked(real: Real, which: readonly boolean[]) {
  const { resultSet, count } = await pickAll(real)
  const ranges = [...Array(count).keys()]
    .filter((position) => which[position % which.length])
    .map((position): [number, number] => [position, position + 1])
  return { resultSet, ranges: joined(ranges) }
}
const joined = (ranges: readonly [number, number][]): [number, number][] =>
  ranges.reduce<[number, number][]>((all, [from, to]) => {
    const last = all.at(-1)
    if (last?.[1] === from) last[1] = to
    else all.push([from, to])
    return all
  }, [])

const bulk = fc
  .record({
    which: bits,
    kind: fc.constantFrom('extend', 'delete', 'restore'),
    days: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ which, kind, days }) =>
    change(`${kind} ${which.map(Number).join('')}`, async (real) => {
      const { promo } = real.api
      const rows = await picked(real, which)
      if (rows.ranges.length === 0) return null
      const to = { kind: 'days' as const, days }
      if (kind === 'extend') {
        const { change: count } = await promo.planExtend({ picked: rows, to })
        if (count === 0) return null
        return (await real.done(promo.extend({ picked: rows, to, expect: count }))).operationId
      }
      const isDelete = kind === 'delete'
      const { change: count } = await (isDelete ? promo.planDelete : promo.planRestore)({ picked: rows })
      if (count === 0) return null
      const started = (isDelete ? promo.delete : promo.restore)({ picked: rows, expect: count })
      return (await real.done(started)).operationId
    }),
  )

const edit = fc
  .record({ which: fc.nat(20), column: fc.constantFrom('recipient', 'expires'), text: fc.nat(2) })
  .map(({ which, column, text }) =>
    change(`edit ${column} of ${which} to ${text}`, async (real) => {
      const { resultSet } = await pickAll(real)
      const rows = (await allRows(real)).filter(({ status }) => status !== 'deleted')
      const row = rows[which % Math.max(1, rows.length)]
      if (!row) return null
      const typedText = column === 'recipient' ? `Navn ${text}` : addDays(TODAY, text + 1)
      const cells = [{ id: row.id, column: column as 'recipient' | 'expires', text: typedText }]
      const request = { resultSet, cells, language: 'nb' as const }
      const plan = await real.api.promo.planEdit(request)
      if (plan.change === 0) return null
      return (await real.done(real.api.promo.edit({ ...request, expect: plan.change }))).operationId
    }),
  )

/** What a person gave at PayPal is recorded, has no undo, and prevents none. */
const grant = fc.record({ of: service, granted: fc.boolean() }).map(({ of, granted }): Command => ({
  check: () => true,
  async run(_model, real) {
    const provider = 'express-checkout-us'
    const place = { service: of, mode: 'test', provider } as const
    if (granted)
      await ifPossible(
        recorded(real.api.commerce.grant({ ...place, account: 'a@fjordkurs.example' })),
        'commerce.no-account-to-grant',
      )
    else await real.api.commerce.withdrawGrant(place)
  },
  toString: () => `${granted ? 'grant' : 'withdraw'} ${of}`,
}))
const expressUpdate = service.map((of) =>
  change(`update ${of} express`, async ({ api }) => {
    const { mode, test } = await api.commerce.get({ service: of })
    if (mode === 'production') return null
    const content = contentFor('express-checkout-us', 'a')
    return await recorded(api.commerce.update({ service: of, base: test.revision, content, passwords: [] }))
  }),
)

/** Undoes the newest applied operation, which is never refused, and expects what was before it. */
async function undoNewest(model: Model, real: Real): Promise<void> {
  const last = model.done.pop()
  if (!last) return
  const { undo } = await real.api.history.undoRedo({})
  expect(undo?.id).toBe(last.applied)
  const { operationId } = await real.done(real.api.history.undo({ operationId: last.applied }))
  if (!model.outOfTurn) expectRestored(await snapshotOf(real), last.before)
  if (!model.outOfTurn) model.undone.push({ ...last, undo: operationId })
  else model.undone = []
}

const undo = fc.integer({ min: 1, max: 4 }).map((times): Command => ({
  check: (model) => model.done.length > 0,
  async run(model, real) {
    for (let i = 0; i < times; i += 1) await undoNewest(model, real)
  },
  toString: () => `undo ${times}`,
}))

/** Undoes any operation: it is taken back, or refused where a later one depends on it and nothing changes. */
const undoOutOfTurn = fc.nat(20).map((which): Command => ({
  check: (model) => model.done.length > 1,
  async run(model, real) {
    const older = model.done[which % (model.done.length - 1)]
    if (!older) return
    const before = await snapshotOf(real)
    try {
      await real.done(real.api.history.undo({ operationId: older.applied }))
    } catch (error) {
      if (!isRefusal(error, 'history.changed-since') && !isRefusal(error, 'commerce.changed-since'))
        throw error
      return expect(await snapshotOf(real)).toEqual(before)
    }
    model.done = model.done.filter((one) => one !== older)
    model.undone = []
    model.outOfTurn = true
  },
  toString: () => `undo out of turn ${which}`,
}))

const redo = fc.integer({ min: 1, max: 4 }).map((times): Command => ({
  check: (model) => model.undone.length > 0,
  async run(model, real) {
    for (let i = 0; i < times; i += 1) {
      const next = model.undone.pop()
      const available = await real.api.history.undoRedo({})
      expect(available.redo?.id).toBe(next?.undo)
      if (!next) return
      const { operationId } = await real.done(real.api.history.undo({ operationId: next.undo }))
      expectRestored(await snapshotOf(real), next.after)
      model.done.push({ ...next, applied: operationId })
    }
  },
  toString: () => `redo ${times}`,
}))

const timeout = CAMPAIGN_TIMEOUT_MS

const COMMERCE = [tick, tick, update, update, setUp, account, publish, backToTest, restoreRevision]
const OTHERS = [settings, template, create, bulk, edit, grant, expressUpdate]

/** Runs sequences, undoes after each of them what is still applied, and expects the site as it was at the start. */
async function check(commands: fc.Arbitrary<Command>[], numRuns: number): Promise<void> {
  const start = await snapshotOf(backend)
  const sequences = fc.commands(commands, { maxCommands: 24, size: 'max' })
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      const model: Model = { done: [], undone: [], outOfTurn: false }
      try {
        await fc.asyncModelRun(() => ({ model, real: backend }), sequence)
        while (model.done.length > 0) await undoNewest(model, backend)
        expectRestored(await snapshotOf(backend), start)
      } catch (error) {
        // What is left over must not be where the next sequence begins.
        await backend.stop()
        backend = await startTestBackend({ parts: { keychain: testKeychain() } })
        throw error
      }
    }),
    { numRuns },
  )
}

it('restores exactly the earlier states under any sequence of changes, undo and redo', { timeout }, () =>
  check([...COMMERCE, ...OTHERS, undo, undo, undo, redo, redo], campaignSize({ small: 30, full: 600 })),
)

it('never gets stuck, whatever is undone out of turn', { timeout }, () =>
  check(
    [...COMMERCE, ...OTHERS, undo, undoOutOfTurn, undoOutOfTurn, undoOutOfTurn],
    campaignSize({ small: 20, full: 600 }),
  ),
)
