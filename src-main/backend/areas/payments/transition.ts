import type { OperationDetails } from '#shared/contract/operations.ts'
import type { PaymentState, Step } from '#shared/contract/payments.ts'
import type { AnswerCode, AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import type { PaymentChange, StoredPayment, StoredStep } from '#backend/storage/payments.ts'
import type { Transaction } from '#backend/storage/storage.ts'

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
  readonly change?: Omit<PaymentChange, 'steps'>
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
  { ended, begins, instead = false, change, use, records }: PaymentTransition,
  at: number,
): Promise<TransitionResult> {
  const steps = createSteps(payment.steps, at)
  if (ended) steps.end(ended)
  if (use === 'redeem') for (const kind of await redeemUse(tx, payment, at)) steps.done(kind)
  if (use === 'give-back' && (await tx.payments.giveBack(payment.id, at))) steps.done('give-back')
  if (begins) steps.begin(begins.kind, begins.requestId, instead)
  const after = await tx.payments.change(payment.id, {
    ...change,
    ...(use && { held: false }),
    steps: steps.written(),
  })
  return { payment: after, operation: records ? await record(tx, after, records, at) : null }
}

/** Answers with the steps that it takes. */
async function redeemUse(
  tx: Transaction,
  { id: paymentId, codeId, mode, held: isHeld }: StoredPayment,
  at: number,
): Promise<Step['kind'][]> {
  if (codeId === null) return []
  const counts = await tx.payments.redeem({ paymentId, codeId, mode, at, isHeld })
  return counts ? ['redeem'] : ['redeem', 'give-back']
}

interface Steps {
  end(end: StepEnd): void
  begin(kind: Step['kind'], requestId: string | null, instead: boolean): void
  /** A step of ours, which takes no time. */
  done(kind: Step['kind']): void
  /** Those that are new or changed. */
  written(): StoredStep[]
}

function createSteps(before: readonly StoredStep[], at: number): Steps {
  const steps = new Map(before.map((step) => [step.number, step]))
  const last = () => [...steps.values()].at(-1)
  const write = (step: StoredStep): void => void steps.set(step.number, step)
  const next = () => (last()?.number ?? 0) + 1
  const fresh = { code: null, pairs: [], at }
  return {
    end({ state, code = null, pairs = [] }) {
      const ended = last()
      if (!ended) throw new Error('no step to end')
      write({ ...ended, state, code, pairs, tookMs: Math.max(0, at - ended.at) })
    },
    begin(kind, requestId, instead) {
      const number = instead ? Math.max(1, next() - 1) : next()
      write({ ...fresh, number, kind, state: 'running', tookMs: null, requestId })
    },
    done: (kind) => write({ ...fresh, number: next(), kind, state: 'done', tookMs: 0, requestId: null }),
    written: () => [...steps.values()].filter((step) => !before.includes(step)),
  }
}

async function record(
  tx: Transaction,
  { id, service, state, pay, currency, code }: StoredPayment,
  kind: PaymentOperationKind,
  at: number,
): Promise<{ operationId: number; kind: PaymentOperationKind }> {
  const details: OperationDetails = { kind, service, payment: id, state, pay, currency, code }
  return { operationId: await tx.operations.record({ at, details }), kind }
}

/** States in which nothing more happens by itself. */
export const isOver = (state: PaymentState): boolean =>
  !['started', 'waiting-for-buyer', 'authorized', 'pending', 'under-review', 'unknown'].includes(state)
