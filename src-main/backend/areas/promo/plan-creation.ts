import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { CreationPlan } from '#shared/contract/promo.ts'
import { codeCount, type Creation, type CreationProblem, creationProblems } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { statusOf } from '#shared/domain/promo-code.ts'
import { countHolders, findTaken } from '#backend/storage/sqlite/codes-creation.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import type { Recipients } from './recipients-of.ts'

export interface CreationWorld {
  readonly today: IsoDate
  readonly recipientLimit: number
}

/** What the creation would do. Changes nothing. */
export async function planCreation(
  connection: ReadConnection,
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
    problems: await problemsOf(connection, creation, recipients, today),
    alreadyHave: await holdersAmong(connection, creation, list, today),
  }
}

/** Everything that keeps the creation from being made. */
export async function problemsOf(
  connection: ReadConnection,
  creation: Creation,
  recipients: Recipients,
  today: IsoDate,
): Promise<CreationProblem[]> {
  const found = [...recipients.problems, ...creationProblems(creation, recipients.list.length, today)]
  const type = creation.codeType
  if (type.kind === 'generated') return found
  const taken = await findTaken(connection, type.code)
  if (!taken) return found
  const { used, usage_limit: limit, expires, recipient_name: by } = taken
  const status = statusOf({ deleted: taken.deleted_at !== null, used, limit, expires }, today)
  return [...found, { code: 'custom-code-taken', by, status }]
}

/** So many addresses are looked up at a time; others have their turn in between. */
const ADDRESSES = 2000

async function holdersAmong(
  connection: ReadConnection,
  { service, appliesTo }: Creation,
  recipients: Recipients['list'],
  today: IsoDate,
): Promise<number> {
  let count = 0
  for (let at = 0; at < recipients.length; at += ADDRESSES) {
    const emails = recipients.slice(at, at + ADDRESSES).map(({ email }) => email)
    count += await countHolders(connection, emails, { service, appliesTo, today })
    await yieldToEventLoop()
  }
  return count
}
