import { Refusal } from '#shared/contract/refusal.ts'
import type { CodeDetails } from '#shared/contract/report.ts'
import { dayFormatter, instantOf } from '#shared/domain/dates.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { findBatch, operationsOn, redemptionsOf } from '#backend/storage/sqlite/code-details.ts'
import { findMessage } from '#backend/storage/sqlite/mail-messages.ts'
import { messagesOfCode } from '#backend/storage/sqlite/report-mail.ts'
import { createRowReader } from '#backend/storage/sqlite/report-rows.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { toOperations } from '#backend/areas/history/history.ts'
import { renderListed } from '#backend/areas/mail/mail.ts'

/**
 * Everything about one code.
 * @throws Refusal 'report.unknown-code'
 */
export async function codeDetails(site: OpenSite, id: number): Promise<CodeDetails> {
  const { reading } = site.store
  const time = await site.time()
  const [row] = createRowReader(reading, time).rows([id])
  const batch = row && findBatch(reading, row.batch)
  if (!batch) throw new Refusal('report.unknown-code', { id })
  const dayOf = dayFormatter(time.timeZone)
  return {
    row,
    batch: { id: batch.id, name: batch.name, created: instantOf(batch.created_at), codes: batch.codes },
    redemptions: redemptionsOf(reading, id).map(({ payment_id, at, mode, given_back_at }) => ({
      at: instantOf(at),
      day: dayOf(at),
      payment: payment_id,
      mode,
      givenBack: given_back_at === null ? null : instantOf(given_back_at),
    })),
    messages: messagesOfCode(reading, id).flatMap((number) => {
      const message = findMessage(reading, number)
      if (!message) return []
      const { id: messageId, state_at, state, name, address: email, address_key } = message
      const elsewhere = address_key !== addressKey(row.email)
      const { subject } = renderListed(reading, message)
      return [{ id: messageId, at: instantOf(state_at), subject, state, name, email, elsewhere }]
    }),
    operations: await toOperations(reading, operationsOn(reading, id), time.timeZone),
  }
}
