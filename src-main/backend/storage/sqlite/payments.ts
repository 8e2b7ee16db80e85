import { z } from 'zod'
import type { InferResult } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/sqlite'
import { answerCodeSchema, answerPairSchema } from '#shared/domain/payments/answer-codes.ts'
import type {
  NewPayment,
  PaymentsReader,
  PaymentsWriter,
  RedeemedPayment,
  StoredPayment,
  StoredStep,
} from '../payments.ts'
import { codeUsesReader, codeUsesWriter, countUses } from './code-uses.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { PaymentStepTable, PaymentTable } from '../sql/payments-schema.ts'
import { query } from '../sql/query.ts'

const STEP_COLUMNS = [
  'payment_id',
  'number',
  'kind',
  'payment_step.state',
  'payment_step.code',
  'pairs',
  'payment_step.at',
  'took_ms',
  'payment_step.request_id',
] as const

/** Payments with their steps, in one query, so that both are of one state. */
const payments = query
  .selectFrom('payment')
  .selectAll()
  .select((payment) => {
    const steps = payment.selectFrom('payment_step').select(STEP_COLUMNS).whereRef('payment_id', '=', 'id')
    return jsonArrayFrom(steps.orderBy('number')).as('steps')
  })

type PaymentRow = InferResult<typeof payments>[number]

const fromRow = (row: PaymentRow): StoredPayment => ({
  id: row.id,
  requestId: row.request_id,
  reference: row.reference,
  at: row.at,
  service: row.service,
  mode: row.mode,
  revision: row.revision,
  provider: row.provider,
  destination: row.destination,
  paidWith: row.paid_with,
  cardBrand: row.card_brand,
  cardLastFour: row.card_last_four,
  item: row.item,
  description: row.description,
  full: row.full,
  off: row.off,
  pay: row.pay,
  currency: row.currency,
  codeId: row.code_id,
  code: row.code,
  state: row.state,
  held: row.held === 1,
  open: row.open === 1,
  token: row.token,
  payableUntil: row.payable_until,
  authorizationTransaction: row.authorization_transaction,
  captureTransaction: row.capture_transaction,
  pendingReason: row.pending_reason,
  // SQLite gives them as text.
  steps: (JSON.parse(String(row.steps)) as PaymentStepTable[]).map(toStep),
})

const toRow = (payment: NewPayment): Omit<PaymentTable, 'id'> => ({
  request_id: payment.requestId,
  reference: payment.reference,
  at: payment.at,
  service: payment.service,
  mode: payment.mode,
  revision: payment.revision,
  provider: payment.provider,
  destination: payment.destination,
  paid_with: payment.paidWith,
  card_brand: payment.cardBrand,
  card_last_four: payment.cardLastFour,
  item: payment.item,
  description: payment.description,
  full: payment.full,
  off: payment.off,
  pay: payment.pay,
  currency: payment.currency,
  code_id: payment.codeId,
  code: payment.code,
  state: payment.state,
  held: payment.held ? 1 : 0,
  open: payment.open ? 1 : 0,
  token: payment.token,
  payable_until: payment.payableUntil,
  authorization_transaction: payment.authorizationTransaction,
  capture_transaction: payment.captureTransaction,
  pending_reason: payment.pendingReason,
})

const pairsSchema = z.array(answerPairSchema)

const toStep = (row: PaymentStepTable): StoredStep => ({
  number: row.number,
  kind: row.kind,
  state: row.state,
  code: row.code === null ? null : answerCodeSchema.parse(row.code),
  pairs: pairsSchema.parse(JSON.parse(row.pairs)),
  at: row.at,
  tookMs: row.took_ms,
  requestId: row.request_id,
})

const toStepRow = (paymentId: number, step: StoredStep): PaymentStepTable => ({
  payment_id: paymentId,
  number: step.number,
  kind: step.kind,
  state: step.state,
  code: step.code,
  pairs: JSON.stringify(step.pairs),
  at: step.at,
  took_ms: step.tookMs,
  request_id: step.requestId,
})

function nextPaymentId(connection: ReadConnection): number {
  const max = query.selectFrom('payment').select(({ fn }) => fn.max('id').as('id'))
  return (connection.get('payments.max-id', max)?.id ?? 0) + 1
}

/** Rows that one statement inserts. */
const INSERTED_AT_ONCE = 100

function* slices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE)
    yield rows.slice(from, from + INSERTED_AT_ONCE)
}

function addRedeemed(connection: WriteConnection, added: readonly RedeemedPayment[]): void {
  const first = nextPaymentId(connection)
  for (const rows of slices(added.map((payment, i) => ({ id: first + i, ...toRow(payment) }))))
    connection.run('payments.insert-many', query.insertInto('payment').values(rows))
  for (const rows of slices(added.flatMap(({ steps }, i) => steps.map((step) => toStepRow(first + i, step)))))
    connection.run('payments.insert-steps', query.insertInto('payment_step').values(rows))
  const uses = added.flatMap(({ codeId, mode, at, steps }, i) =>
    codeId === null ? [] : [{ payment_id: first + i, code_id: codeId, mode, at: steps.at(-1)?.at ?? at }],
  )
  for (const rows of slices(uses.map((use) => ({ ...use, given_back_at: null }))))
    connection.run('uses.redeem-many', query.insertInto('redemption').values(rows))
  countUses(
    connection,
    uses.map(({ code_id }) => code_id),
  )
}

function find(connection: ReadConnection, id: number): StoredPayment | undefined {
  const row = connection.get('payments.find', payments.where('id', '=', id))
  return row && fromRow(row)
}

function existing(connection: ReadConnection, id: number): StoredPayment {
  const payment = find(connection, id)
  if (!payment) throw new Error('a payment that is gone')
  return payment
}

export const paymentsReader = (connection: ReadConnection): PaymentsReader => ({
  ...codeUsesReader(connection),
  async find(id) {
    return find(connection, id)
  },
  async findByRequest(requestId) {
    const row = connection.get('payments.find-by-request', payments.where('request_id', '=', requestId))
    return row && fromRow(row)
  },
  async list({ service, mode, before, limit }) {
    let page = payments.orderBy('id', 'desc').limit(limit)
    if (service) page = page.where('service', '=', service)
    if (mode) page = page.where('mode', '=', mode)
    if (before !== undefined) page = page.where('id', '<', before)
    return connection.all('payments.list', page).map(fromRow)
  },
  async count({ service, mode }) {
    let count = query.selectFrom('payment').select(({ fn }) => fn.countAll<number>().as('count'))
    if (service) count = count.where('service', '=', service)
    if (mode) count = count.where('mode', '=', mode)
    return connection.get('payments.count', count)?.count ?? 0
  },
  async newestTests(services, provider) {
    const newest = query
      .selectFrom('payment')
      .select(({ fn }) => fn.max('id').as('id'))
      .where('mode', '=', 'test')
      .where('provider', '=', provider)
      .where('service', 'in', services)
      .groupBy('revision')
    return connection.all(
      'payments.newest-tests',
      query
        .selectFrom('payment')
        .select(['id', 'at', 'service', 'revision', 'provider', 'destination', 'state'])
        .where('id', 'in', newest)
        .orderBy('id', 'desc'),
    )
  },
  async open() {
    const open = query.selectFrom('payment').select('id').where('open', '=', 1).orderBy('id')
    return connection.column<number>('payments.open', open)
  },
})

export const paymentsWriter = (connection: WriteConnection): PaymentsWriter => ({
  ...codeUsesWriter(connection),
  async add(payment) {
    const id = nextPaymentId(connection)
    connection.run('payments.insert', query.insertInto('payment').values({ id, ...toRow(payment) }))
    return { id, ...payment, steps: [] }
  },
  async addRedeemed(added) {
    addRedeemed(connection, added)
  },
  async change(id, { steps = [], ...change }) {
    const row = toRow({ ...existing(connection, id), ...change })
    connection.run('payments.change', query.updateTable('payment').set(row).where('id', '=', id))
    for (const step of steps)
      connection.run('payments.write-step', query.replaceInto('payment_step').values(toStepRow(id, step)))
    return existing(connection, id)
  },
})
