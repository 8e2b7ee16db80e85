import type { Missing } from '../domain/commerce/completeness.ts'
import { placeOf } from '../domain/commerce/fields.ts'
import { passwordField, providerIdSchema, type ProviderId } from '../domain/commerce/providers.ts'
import type { Mode, Service } from '../domain/services.ts'
import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

type Field = Missing | 'clientSecret' | 'currency' | 'express' | 'header' | 'footer'

/** The names of fields, providers and modes, for sentences about them. */
export interface CommerceWords {
  readonly fields: Readonly<Record<Field, string>>
  readonly providers: Readonly<Record<ProviderId, string>>
  readonly modes: Readonly<Record<Mode, string>>
}

export const modeName = (mode: Mode, language: Language): string => WORDING[language].commerce.modes[mode]
export const providerName = (id: ProviderId, language: Language): string =>
  WORDING[language].commerce.providers[id]
/** A field that is missing, by the name that its provider has for it. */
export const missingName = (field: Missing, provider: ProviderId | null, language: Language): string =>
  WORDING[language].commerce.fields[field === 'password' ? passwordField(provider) : field]

/** The provider of a key such as `password.payflow-pro`; null where it names none. */
const providerInKey = (key: string): ProviderId | null =>
  providerIdSchema.safeParse(key.slice(key.indexOf('.') + 1)).data ?? null

/** The label of the field that `key` names, `Bunntekst`; with the provider where it belongs to one. */
export function fieldName(key: string, language: Language): string {
  const place = placeOf(key)
  const { fields } = WORDING[language].commerce
  if (!place) return fields[passwordField(providerInKey(key))]
  const label = fields[place.field]
  return place.part === 'settings' ? label : `${label} (${providerName(place.provider, language)})`
}

const SERVICE_NAMES: Record<Service, string> = { events: 'Webex Events', training: 'Webex Training' }
/** A product's name, the same in every language. */
export const serviceName = (service: Service): string => SERVICE_NAMES[service]

/** `Partner-ID, Passord`, each once. */
export const listed = (names: readonly string[]): string => [...new Set(names)].join(', ')
