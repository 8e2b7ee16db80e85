import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { UndoableKind } from '#shared/contract/operations.ts'
import type { Editable } from '#shared/contract/edits.ts'
import type { ChangedSettings } from '#shared/contract/commerce.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { TermChange } from '#shared/domain/term-change.ts'
import { otherService, type Service, SERVICES } from '#shared/domain/services.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { contentFor } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/**
 * Any sequence of changes, undo and redo on a real database, with persons erased in between. The model knows no rule of
 * any area: it remembers what the site looked like before and after each operation, and expects to see exactly that again.
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
  /** What has changed beside operations that are undone, so that undo does not bring it back. */
  readonly changed: Set<'persons' | 'messages'>
}
type Real = TestBackend
type Command = fc.AsyncCommand<Model, Real>

const TODAY = '2026-11-23' as IsoDate
/** Who all codes are for. */
const PERSON = 'oystein@example.com'
const PROVIDERS = ['payflow-pro', 'paypal-checkout-rest'] as const
let backend: TestBackend
async function startSite(): Promise<TestBackend> {
  const site = await startTestBackend({ parts: { keychain: testKeychain() } })
  // It needs no merchant, so that messages can be queued from the first.
  for (const of of SERVICES)
    await site.api.mail.saveTemplate({
      service: of,
      language: 'nb',
      content: { subject: 'Kode', text: '%PromoCode%' },
    })
  return site
}
beforeAll(async () => void (backend = await startSite()))
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
  for (const { id, code, recipient, email, status, used, ...row } of await allRows(real)) {
    const { discount, limit, appliesTo, validFrom, expires, note } = row
    const terms = { discount, limit, appliesTo, validFrom, expires, note }
    snapshot[`code ${id}`] = { code, recipient, email, ...terms, used, deleted: status === 'deleted' }
  }
  // One that is cancelled is as good as none: that is what undo leaves of one that was queued.
  for (const { id, state } of await messagesOf(real))
    if (state !== 'cancelled') snapshot[`message ${id}`] = { state }
  return snapshot
}

async function messagesOf({ api }: Real) {
  const messages = []
  for (let total = 1; messages.length < total;) {
    const page = await api.mail.outbox({ offset: messages.length, limit: 100 })
    if (page.messages.length === 0) break
    total = page.total
    messages.push(...page.messages)
  }
  return messages
}

/** A password that was typed may stay where its Update is undone; one that was there is never lost. */
function expectRestored(now: Snapshot, expected: Snapshot, { changed }: Pick<Model, 'changed'>): void {
  const isPassword = (key: string) => key.startsWith('password ')
  const isLeftOut = (key: string) =>
    isPassword(key) || (changed.has('messages') && key.startsWith('message '))
  const part = (value: unknown) => {
    if (!changed.has('persons') || typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).filter(([field]) => field !== 'recipient' && field !== 'email'),
    )
  }
  const without = (snapshot: Snapshot) =>
    Object.fromEntries(
      Object.entries(snapshot).flatMap(([key, value]) => (isLeftOut(key) ? [] : [[key, part(value)]])),
    )
  expect(without(now)).toEqual(without(expected))
  const lost = Object.keys(expected).filter((key) => isPassword(key) && expected[key] === true && !now[key])
  expect(lost).toEqual([])
}

const changes = (before: Snapshot, after: Snapshot): boolean => !isDeepStrictEqual(before, after)

/** How often each kind was recorded. */
const seen = new Map<string, number>()

/** Makes a change; what it is and whether it is possible depends on how the site is. Null where nothing was recorded. */
const change = (name: string, act: (real: Real) => Promise<number | null>): Command => ({
  check: () => true,
  async run(model, real) {
    const before = await snapshotOf(real)
    const operationId = await act(real)
    const after = await snapshotOf(real)
    if (operationId === null) return expect(changes(before, after)).toBe(false)
    const { operations } = await real.api.history.list({ before: operationId + 1, limit: 1 })
    const kind = operations[0]?.details.kind ?? ''
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
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

/** Few of each term, so that codes often have one already. */
const CHANGES_OF_TERMS: readonly TermChange[] = [
  { term: 'discount', discount: { kind: 'percent', hundredths: 1000 } },
  { term: 'discount', discount: { kind: 'amount', minor: 500, currency: 'GBP' } },
  { term: 'used', usage: { kind: 'unlimited' } },
  { term: 'used', usage: { kind: 'times', times: 4 } },
  { term: 'appliesTo', appliesTo: 'live-events' },
  { term: 'appliesTo', appliesTo: 'live-sessions' },
  { term: 'validFrom', validFrom: addDays(TODAY, 2) },
  { term: 'validFrom', validFrom: null },
  { term: 'expires', expires: TODAY },
  { term: 'expires', expires: addDays(TODAY, 4) },
  { term: 'note', note: 'Avtalt' },
  { term: 'note', note: '' },
]
const terms = fc.record({ which: bits, to: fc.constantFrom(...CHANGES_OF_TERMS) }).map(({ which, to }) =>
  change(`terms ${which.map(Number).join('')} ${JSON.stringify(to)}`, async (real) => {
    const { promo } = real.api
    const rows = await picked(real, which)
    if (rows.ranges.length === 0) return null
    const request = { picked: rows, change: to }
    const { change: count } = await promo.planChangeTerms(request)
    if (count === 0) return null
    return (await real.done(promo.changeTerms({ ...request, expect: count }))).operationId
  }),
)

const TYPED = {
  recipient: (text: number) => `Navn ${text}`,
  expires: (text: number) => addDays(TODAY, text + 1),
  discount: (text: number) => `${text + 10} %`,
  note: (text: number) => 'abc'.slice(0, text),
} satisfies Partial<Record<Editable, (text: number) => string>>
const edit = fc
  .record({
    which: fc.nat(20),
    column: fc.constantFrom<keyof typeof TYPED>('recipient', 'expires', 'discount', 'note'),
    text: fc.nat(2),
  })
  .map(({ which, column, text }) =>
    change(`edit ${column} of ${which} to ${text}`, async (real) => {
      const { resultSet } = await pickAll(real)
      const rows = (await allRows(real)).filter(({ status }) => status !== 'deleted')
      const row = rows[which % Math.max(1, rows.length)]
      if (!row) return null
      const cells = [{ id: row.id, column, text: TYPED[column](text) }]
      const request = { resultSet, cells, language: 'nb' as const }
      const plan = await real.api.promo.planEdit(request)
      if (plan.change === 0) return null
      return (await real.done(real.api.promo.edit({ ...request, expect: plan.change }))).operationId
    }),
  )

/** Imports an order of some code, or its refund; names of orders come again. */
const importing = fc
  .record({ which: fc.nat(20), order: fc.nat(5), isRefund: fc.boolean() })
  .map(({ which, order, isRefund }) =>
    change(`import ${isRefund ? 'refund of ' : ''}order ${order} of code ${which}`, async (real) => {
      const rows = await allRows(real)
      const row = rows[which % Math.max(1, rows.length)]
      if (!row) return null
      const path = join(real.folder, 'orders.csv')
      const cells = [row.code, `O-${order}`, '2026-11-23 12:00', '10.00', 'USD', isRefund ? 'refund' : 'sale']
      await writeFile(path, `code,order,time,amount,currency,type\n${cells.join(',')}\n`)
      const { token: file } = await real.backend.files.registerRead(path)
      const { importId, counts } = await real.done(real.api.redemptions.read({ file, language: 'en' }))
      const { counted, returned } = counts
      const request = { importId, expect: { counted, returned } }
      const imported = real.done(real.api.redemptions.import(request)).then((done) => done.operationId)
      return await ifPossible(imported, 'redemptions.nothing-new')
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

const both = fc.record({ enabled: fc.subarray([...SERVICES]), page: service, which: fc.nat(1) }).map((one) =>
  change(
    `services ${one.enabled.join(' ') || 'none'} on ${one.page}, choice ${one.which}`,
    async ({ api }) => {
      const boxes = {
        events: one.enabled.includes('events'),
        training: one.enabled.includes('training'),
        page: one.page,
      }
      const { revisions, choices } = await api.commerce.planServices(boxes)
      const keep = choices[one.which % Math.max(1, choices.length)]
      const request = { ...boxes, ...(keep && { keep }), expect: revisions }
      return await ifPossible(recorded(api.commerce.setServices(request)), 'commerce.incomplete')
    },
  ),
)

/** Null where there is nothing to do with the messages as they are. */
const ofMessages = async (answer: Promise<{ operationId: number | null }>): Promise<number | null> =>
  await ifPossible(
    answer.then(({ operationId }) => operationId),
    'mail.nothing-to-do',
    'mail.value-missing',
  )

const queue = bits.map((which) =>
  change(`queue ${which.map(Number).join('')}`, async (real) => {
    const rows = await picked(real, which)
    if (rows.ranges.length === 0) return null
    const order = { picked: rows, language: 'nb' as const }
    const { messages, codes } = await real.api.mail.planQueue(order)
    if (messages === 0) return null
    const queued = real.done(real.api.mail.queue({ ...order, expect: { messages, codes } }))
    return await ifPossible(
      queued.then(({ operationId }) => operationId),
      'mail.value-missing',
    )
  }),
)

/** The messages in one of the states that `which` says, none of which may be left. */
async function messagesIn(real: Real, states: readonly string[], which: readonly boolean[]) {
  const all = (await messagesOf(real)).filter(({ state }) => states.includes(state))
  return all.filter((_, index) => which[index % which.length]).map(({ id }) => id)
}
const ofSome =
  (name: string, states: readonly string[], act: (real: Real, ids: number[]) => Promise<number | null>) =>
  (which: readonly boolean[]): Command =>
    change(`${name} ${which.map(Number).join('')}`, async (real) => {
      const ids = await messagesIn(real, states, which)
      return ids.length === 0 ? null : await act(real, ids)
    })
const cancel = bits.map(
  ofSome('cancel', ['queued'], ({ api }, ids) =>
    ofMessages(api.mail.cancel({ which: { kind: 'ids', ids } })),
  ),
)
const markSent = bits.map(
  ofSome('mark sent', ['queued'], ({ api }, ids) =>
    ofMessages(api.mail.markSent({ which: { kind: 'ids', ids } })),
  ),
)
const resend = bits.map(
  ofSome('resend', ['sent', 'failed', 'cancelled'], ({ api }, ids) => ofMessages(api.mail.resend({ ids }))),
)
/** What was sent, or taken out, is rarely there to be sent again: some gets there first. */
const sentAgain = fc.tuple(queue, fc.oneof(markSent, cancel), resend).map((commands): Command => ({
  check: () => true,
  async run(model, real) {
    for (const command of commands) if (command.check(model)) await command.run(model, real)
  },
  toString: () => commands.map(String).join(', '),
}))

/** A mail server that gave no answer: nobody knows whether what waited has arrived. No operation does that. */
async function loseAnswers(model: Model, real: Real, which: readonly boolean[]): Promise<void> {
  const ids = await messagesIn(real, ['queued'], which)
  if (ids.length === 0) return
  const file = join(real.folder, 'site', 'site.sqlite')
  const connection = openConnection({ path: file, readonly: false, cacheKiB: 1024, log: real.log })
  try {
    connection.database.exec(`
      UPDATE mail_message SET state = 'uncertain', problem = 'answer-lost', tries = tries + 1
        WHERE id IN (${ids.join(', ')});
      INSERT INTO mail_attempt (message_id, number, at, ended_at, end, problem, answer, name, address)
        SELECT id, tries, state_at, state_at, 'lost', 'answer-lost', '', name, address FROM mail_message
        WHERE id IN (${ids.join(', ')})`)
  } finally {
    connection.close()
  }
  model.changed.add('messages')
}
const lose = bits.map((which): Command => ({
  check: () => true,
  run: (model, real) => loseAnswers(model, real, which),
  toString: () => `lose ${which.map(Number).join('')}`,
}))

/** Messages are in doubt rarely: some get into it first. */
const resolve = fc.record({ lost: bits, which: bits, arrived: fc.boolean() }).map((given): Command => {
  const { lost, which, arrived } = given
  const resolving = ofSome(`resolve as ${arrived ? 'arrived' : 'lost'}`, ['uncertain'], ({ api }, ids) =>
    ofMessages(api.mail.settle({ which: { kind: 'ids', ids }, arrived })),
  )(which)
  return {
    check: (model) => resolving.check(model),
    async run(model, real) {
      await loseAnswers(model, real, lost)
      await resolving.run(model, real)
    },
    toString: () => `lose ${lost.map(Number).join('')}, ${String(resolving)}`,
  }
})

/** Erases a person, which nothing brings back: afterwards no operation may hold or restore the name or the address. */
const erase = fc.constant<Command>({
  check: () => true,
  async run(model, real) {
    const person = { addresses: [PERSON], names: [] }
    const { total, underWay } = await real.done(real.api.privacy.find({ person }))
    if (total === 0 || underWay.messages > 0) return
    await real.done(real.api.privacy.erase({ person, expect: total, language: 'nb' }))
    model.changed.add('persons')
    // A message to the person that waited is not sent any more.
    model.changed.add('messages')
    expect((await allRows(real)).filter(({ email }) => email === PERSON)).toEqual([])
  },
  toString: () => 'erase the person',
})

/** What the campaign does of each kind that has an inverse; none may be left out. */
const BY_KIND: Readonly<Record<UndoableKind, readonly fc.Arbitrary<Command>[]>> = {
  'create-codes': [create],
  'extend-codes': [bulk],
  'delete-codes': [bulk],
  'restore-codes': [bulk],
  'change-terms': [terms, terms],
  'edit-codes': [edit],
  'import-redemptions': [importing],
  'change-settings': [settings],
  'enable-service': [tick, tick],
  'set-services': [both],
  'update-settings': [update, update, account, expressUpdate],
  publish: [publish, setUp],
  restore: [restoreRevision],
  'back-to-test': [backToTest],
  'save-template': [template],
  'queue-messages': [queue, queue],
  'cancel-messages': [cancel],
  'resend-messages': [resend, sentAgain],
  'resolve-messages': [lose, resolve],
  'mark-sent': [markSent],
}

/** Undoes the newest applied operation, which is never refused, and expects what was before it. */
async function undoNewest(model: Model, real: Real): Promise<void> {
  const last = model.done.pop()
  if (!last) return
  const { undo } = await real.api.history.undoRedo({})
  expect(undo?.id).toBe(last.applied)
  const { operationId } = await real.done(real.api.history.undo({ operationId: last.applied }))
  if (!model.outOfTurn) expectRestored(await snapshotOf(real), last.before, model)
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

/** The undo; null where it is refused because of a later operation. */
async function takenBack(real: Real, operationId: number): Promise<number | null> {
  try {
    return (await real.done(real.api.history.undo({ operationId }))).operationId
  } catch (error) {
    const isLater = REFUSED_OUT_OF_TURN.some((code) => isRefusal(error, code))
    if (!isLater) throw error
    return null
  }
}
const REFUSED_OUT_OF_TURN = [
  'history.codes-used',
  'history.changed-since',
  'commerce.changed-since',
  'commerce.incomplete',
] as const

/** Undoes any operation: it is taken back, or refused where a later one depends on it and nothing changes. */
const undoOutOfTurn = fc
  .record({ which: fc.nat(20), isRedone: fc.boolean() })
  .map(({ which, isRedone }): Command => ({
    check: (model) => model.done.length > 1,
    async run(model, real) {
      const older = model.done[which % (model.done.length - 1)]
      if (!older) return
      const before = await snapshotOf(real)
      const undone = await takenBack(real, older.applied)
      if (undone === null) return expect(await snapshotOf(real)).toEqual(before)
      if (isRedone) {
        // Done again at once, it has left no trace.
        const { operationId } = await real.done(real.api.history.undo({ operationId: undone }))
        older.applied = operationId
        // It is the newest now.
        model.done = [...model.done.filter((one) => one !== older), older]
        model.undone = []
        model.outOfTurn = true
        return expectRestored(await snapshotOf(real), before, model)
      }
      model.done = model.done.filter((one) => one !== older)
      model.undone = []
      model.outOfTurn = true
    },
    toString: () => `undo ${isRedone ? 'and redo ' : ''}out of turn ${which}`,
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
      expectRestored(await snapshotOf(real), next.after, model)
      model.done.push({ ...next, applied: operationId })
    }
  },
  toString: () => `redo ${times}`,
}))

const timeout = CAMPAIGN_TIMEOUT_MS

const CHANGES = [...Object.values(BY_KIND).flat(), grant]

/** Begins the campaign with the same sequences; a full one has others each time. */
const SEED = Number(
  process.env['FUZZ_SEED'] ?? campaignSize({ small: 1, full: Math.floor(Math.random() * 2 ** 31) }),
)
const SEQUENCES_A_ROUND = 5

let steps = 0
const counted = (commands: fc.Arbitrary<Command>): fc.Arbitrary<Command> =>
  commands.map((command) => ({
    check: (model) => command.check(model),
    async run(model, real) {
      steps += 1
      await command.run(model, real)
    },
    toString: () => String(command),
  }))

/**
 * Runs sequences until `wanted` steps were done, undoes after each of them what is still applied, and expects the site as
 * it was at the start.
 */
async function check(commands: fc.Arbitrary<Command>[], wanted: number): Promise<void> {
  const sequences = fc.commands(commands.map(counted), { maxCommands: 24, size: 'max' })
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const start = await snapshotOf(backend)
    const model: Model = { done: [], undone: [], outOfTurn: false, changed: new Set() }
    try {
      await fc.asyncModelRun(() => ({ model, real: backend }), sequence)
      while (model.done.length > 0) await undoNewest(model, backend)
      expectRestored(await snapshotOf(backend), start, model)
    } catch (error) {
      // What is left over must not be where the next sequence begins.
      await backend.stop()
      backend = await startSite()
      throw error
    }
  })
  const before = steps
  for (let round = 0; steps - before < wanted; round += 1)
    await fc.assert(property, { numRuns: SEQUENCES_A_ROUND, seed: SEED + round })
}

it('restores exactly the earlier states under any sequence of changes, undo and redo', { timeout }, () =>
  check(
    [
      ...CHANGES,
      erase,
      ...Array<fc.Arbitrary<Command>>(6).fill(undo),
      ...Array<fc.Arbitrary<Command>>(5).fill(redo),
    ],
    campaignSize({ small: 300, full: 5000 }),
  ),
)

it('never gets stuck, whatever is undone and redone out of turn', { timeout }, () =>
  check(
    [...CHANGES, erase, undo, undo, ...Array<fc.Arbitrary<Command>>(8).fill(undoOutOfTurn)],
    campaignSize({ small: 200, full: 5000 }),
  ),
)

it('has done something of every kind in a full campaign, and of half of them in a small one', () => {
  const missing = Object.keys(BY_KIND).filter((kind) => !seen.has(kind))
  const most = campaignSize({ small: Math.floor(Object.keys(BY_KIND).length / 2), full: 0 })
  expect(missing.length, `${missing.join(', ')}; ${steps} steps from the seed ${SEED}`).toBeLessThanOrEqual(
    most,
  )
})
