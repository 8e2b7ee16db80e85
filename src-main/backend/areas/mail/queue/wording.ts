import { Refusal } from '#shared/contract/refusal.ts'
import type { QueuePlan } from '#shared/contract/mail.ts'
import { settingsInEffect } from '#shared/domain/commerce/services-state.ts'
import { type Template, variablesIn } from '#shared/domain/mail/template.ts'
import { LINK_VARIABLES, type Variable } from '#shared/domain/mail/variables.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import type { Wording } from '#backend/storage/mail-queue.ts'
import { readSiteSettings } from '#backend/storage/site-settings.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { templateAt } from '../templates/templates.ts'

/** What the words of messages are read from. */
export type WordingReaders = Pick<Readers, 'commerce' | 'mail' | 'settings'>

/** With the merchant as the service has it in its present mode, and the site's link; `content` replaces a template that is not saved. */
export async function wordingOf(
  readers: WordingReaders,
  { service, language }: { service: Service; language: Language },
  content?: Template,
): Promise<Wording> {
  const { subject, text } = content ?? (await templateAt(readers, { service, language }))
  const { settings } = settingsInEffect((await readCommerceSnapshot(readers)).state[service])
  return {
    service,
    language,
    subject,
    text,
    merchant: settings.merchantName.trim(),
    support: settings.support.trim(),
    promoLink: (await readSiteSettings(readers.settings))?.promoLink ?? '',
  }
}

const CAN_BE_EMPTY = [
  { variable: 'MerchantName', value: 'merchant' },
  { variable: 'SupportInfo', value: 'support' },
  ...LINK_VARIABLES.map((variable) => ({ variable, value: 'promoLink' as const })),
] as const satisfies readonly { readonly variable: Variable; readonly value: keyof Wording }[]

/** Variables that the wording refers to and the site has no value for. */
export function emptyVariables(wording: Wording): Variable[] {
  const used = variablesIn(wording)
  return CAN_BE_EMPTY.filter(({ variable, value }) => used.has(variable) && wording[value] === '').map(
    ({ variable }) => variable,
  )
}

/** The same for several services, each with its own template. */
export async function missingValues(
  readers: WordingReaders,
  services: Iterable<Service>,
  language: Language,
): Promise<QueuePlan['missing']> {
  const missing: QueuePlan['missing'] = []
  for (const service of services) {
    const wording = await wordingOf(readers, { service, language })
    missing.push(...emptyVariables(wording).map((variable) => ({ service, variable })))
  }
  return missing
}

/** @throws Refusal 'mail.value-missing' */
export function refuseMissing(missing: QueuePlan['missing']): void {
  if (missing.length > 0) throw new Refusal('mail.value-missing', { missing: [...missing] })
}

/** Those of the services that are in Test. */
export async function servicesInTest(
  { commerce }: Pick<Readers, 'commerce'>,
  services: Iterable<Service>,
): Promise<Service[]> {
  const stored = await commerce.services()
  return [...services].filter((service) => stored[service].mode === 'test')
}
