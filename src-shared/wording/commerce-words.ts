import type { Missing } from '../domain/commerce/completeness.ts'
import { placeOf } from '../domain/commerce/fields.ts'
import { passwordField, providerIdSchema, type ProviderId } from '../domain/commerce/providers.ts'
import type { Mode, Service } from '../domain/services.ts'
import type { Language } from '../preferences.ts'

type Field = Missing | 'clientSecret' | 'currency' | 'express' | 'header' | 'footer'

/** The labels of the form, Norwegian word for word from the source document, for sentences about a field. */
const FIELDS: Record<Language, Record<Field, string>> = {
  nb: {
    provider: 'Leverandør',
    accountType: 'PayPal-kontotype',
    cards: 'Kredittkort og debetkort',
    currency: 'Valutasymbol',
    express: 'Ekspresskasse',
    merchantName: 'Selgernavn',
    support: 'Kundestøtteinfo',
    header: 'Overskrift',
    footer: 'Bunntekst',
    partnerId: 'Partner-ID',
    vendor: 'Forhandlers påloggings-ID/leverandør',
    userId: 'Bruker-ID',
    clientId: 'Klient-ID',
    clientSecret: 'Klienthemmelighet',
    password: 'Passord',
    paypalEmail: 'PayPal-e-postadresse for pålogging',
    grant: 'API-tillatelse',
  },
  en: {
    provider: 'Provider',
    accountType: 'PayPal account type',
    cards: 'Credit cards and debit cards',
    currency: 'Currency symbol',
    express: 'Express Checkout',
    merchantName: 'Merchant name',
    support: 'Customer support info',
    header: 'Header',
    footer: 'Footer',
    partnerId: 'Partner ID',
    vendor: 'Merchant login ID/vendor',
    userId: 'User ID',
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    password: 'Password',
    paypalEmail: 'PayPal login e-mail address',
    grant: 'API permission',
  },
}

const PROVIDERS: Record<Language, Record<ProviderId, string>> = {
  nb: {
    'payflow-pro': 'PayPal Payflow Pro',
    'express-checkout-ca': 'PayPal-ekspresskasse (Canada)',
    'express-checkout-us': 'PayPal-ekspresskasse (USA)',
    'website-payments-pro-uk': 'PayPal Website Payments Pro (Storbritannia)',
    'paypal-checkout-rest': 'PayPal Checkout (REST)',
  },
  en: {
    'payflow-pro': 'PayPal Payflow Pro',
    'express-checkout-ca': 'PayPal Express Checkout (Canada)',
    'express-checkout-us': 'PayPal Express Checkout (USA)',
    'website-payments-pro-uk': 'PayPal Website Payments Pro (UK)',
    'paypal-checkout-rest': 'PayPal Checkout (REST)',
  },
}

const MODES: Record<Language, Record<Mode, string>> = {
  nb: { test: 'Test', production: 'Produksjon' },
  en: { test: 'Test', production: 'Production' },
}

export const modeName = (mode: Mode, language: Language): string => MODES[language][mode]
export const providerName = (id: ProviderId, language: Language): string => PROVIDERS[language][id]
/** A field that is missing, by the name that its provider has for it. */
export const missingName = (field: Missing, provider: ProviderId | null, language: Language): string =>
  FIELDS[language][field === 'password' ? passwordField(provider) : field]

/** The provider of a key such as `password.payflow-pro`; null where it names none. */
const providerInKey = (key: string): ProviderId | null =>
  providerIdSchema.safeParse(key.slice(key.indexOf('.') + 1)).data ?? null

/** The label of the field that `key` names, `Bunntekst`; with the provider where it belongs to one. */
export function fieldName(key: string, language: Language): string {
  const place = placeOf(key)
  if (!place) return FIELDS[language][passwordField(providerInKey(key))]
  const label = FIELDS[language][place.field]
  return place.part === 'settings' ? label : `${label} (${providerName(place.provider, language)})`
}

const SERVICE_NAMES: Record<Service, string> = { events: 'Webex Events', training: 'Webex Training' }
/** A product's name, the same in every language. */
export const serviceName = (service: Service): string => SERVICE_NAMES[service]

/** `Partner-ID, Passord`, each once. */
export const listed = (names: readonly string[]): string => [...new Set(names)].join(', ')
