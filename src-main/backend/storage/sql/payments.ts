import { sql } from 'kysely'
import { z } from 'zod'
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
import type { ReadConnection, SqlValue, WriteConnection } from './connection.ts'
import type { PaymentStepTable, PaymentTable } from './payments-schema.ts'
import { query } from './query.ts'

const STEP_COLUMNS = [
  'payment_id',
  'number',
  'kind',
  'state',
  'code',
  'pairs',
  'at',
  'took_ms',
  'request_id',
] as const satisfies readonly (keyof PaymentStepTable)[]

type PaymentRow = PaymentTable & { readonly steps: string }

/** Payments with their steps, in one query, so that both are of one state. */
function paymentsOn({ dialect }: ReadConnection) {
  const steps = sql`payment_step WHERE payment_id = payment.id ORDER BY number`
  return query.selectFrom('payment').selectAll().select(dialect.jsonRows(STEP_COLUMNS, steps).as('steps'))
}

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
  steps: (JSON.parse(row.steps) as PaymentStepTable[]).map(toStep),
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

const LAST_ID = query.selectFrom('payment').select(({ fn }) => fn.max('id').as('id'))

async function nextPaymentId(connection: ReadConnection): Promise<number> {
  return ((await connection.get('payments.last-id', LAST_ID))?.id ?? 0) + 1
}

/** Inserts rows that all have the columns of the first. */
async function insertRows<Row extends Record<keyof Row, SqlValue>>(
  connection: WriteConnection,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const [row] = rows
  if (!row) return
  const columns = Object.keys(row) as (keyof Row & string)[]
  const values = rows.map((one) => columns.map((column): SqlValue => one[column]))
  await connection.insert(`payments.insert-${table}`, { table, columns }, values)
}

async function addRedeemed(connection: WriteConnection, added: readonly RedeemedPayment[]): Promise<void> {
  const first = await nextPaymentId(connection)
  const rows = added.map((payment, i) => ({ id: first + i, ...toRow(payment) }))
  const stepRows = added.flatMap(({ steps }, i) => steps.map((step) => toStepRow(first + i, step)))
  const uses = added.flatMap(({ codeId, mode, at, steps }, i) =>
    codeId === null ? [] : [{ payment_id: first + i, code_id: codeId, mode, at: steps.at(-1)?.at ?? at }],
  )
  await insertRows(connection, 'payment', rows)
  await insertRows(connection, 'payment_step', stepRows)
  await insertRows(connection, 'redemption', uses)
  await countUses(
    connection,
    uses.map(({ code_id }) => code_id),
  )
}

async function find(connection: ReadConnection, id: number): Promise<StoredPayment | undefined> {
  const row = await connection.get('payments.find', paymentsOn(connection).where('id', '=', id))
  return row && fromRow(row)
}

async function existing(connection: ReadConnection, id: number): Promise<StoredPayment> {
  const payment = await find(connection, id)
  if (!payment) throw new Error('a payment that is gone')
  return payment
}

export const paymentsReader = (connection: ReadConnection): PaymentsReader => ({
  ...codeUsesReader(connection),
  find: (id) => find(connection, id),
  async findByRequest(requestId) {
    const found = paymentsOn(connection).where('request_id', '=', requestId)
    const row = await connection.get('payments.find-by-request', found)
    return row && fromRow(row)
  },
  async list({ service, mode, before, limit }) {
    let page = paymentsOn(connection).orderBy('id', 'desc').limit(limit)
    if (service) page = page.where('service', '=', service)
    if (mode) page = page.where('mode', '=', mode)
    if (before !== undefined) page = page.where('id', '<', before)
    return (await connection.all('payments.list', page)).map(fromRow)
  },
  async count({ service, mode }) {
    let count = query.selectFrom('payment').select(({ fn }) => fn.countAll<number>().as('count'))
    if (service) count = count.where('service', '=', service)
    if (mode) count = count.where('mode', '=', mode)
    return (await connection.get('payments.count', count))?.count ?? 0
  },
  async newestTests(services, provider) {
    const newest = query
      .selectFrom('payment')
      .select(({ fn }) => fn.max('id').as('id'))
      .where('mode', '=', 'test')
      .where('provider', '=', provider)
      .where('service', 'in', services)
      .groupBy('revision')
    return await connection.all(
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
    return await connection.column<number>('payments.open', open)
  },
})

export const paymentsWriter = (connection: WriteConnection): PaymentsWriter => ({
  ...codeUsesWriter(connection),
  async add(payment) {
    const id = await nextPaymentId(connection)
    await connection.run('payments.insert', query.insertInto('payment').values({ id, ...toRow(payment) }))
    return { id, ...payment, steps: [] }
  },
  addRedeemed: (added) => addRedeemed(connection, added),
  async change(id, { steps = [], ...change }) {
    const row = toRow({ ...(await existing(connection, id)), ...change })
    await connection.run('payments.change', query.updateTable('payment').set(row).where('id', '=', id))
    for (const step of steps) {
      const values = toStepRow(id, step)
      await connection.run(
        'payments.write-step',
        query
          .insertInto('payment_step')
          .values(values)
          .onConflict((conflict) => conflict.columns(['payment_id', 'number']).doUpdateSet(values)),
      )
    }
    return await existing(connection, id)
  },
})
