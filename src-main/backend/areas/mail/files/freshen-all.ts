import { Refusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { FreshMessage, ToSend } from '#backend/storage/mail-sending.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { followMany } from '../follow/follow.ts'
import { domainOf } from '../message/message-domain.ts'
import { freshen, type Sending } from '../sending/freshen.ts'

/** So many messages are looked at by one call of the storage. */
const PAGE = 500

/**
 * Brings those of the messages that wait up to date, and answers with the messages that are to be written: not one that
 * waits without a code that works, or whose codes go with another.
 * @throws Refusal 'mail.nothing-to-do'
 */
export async function freshenAll(
  tx: Transaction,
  ids: readonly number[],
  { today, at }: { today: IsoDate; at: number },
): Promise<number[]> {
  const sending = { today, domain: domainOf((await tx.mail.settings())?.senderAddress) }
  const kept: number[] = []
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE)
    const waiting = new Set(await tx.mail.idsIn(['queued'], page))
    const ready = new Set(await freshenPage(tx, [...waiting], sending, at))
    kept.push(...page.filter((id) => !waiting.has(id) || ready.has(id)))
  }
  if (kept.length === 0) throw new Refusal('mail.nothing-to-do', {})
  return kept
}

/** Messages that moved to where their codes are are looked at once more there. */
async function freshenPage(
  tx: Transaction,
  ids: readonly number[],
  sending: Sending,
  at: number,
): Promise<number[]> {
  let messages = await tx.mail.toSend(ids)
  const moved = messages.filter((message) => freshen(message, sending) === 'moved')
  if (moved.length > 0) {
    const codes = moved.flatMap((message) => message.codes.map(({ id }) => id))
    await followMany(tx, codes, at, { isApproved: true })
    messages = await tx.mail.toSend(ids)
  }
  const ready = freshOnes(messages, sending)
  await tx.mail.freshen(ready)
  return ready.map(({ id }) => id)
}

/** A code that no message carries yet goes along with the first that can take it. */
function freshOnes(messages: readonly ToSend[], sending: Sending): FreshMessage[] {
  const taken = new Set<number>()
  return messages.flatMap((message) => {
    const besides = message.besides.filter(({ id }) => !taken.has(id))
    const fresh = freshen({ ...message, besides }, sending)
    if (typeof fresh === 'string') return []
    for (const code of fresh.codes) taken.add(code)
    return [fresh]
  })
}
