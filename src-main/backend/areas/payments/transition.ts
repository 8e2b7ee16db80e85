import type { OperationDetails } from '#shared/contract/operations.ts'
import type { PaymentState, Step } from '#shared/contract/payments.ts'
import type { AnswerCode, AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import { giveBack, redeem } from '#backend/storage/sqlite/code-uses.ts'
import { nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import {
  changePayment,
  findPayment,
  type PaymentChange,
  type StoredPayment,
  type StoredStep,
  stepsOf,
  writeStep,
} from '#backend/storage/sqlite/payment-functions.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'

export interface StepEnd {
  readonly state: Exclude<Step['state'], 'running'>
  readonly code?: AnswerCode | null
  readonly pairs?: readonly AnswerPair[]
}

export type PaymentOperationKind = 'pay-test' | 'reverse-payment' | 'resolve-payment'

/** One step of a payment's story, written in one transaction: what ended, what begins, and what follows from it. */
export interface PaymentTransition {
  /** How the last step ended. */
  readonly ended?: StepEnd
  /** What begins now. The number of the call is stored before anything is sent. */
  readonly begins?: { readonly kind: Step['kind']; readonly requestId: string | null }
  /** What begins takes the place of the last step, which never came about. */
  readonly instead?: boolean
  readonly change?: PaymentChange
  /** The use of the code: becomes a redemption, is not held any more, or is given back. */
  readonly use?: 'redeem' | 'release' | 'give-back'
  /** What is recorded in the history, with the state that the payment has then. */
  readonly records?: PaymentOperationKind | undefined
}

export interface TransitionResult {
  readonly payment: StoredPayment
  readonly operation: { readonly operationId: number; readonly kind: PaymentOperationKind } | null
}

/** Writes one transition: everything in it, or nothing. */
export async function recordTransition(
  tx: Transaction,
  payment: StoredPayment,
  turn: PaymentTransition,
  at: number,
): Promise<TransitionResult> {
  const steps = createSteps(tx, payment.id, await stepsOf(tx, payment.id), at)
  if (turn.ended) await steps.end(turn.ended)
  if (turn.change) await changePayment(tx, payment.id, turn.change)
  if (turn.use === 'redeem') await redeemUse(tx, payment, steps, at)
  if (turn.use === 'give-back' && (await giveBack(tx, payment.id, at))) await steps.done('give-back')
  if (turn.use) await changePayment(tx, payment.id, { held: 0 })
  if (turn.begins) await steps.begin(turn.begins.kind, turn.begins.requestId, turn.instead ?? false)
  const after = await findPayment(tx, payment.id)
  if (!after) throw new Error('a payment that is gone')
  return { payment: after, operation: turn.records ? await record(tx, after, turn.records, at) : null }
}

async function redeemUse(
  tx: Transaction,
  { id: paymentId, code_id: codeId, mode, held }: StoredPayment,
  steps: Steps,
  at: number,
): Promise<void> {
  if (codeId === null) return
  const counts = await redeem(tx, { paymentId, codeId, mode, at }, held === 1)
  await steps.done('redeem')
  if (!counts) await steps.done('give-back')
}

interface Steps {
  end(end: StepEnd): Promise<void>
  begin(kind: Step['kind'], requestId: string | null, instead: boolean): Promise<void>
  /** A step of ours, which takes no time. */
  done(kind: Step['kind']): Promise<void>
}

function createSteps(tx: Transaction, paymentId: number, steps: StoredStep[], at: number): Steps {
  const write = async (step: StoredStep) => {
    await writeStep(tx, paymentId, step)
    const index = steps.findIndex(({ number }) => number === step.number)
    if (index === -1) steps.push(step)
    else steps[index] = step
  }
  const next = () => (steps.at(-1)?.number ?? 0) + 1
  const fresh = { code: null, pairs: [], at }
  return {
    async end({ state, code = null, pairs = [] }) {
      const last = steps.at(-1)
      if (!last) throw new Error('no step to end')
      await write({ ...last, state, code, pairs, tookMs: Math.max(0, at - last.at) })
    },
    async begin(kind, requestId, instead) {
      const number = instead ? Math.max(1, next() - 1) : next()
      await write({ ...fresh, number, kind, state: 'running', tookMs: null, requestId })
    },
    done: (kind) => write({ ...fresh, number: next(), kind, state: 'done', tookMs: 0, requestId: null }),
  }
}

async function record(
  tx: Transaction,
  { id, service, state, pay, currency, code }: StoredPayment,
  kind: PaymentOperationKind,
  at: number,
): Promise<{ operationId: number; kind: PaymentOperationKind }> {
  const operationId = await nextOperationId(tx)
  const details: OperationDetails = { kind, service, payment: id, state, pay, currency, code }
  await recordOperation(tx, { id: operationId, at, details })
  return { operationId, kind }
}

/** States in which nothing more happens by itself. */
export const isOver = (state: PaymentState): boolean =>
  !['started', 'waiting-for-buyer', 'authorized', 'unknown'].includes(state)
