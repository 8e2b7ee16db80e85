import type { QueuePlan } from '#shared/contract/mail.ts'
import type { Language } from '#shared/preferences.ts'
import type { QueueAsked } from '#backend/storage/mail-queue.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import { missingValues, servicesInTest, type WordingReaders } from './wording.ts'

/** What queueing would do. Whether the outbox sends is not known here. */
export async function planMail(
  readers: WordingReaders,
  picked: PickedRows,
  { language, ...asked }: QueueAsked & { language: Language },
): Promise<Omit<QueuePlan, 'now'>> {
  const { services, ...plan } = await readers.mail.planQueue(picked, asked)
  return {
    ...plan,
    inTest: await servicesInTest(readers, services),
    missing: await missingValues(readers, services, language),
  }
}
