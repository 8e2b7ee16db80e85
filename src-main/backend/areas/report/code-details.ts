import { Refusal } from '#shared/contract/refusal.ts'
import type { CodeDetails } from '#shared/contract/report.ts'
import { dayFormatter, instantOf } from '#shared/domain/dates.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import { toOperations } from '#backend/areas/history/history.ts'
import { renderListed } from '#backend/areas/mail/mail.ts'

/**
 * Everything about one code.
 * @throws Refusal 'report.unknown-code'
 */
export async function codeDetails(site: OpenSite, id: number): Promise<CodeDetails> {
  const time = await site.time()
  const found = await site.storage.report.details(id, time)
  if (!found) throw new Refusal('report.unknown-code', { id })
  const { row, batch, redemptions, orders, messages, operations } = found
  const dayOf = dayFormatter(time.timeZone)
  return {
    row,
    batch: { id: batch.id, name: batch.name, created: instantOf(batch.createdAt), codes: batch.codes },
    redemptions: redemptions.map(({ payment, at, mode, givenBackAt }) => ({
      at: instantOf(at),
      day: dayOf(at),
      payment,
      mode,
      givenBack: givenBackAt === null ? null : instantOf(givenBackAt),
    })),
    orders: orders.map(({ at, givenBackAt, ...order }) => ({
      ...order,
      at: instantOf(at),
      givenBack: givenBackAt === null ? null : instantOf(givenBackAt),
    })),
    messages: (await site.storage.mail.withCodes(messages)).map((one) => {
      const { id: messageId, stateAt, state, name, address: email, key } = one.message
      const elsewhere = key !== addressKey(row.email)
      const { subject } = renderListed(one)
      return { id: messageId, at: instantOf(stateAt), subject, state, name, email, elsewhere }
    }),
    operations: await toOperations(site.storage.operations, operations, time.timeZone),
  }
}
