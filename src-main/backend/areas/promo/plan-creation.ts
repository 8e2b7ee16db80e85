import type { CreationPlan } from '#shared/contract/promo.ts'
import { likePattern } from '#shared/domain/code-pattern.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import {
  codeCount,
  type Creation,
  type CreationProblem,
  creationProblems,
  creationWarnings,
} from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { LARGEST_CODE_ID, smallestLength, statusOf } from '#shared/domain/promo-code.ts'
import type { CodesReader } from '#backend/storage/codes.ts'
import { withoutTaken } from './taken-codes.ts'
import type { Recipients } from './recipients-of.ts'

export interface CreationWorld {
  readonly today: IsoDate
  readonly recipientLimit: number
  /** The currency of the service; null while it sells in none. */
  readonly sells: PaymentCurrency | null
}

/** What the creation would do. Changes nothing. */
export async function planCreation(
  stored: CodesReader,
  creation: Creation,
  given: Recipients,
  { today, recipientLimit, sells }: CreationWorld,
): Promise<CreationPlan> {
  const recipients = await withoutTaken(stored, creation, given, today)
  const { list, leftOut, isNobody, conflicts } = recipients
  const named = isNobody ? [] : list
  return {
    recipients: named.length,
    codes: codeCount(creation, list.length),
    batches: isNobody ? 1 : Math.ceil(list.length / recipientLimit),
    leftOut,
    problems: await problemsOf(stored, creation, recipients, today),
    conflicts,
    warnings: creationWarnings(creation, sells),
    alreadyHave: await holdersAmong(stored, creation, named, today),
  }
}

/** Everything that keeps the creation from being made. */
export async function problemsOf(
  stored: CodesReader,
  creation: Creation,
  recipients: Recipients,
  today: IsoDate,
): Promise<CreationProblem[]> {
  const count = recipients.list.length
  const issued = await issuedAlready(stored, creation, codeCount(creation, count))
  const found = [...recipients.problems, ...creationProblems(creation, count, today, issued)]
  const type = creation.codeType
  if (type.kind !== 'custom') return found
  const taken = await stored.findTaken(type.code)
  if (!taken) return found
  return [...found, { code: 'custom-code-taken', by: taken.recipient, status: statusOf(taken, today) }]
}

/**
 * How many codes of the same pattern there are already, which make it as much easier to find one by guessing. Counted only
 * where the space is so small that it can matter.
 */
async function issuedAlready(stored: CodesReader, { codeType }: Creation, asked: number): Promise<number> {
  if (codeType.kind !== 'generated') return 0
  const isLarge = codeType.length >= smallestLength(asked + LARGEST_CODE_ID)
  return isLarge ? 0 : await stored.countLike(likePattern(codeType))
}

/** So many addresses are looked up at a time; others have their turn in between. */
const ADDRESSES = 2000

async function holdersAmong(
  stored: CodesReader,
  { service, appliesTo }: Creation,
  recipients: Recipients['list'],
  today: IsoDate,
): Promise<number> {
  let count = 0
  for (let at = 0; at < recipients.length; at += ADDRESSES) {
    const emails = recipients.slice(at, at + ADDRESSES).map(({ email }) => email)
    count += await stored.countHolders(emails, { service, appliesTo, today })
  }
  return count
}
