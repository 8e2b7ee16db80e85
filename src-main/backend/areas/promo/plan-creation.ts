import type { CreationPlan } from '#shared/contract/promo.ts'
import { codeCount, type Creation, type CreationProblem, creationProblems } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { statusOf } from '#shared/domain/promo-code.ts'
import type { CodesReader } from '#backend/storage/codes.ts'
import type { Recipients } from './recipients-of.ts'

export interface CreationWorld {
  readonly today: IsoDate
  readonly recipientLimit: number
}

/** What the creation would do. Changes nothing. */
export async function planCreation(
  stored: CodesReader,
  creation: Creation,
  recipients: Recipients,
  { today, recipientLimit }: CreationWorld,
): Promise<CreationPlan> {
  const { list, leftOut } = recipients
  return {
    recipients: list.length,
    codes: codeCount(creation, list.length),
    batches: Math.ceil(list.length / recipientLimit),
    leftOut,
    problems: await problemsOf(stored, creation, recipients, today),
    alreadyHave: await holdersAmong(stored, creation, list, today),
  }
}

/** Everything that keeps the creation from being made. */
export async function problemsOf(
  stored: CodesReader,
  creation: Creation,
  recipients: Recipients,
  today: IsoDate,
): Promise<CreationProblem[]> {
  const found = [...recipients.problems, ...creationProblems(creation, recipients.list.length, today)]
  const type = creation.codeType
  if (type.kind === 'generated') return found
  const taken = await stored.findTaken(type.code)
  if (!taken) return found
  return [...found, { code: 'custom-code-taken', by: taken.recipient, status: statusOf(taken, today) }]
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
