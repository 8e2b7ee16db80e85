import { Refusal } from '#shared/contract/refusal.ts'
import type { QueuePlan } from '#shared/contract/mail.ts'
import { settingsInEffect } from '#shared/domain/commerce/services-state.ts'
import { type Template, variablesIn } from '#shared/domain/mail/template.ts'
import type { Variable } from '#shared/domain/mail/variables.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import { commerceReader } from '#backend/storage/sqlite/commerce.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { templateAt } from '../templates/templates.ts'

/** What messages of a service say, before the values of each are put in. */
export interface Wording {
  readonly service: Service
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly merchant: string
  readonly support: string
}

/** With the merchant as the service has it in its present mode; `content` replaces a template that is not saved. */
export async function wordingOf(
  connection: ReadConnection,
  { service, language }: { service: Service; language: Language },
  content?: Template,
): Promise<Wording> {
  const { subject, text } = content ?? (await templateAt(connection, { service, language }))
  const { settings } = settingsInEffect(
    (await readCommerceSnapshot({ commerce: commerceReader(connection) })).state[service],
  )
  return {
    service,
    language,
    subject,
    text,
    merchant: settings.merchantName.trim(),
    support: settings.support.trim(),
  }
}

/** Variables that the wording refers to and the site has no value for. */
export function emptyVariables(wording: Wording): Variable[] {
  const used = variablesIn(wording)
  const empty: Variable[] = []
  if (wording.merchant === '' && used.has('MerchantName')) empty.push('MerchantName')
  if (wording.support === '' && used.has('SupportInfo')) empty.push('SupportInfo')
  return empty
}

/** The same for several services, each with its own template. */
export async function missingValues(
  connection: ReadConnection,
  services: Iterable<Service>,
  language: Language,
): Promise<QueuePlan['missing']> {
  const missing: QueuePlan['missing'] = []
  for (const service of services) {
    const wording = await wordingOf(connection, { service, language })
    missing.push(...emptyVariables(wording).map((variable) => ({ service, variable })))
  }
  return missing
}

/** @throws Refusal 'mail.value-missing' */
export function refuseMissing(missing: QueuePlan['missing']): void {
  if (missing.length > 0) throw new Refusal('mail.value-missing', { missing: [...missing] })
}
