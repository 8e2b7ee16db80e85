import { z } from 'zod'
import { answerCodeSchema, answerPairSchema, type AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import type { Step } from '#shared/contract/payments.ts'
import type { Service } from '#shared/domain/services.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { PaymentStepTable, PaymentTable } from './payments-schema.ts'
import { query } from './query.ts'

export type StoredPayment = PaymentTable
export type NewPayment = Omit<PaymentTable, 'id'>

/** One step with PayPal's answer, and the number under which it was sent. */
export interface StoredStep {
  readonly number: number
  readonly kind: Step['kind']
  readonly state: Step['state']
  readonly code: Step['code']
  readonly pairs: readonly AnswerPair[]
  readonly at: number
  readonly tookMs: number | null
  readonly requestId: string | null
}

export async function insertPayment(connection: WriteConnection, payment: NewPayment): Promise<number> {
  const max = query.selectFrom('payment').select(({ fn }) => fn.max('id').as('id'))
  const id = (connection.get('payments.max-id', max)?.id ?? 0) + 1
  connection.run('payments.insert', query.insertInto('payment').values({ id, ...payment }))
  return id
}

export type PaymentChange = Partial<
  Pick<
    PaymentTable,
    | 'state'
    | 'held'
    | 'open'
    | 'token'
    | 'payable_until'
    | 'authorization_transaction'
    | 'capture_transaction'
  >
>

export async function changePayment(
  connection: WriteConnection,
  id: number,
  change: PaymentChange,
): Promise<void> {
  connection.run('payments.change', query.updateTable('payment').set(change).where('id', '=', id))
}

export async function findPayment(
  connection: ReadConnection,
  id: number,
): Promise<StoredPayment | undefined> {
  return connection.get('payments.find', query.selectFrom('payment').selectAll().where('id', '=', id))
}

export async function findByRequest(
  connection: ReadConnection,
  requestId: string,
): Promise<StoredPayment | undefined> {
  const one = query.selectFrom('payment').selectAll().where('request_id', '=', requestId)
  return connection.get('payments.find-by-request', one)
}

/** Payments with a number below `before`, the newest first. */
export async function listPayments(
  connection: ReadConnection,
  { service, before, limit }: { service?: Service | undefined; before?: number | undefined; limit: number },
): Promise<StoredPayment[]> {
  let page = query.selectFrom('payment').selectAll().orderBy('id', 'desc').limit(limit)
  if (service) page = page.where('service', '=', service)
  if (before !== undefined) page = page.where('id', '<', before)
  return connection.all('payments.list', page)
}

export async function countPayments(connection: ReadConnection, service?: Service): Promise<number> {
  let count = query.selectFrom('payment').select(({ fn }) => fn.countAll<number>().as('count'))
  if (service) count = count.where('service', '=', service)
  return connection.get('payments.count', count)?.count ?? 0
}

/** The numbers of the payments of which PayPal has to be asked, the oldest first. */
export async function openPayments(connection: ReadConnection): Promise<number[]> {
  const open = query.selectFrom('payment').select('id').where('open', '=', 1).orderBy('id')
  return connection.column<number>('payments.open', open)
}

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

export async function stepsOf(connection: ReadConnection, paymentId: number): Promise<StoredStep[]> {
  const steps = query
    .selectFrom('payment_step')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .orderBy('number')
  return connection.all('payments.steps', steps).map(toStep)
}

/** Writes a step, in the place of the one that has its number. */
export async function writeStep(
  connection: WriteConnection,
  paymentId: number,
  { number, kind, state, code, pairs, at, tookMs, requestId }: StoredStep,
): Promise<void> {
  connection.run(
    'payments.write-step',
    query.replaceInto('payment_step').values({
      payment_id: paymentId,
      number,
      kind,
      state,
      code,
      pairs: JSON.stringify(pairs),
      at,
      took_ms: tookMs,
      request_id: requestId,
    }),
  )
}
