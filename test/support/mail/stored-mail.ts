import type { Filter } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { codeMailSchema, MESSAGE_STATES, type MessageState } from '#shared/domain/mail/message-states.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { FoundState } from '#backend/storage/mail-changes.ts'
import { byRecipient } from '#backend/storage/mail-codes.ts'
import type { NewMessage, Wording } from '#backend/storage/mail-queue.ts'
import type { FreshMessage, ToSend } from '#backend/storage/mail-sending.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import type { Dice } from '../hostile/dice.ts'
import type { TestStorage } from '../storages.ts'

/** A made-up outbox, written and read by every method of the storage, for specs that compare engines. */
export const CODES = 40
const TODAY = '2026-11-23' as IsoDate
export const TIME = { today: TODAY, timeZone: 'Europe/Oslo' }
const ADDRESSES = [
  ...['a@x.example', 'b@x.example', 'B@X.example', 'c@x.example', 'øde@x.example', 'ØDE@x.example'],
  ...['A\u030asa@x.example', 'åsa@x.example', 'long.name@x.example', '', 'erased-1@erased.invalid'],
]
const NAMES = ['Ada', 'Øde “Ø”', 'long.name', 'Kari\tÅ\\n', 'Somebody with a long name', '']
const OPERATION = { kind: 'queue-messages', messages: 0, codes: 0 } as const

const batchOf = (code: number): number => 1 + (code % 3)
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Codes of three batches, among them some that cannot be sent. */
export async function fillSite(storage: TestStorage, dice: Dice): Promise<void> {
  const details = text(JSON.stringify(OPERATION))
  const serviceOf = (batch: number) => text(batch === 2 ? 'training' : 'events')
  const insert = (into: string, rows: readonly string[]) =>
    storage.run(`INSERT INTO ${into} VALUES (${rows.join('), (')})`)
  const three = [1, 2, 3]
  await insert(
    'operation (id, kind, at, details)',
    three.map((id) => `${id}, '${OPERATION.kind}', ${id}, ${details}`),
  )
  await insert(
    'batch (id, operation_id, name, service, created_at)',
    three.map((id) => `${id}, ${id}, 'Batch ${id}', ${serviceOf(id)}, ${id}`),
  )
  const codes = Array.from({ length: CODES }, (_, i) => {
    const [id, batch] = [i + 1, batchOf(i + 1)]
    const [name, email] = [text(dice.one(NAMES)), text(dice.one(ADDRESSES))]
    const discount = dice.chance(0.5) ? `'percent', 2500, NULL` : `'amount', 4000, 'USD'`
    const expires = dice.chance(0.1) ? '2026-01-01' : '2026-12-31'
    const [used, deleted] = [dice.chance(0.1) ? 1 : 0, dice.chance(0.1) ? '5' : 'NULL']
    return `${id}, 'CODE${id}', ${batch}, ${serviceOf(batch)}, 'everything', ${name}, ${name}, ${email},
      ${discount}, ${dice.chance(0.9) ? 1 : 'NULL'}, ${used}, ${id}, '${expires}', ${deleted}`
  })
  await insert(
    `promo_code (id, code, batch_id, service, applies_to, recipient_name, recipient_key, recipient_email,
      discount_kind, discount_value, discount_currency, usage_limit, used, created_at, expires, deleted_at)`,
    codes,
  )
}

const wordingOf = (service: Wording['service']): Wording => {
  const values = { subject: 'Ø', text: '%PromoCodes%', merchant: 'M', support: 'S', promoLink: '' }
  return { service, language: 'nb', ...values }
}

const everything = async (storage: Pick<TestStorage, 'report'>): Promise<PickedRows> => {
  const set = await storage.report.open({}, [], TIME)
  return { set, ranges: [[0, set.count]] }
}

async function pickedBy(storage: Pick<TestStorage, 'report'>, dice: Dice): Promise<PickedRows> {
  const { set } = await everything(storage)
  const from = dice.below(CODES)
  const ranges = [[from, from + 1 + dice.below(CODES - from)]] as [number, number][]
  return { set, ranges: dice.chance(0.3) ? [[0, CODES]] : ranges }
}

/** What is asked of a step: everything is drawn from the dice, so that it is the same in every engine. */
interface Step {
  readonly storage: TestStorage
  readonly tx: Transaction
  readonly dice: Dice
  readonly operationId: number
  readonly at: number
  /** Of operations before. */
  readonly earlier: number
  /** Some messages. */
  readonly ids: readonly number[]
}

const freshOf = ({ id, name, address, codes, besides }: ToSend, dice: Dice): FreshMessage => {
  const [first] = codes
  return {
    id,
    name: first?.name ?? name,
    address: first && addressKey(first.email) === addressKey(address) ? first.email : address,
    codes: [...codes.filter(({ id: code }) => code % 7 !== 0), ...besides].map((code) => code.id),
    domain: dice.one(['one.example', 'two.example']),
  }
}

async function editAndFollow({ tx, dice, operationId, at }: Step) {
  const ids = [...new Set([1, 2, 3].map(() => 1 + dice.below(CODES)))]
  const set = await tx.report.open({}, [], TIME)
  const known = new Map((await tx.codes.editable(set, ids)).map((code) => [code.id, code]))
  const edits = ids.map((id) => {
    const field = dice.chance(0.7) ? ('email' as const) : ('recipient' as const)
    const after = field === 'email' ? dice.one(ADDRESSES.filter((one) => one !== '')) : dice.one(NAMES)
    return { id, field, before: known.get(id)?.[field] ?? '', after }
  })
  const changed = new Map(
    edits.map(({ id, field, after }) => [id, field === 'email' ? { email: after } : { name: after }]),
  )
  const plan = await tx.mail.planFollow(changed)
  await tx.codes.edit(operationId, edits)
  return [plan, await tx.mail.follow(ids, at)]
}

async function sendOne({ tx, dice, at }: Step) {
  const next = await tx.mail.nextToSend(at)
  if (!next) return null
  const claimed = await tx.mail.beginAttempt(freshOf(next, dice), at)
  if (dice.chance(0.2)) return claimed
  const how = dice.one([
    { end: 'sent', state: 'sent', problem: null },
    { end: 'refused', state: 'failed', problem: 'recipient-refused' },
    { end: 'temporary', state: 'queued', problem: 'server-busy' },
    { end: 'lost', state: 'uncertain', problem: 'answer-lost' },
  ] as const)
  await tx.mail.endAttempt({ message: next.id, at, nextTry: dice.below(2) * at, answer: 'Ø\t', ...how })
  return claimed
}

async function resend({ tx, ids, operationId, at }: Step) {
  const asked = await tx.mail.resendable(ids)
  const queued = new Set<string>()
  const messages: NewMessage[] = []
  for (const { id, batch, service, codes, onTheirWay } of asked)
    for (const [key, mine] of byRecipient(codes.filter(({ email }) => email !== ''))) {
      const [first] = mine
      if (!first || onTheirWay.includes(key) || queued.has(`${batch} ${key}`)) continue
      queued.add(`${batch} ${key}`)
      const to = { name: first.name, address: first.email, key }
      const wording = await tx.mail.keepWording(wordingOf(service))
      const messageId = `again-${operationId}-${messages.length}@x.example`
      messages.push({
        ...{ operationId, batch, wording, ...to, messageId, resendOf: id, at },
        codes: mine.map((code) => code.id),
      })
    }
  await tx.mail.queueMessages(messages)
  return asked
}

const STATES: readonly FoundState[] = [...MESSAGE_STATES, 'waiting']

/** The steps; each answers what the storage did. The first are drawn more often. */
const STEPS: readonly ((step: Step) => Promise<unknown>)[] = [
  async ({ storage, tx, dice, operationId, at }) => {
    const wordings = { events: wordingOf('events'), training: wordingOf('training') }
    const order = { operationId, at, wordings, seed: `${operationId}`, domain: 'x.example', today: TODAY }
    const progress: number[] = []
    const again = dice.chance(0.4)
    const picked = await pickedBy(storage, dice)
    return [
      await tx.mail.planQueue(picked, { today: TODAY, again }),
      await tx.mail.queuePicked(picked, { ...order, again }, (done) => void progress.push(done)),
      progress,
    ]
  },
  editAndFollow,
  sendOne,
  async ({ tx, dice, operationId, at, ids }) => {
    const all = dice.chance(0.3)
    const to = dice.one(['queued', 'cancelled', 'sent', 'failed'] as const)
    const from: MessageState[] = to === 'queued' ? ['failed', 'cancelled'] : ['queued', 'uncertain', 'failed']
    const asked = all && to !== 'queued' ? {} : { ids: await parkable(tx, to, ids) }
    const changed = await tx.mail.changeStates({ operationId, from, to, problem: null, at, ...asked })
    const again = await tx.mail.changedBy(operationId, 'queued')
    const carried = await tx.mail.park(again, at)
    return [changed, await tx.mail.servicesPutBack(operationId), carried, await tx.mail.follow(carried, at)]
  },
  ({ tx, earlier, at }) =>
    tx.mail.takeBack(earlier, at).then(async (done) => [done, await tx.mail.follow(done.guests, at)]),
  ({ tx, dice, earlier, at }) => {
    const [from, to] = [dice.one(STATES), dice.one(['cancelled', 'failed', 'uncertain'] as const)]
    return tx.mail.revertStates({ operationId: earlier, from, to, problem: null, at })
  },
  resend,
  ({ tx, ids, at }) => tx.mail.bringBackTried(ids, at),
  async ({ tx, dice, ids }) => {
    const taken = new Set<number>()
    const fresh = (await tx.mail.toSend(ids)).map((one) => {
      const { codes, ...rest } = freshOf(one, dice)
      const free = codes.filter((code) => !taken.has(code))
      for (const code of free) taken.add(code)
      return { ...rest, codes: free }
    })
    await tx.mail.freshen(fresh)
  },
  ({ tx, ids, at }) => tx.mail.dropMessage(ids[0] ?? 0, at),
  ({ tx, at }) => tx.mail.recover(at),
  ({ tx }) => tx.mail.makeDue(),
]

/** Of messages to put back, those whose recipient has no other. */
async function parkable(tx: Transaction, to: MessageState, ids: readonly number[]) {
  if (to !== 'queued') return ids
  const { messages } = await tx.mail.list({ offset: 0, limit: 500 })
  const places = messages.map(({ message }) => message)
  return ids.filter((id) => {
    const mine = places.find((one) => one.id === id)
    const same = places.filter(
      (one) => one.id !== id && one.batch === mine?.batch && one.key === mine.key && one.resendOf === null,
    )
    return same.length === 0
  })
}

/** Does one thing with the outbox; answers what the storage did, or why it refused. */
export async function change(storage: TestStorage, dice: Dice, at: number): Promise<unknown> {
  const messages = await storage.mail.idsIn(MESSAGE_STATES)
  const ids = messages.filter(() => dice.chance(0.4))
  const last = await storage.operations.count()
  const earlier = 1 + dice.below(last)
  const step = STEPS[Math.min(dice.below(STEPS.length), dice.below(STEPS.length))] ?? editAndFollow
  return await storage.transaction('step', async (tx) => {
    const operationId = await tx.operations.record({ at, details: OPERATION })
    return await step({ storage, tx, dice, operationId, at, earlier, ids })
  })
}

const TABLES = {
  mail_message: 'id',
  mail_message_code: 'code_id, message_id',
  mail_attempt: 'message_id, number',
  mail_change: 'operation_id, message_id',
  mail_code_home: 'code_id',
  mail_wording: 'id',
} as const

/** Every row of the outbox. */
export async function tablesOf(storage: TestStorage): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {}
  for (const [table, order] of Object.entries(TABLES))
    tables[table] = await storage.run(`SELECT * FROM ${table} ORDER BY ${order}`)
  return tables
}

/** What every method that reads the outbox answers, and the report of its codes. */
export async function readEverything(storage: TestStorage, dice: Dice): Promise<unknown> {
  const { mail, report, codes, operations } = storage
  const ids = await mail.idsIn(MESSAGE_STATES)
  const operation = 1 + dice.below(await operations.count())
  const code = 1 + dice.below(CODES)
  const all = await everything(storage)
  const some = await pickedBy(storage, dice)
  const filtered: unknown[] = []
  const filters: Filter['message'][] = [
    ...codeMailSchema.options.map((one) => [one]),
    ['none', 'sent', 'queued'],
  ]
  for (const message of filters) filtered.push(await idsBy(storage, { message }))
  const sorted: unknown[] = []
  for (const descending of [false, true])
    sorted.push(
      await idsBy(storage, {}, [{ column: 'message', descending }]),
      await idsBy(storage, { service: 'events' }, [
        { column: 'batch', descending },
        { column: 'message', descending: !descending },
      ]),
    )
  return {
    messages: [
      await mail.counts(),
      await mail.list({ offset: 1, limit: 20 }),
      await mail.withCodes([...ids, 999]),
    ],
    found: await mail.list({ offset: 0, limit: 5, text: 'Ø', states: ['queued', 'sent'] }),
    attempts: await Promise.all(ids.map(async (id) => [await mail.attempts(id), await mail.countPutOff(id)])),
    waiting: [
      await mail.isWaiting(),
      await mail.servicesQueued(),
      await mail.nextDue(),
      await mail.countDue(500, 3),
    ],
    toSend: [await mail.nextToSend(10_000), await mail.toSend(ids)],
    changed: await Promise.all(STATES.map((state) => mail.changedBy(operation, state))),
    putBack: [await mail.servicesPutBack(operation), await mail.countIn(ids, 'queued')],
    resendable: await mail.resendable(ids),
    codes: [await mail.codesCarried(ids), await mail.codesWaitingOf(operation), await mail.allCodesWaiting()],
    sentBefore: await mail.countSentBefore(
      [...Array(CODES).keys()].map((id) => [id + 1, dice.one(ADDRESSES)]),
    ),
    plans: [
      await mail.planQueue(all, { today: TODAY, again: true }),
      await mail.planQueue(some, { today: TODAY, again: false }),
      (await codes.planChange(some, { kind: 'delete', at: 1 }, TODAY)).deletion,
    ],
    samples: await Promise.all(
      SERVICES.flatMap((service) => [
        mail.findSample('no-name', service),
        mail.findSample('longest-name', service),
        mail.findSample('no-name', service, some.set),
        mail.findSample('longest-name', service, all.set),
      ]),
    ),
    beside: await mail.codesBeside(code),
    filtered,
    sorted,
    rows: await report.rows(all, TIME),
    rowsAlone: await report.rows(some, TIME, { messages: false }),
    counted: await report.countValues({}, 'message', TIME),
    details: (await report.details(code, TIME))?.messages,
    operations: (
      await operations.search({ code: `code${code}`, language: 'nb' }, { limit: 100 })
    ).operations.map(({ id }) => id),
  }
}

type Order = Parameters<TestStorage['report']['open']>[1]
async function idsBy(
  { report }: TestStorage,
  filter: Filter,
  order: Order = [],
): Promise<(number | undefined)[]> {
  const set = await report.open(filter, order, TIME)
  return (await report.rows({ set, ranges: [[0, set.count]] }, TIME)).map((row) => row?.id)
}
