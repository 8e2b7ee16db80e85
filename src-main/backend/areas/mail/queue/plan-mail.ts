import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { QueuePlan } from '#shared/contract/mail.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { servicesInTest } from '#backend/storage/sqlite/commerce-services.ts'
import { gather } from './gather.ts'
import { missingValues } from './wording.ts'

/** What queueing would do: the same search, without a message made of what it finds. Whether the outbox sends is not known here. */
export async function planMail(
  connection: ReadConnection,
  { ids, language, today, again }: { ids: Uint32Array; language: Language; today: IsoDate; again: boolean },
): Promise<Omit<QueuePlan, 'now'>> {
  const { services, ...plan } = await gather(connection, {
    ids,
    today,
    again,
    onMessage: () => undefined,
    pause: () => yieldToEventLoop(),
    onProgress: () => undefined,
  })
  return {
    ...plan,
    inTest: await servicesInTest(connection, services),
    missing: await missingValues(connection, services, language),
  }
}
