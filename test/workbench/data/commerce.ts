import type { z } from 'zod'
import {
  type FieldDifference,
  type ModeSettings,
  modeSettingsSchema,
  type ServiceSettings,
  serviceSettingsSchema,
} from '#shared/contract/commerce.ts'
import type { PaypalState, paypalStateSchema } from '#shared/contract/paypal.ts'
import {
  type Content,
  EMPTY_ACCOUNT,
  EMPTY_CONTENT,
  type Settings,
} from '#shared/domain/commerce/settings.ts'

/** What is sold in Webex Events, paid with Payflow Pro. */
export const SETTINGS: Settings = {
  provider: 'payflow-pro',
  options: {
    'payflow-pro': {
      accountType: 'payflow-pro',
      cards: ['visa', 'mastercard', 'amex'],
      express: true,
      currency: 'USD',
    },
  },
  merchantName: 'Vestlia Kurs AS',
  support: 'kurs@vestlia.example',
  header: 'Velkommen til Vestlia Kurs.\n\nKvitteringen kommer på e-post.',
  footer: 'Kurset kan avbestilles inntil 14 dager før det begynner.',
}
export const EXPRESS_SETTINGS: Settings = {
  ...SETTINGS,
  provider: 'express-checkout-us',
  options: {
    ...SETTINGS.options,
    'express-checkout-us': { accountType: null, cards: [], express: false, currency: 'NOK' },
  },
}
export const REST_SETTINGS: Settings = { ...SETTINGS, provider: 'paypal-checkout-rest' }
export const LONG_SETTINGS: Settings = {
  ...SETTINGS,
  merchantName:
    'Nordnorsk senter for etterutdanning av helsepersonell i distriktene, avdeling Øst-Finnmark AS',
  header: `${'Vi tilbyr kurs for leger, sykepleiere og helsefagarbeidere i hele landsdelen. '.repeat(12)}\n\n${SETTINGS.header}`,
}

export const CONTENT: Content = {
  settings: SETTINGS,
  accounts: {
    'payflow-pro': { ...EMPTY_ACCOUNT, partnerId: 'PayPal', vendor: 'vestliakurs', userId: 'api.vestlia' },
    'express-checkout-us': { ...EMPTY_ACCOUNT, paypalEmail: 'regnskap@vestlia.example' },
    'paypal-checkout-rest': { ...EMPTY_ACCOUNT, clientId: 'AYxExampleClientId0123456789' },
  },
}

type ModeWritten = z.input<typeof modeSettingsSchema>

/** Settings of a mode as they are saved, complete. */
export const modeSettings = (rest: Partial<ModeWritten> = {}): ModeSettings =>
  modeSettingsSchema.parse({
    revision: 7,
    at: '2026-03-10T09:41:00.000Z',
    content: CONTENT,
    passwords: [
      { provider: 'payflow-pro', set: true, setAt: '2026-03-02T10:00:00.000Z', verifiedAt: null },
      { provider: 'paypal-checkout-rest', set: false, setAt: null, verifiedAt: null },
    ],
    grants: [],
    missing: [],
    ...rest,
  } satisfies ModeWritten)

/** Webex Events in Test, not published yet. */
export const serviceSettings = (rest: Partial<z.input<typeof serviceSettingsSchema>> = {}): ServiceSettings =>
  serviceSettingsSchema.parse({
    service: 'events',
    enabled: true,
    linked: false,
    mode: 'test',
    test: modeSettings(),
    production: null,
    ...rest,
  })
/** A service that nobody has set up. */
export const UNSET_SERVICE: ServiceSettings = serviceSettings({
  service: 'training',
  enabled: false,
  test: modeSettings({
    revision: 0,
    at: null,
    content: EMPTY_CONTENT,
    passwords: [],
    missing: ['provider', 'merchantName', 'support'],
  }),
})

const NO_API_ACCOUNT = { userName: '', applicationId: '', set: false }
export const API_ACCOUNT = {
  userName: 'kurs_api1.vestlia.example',
  applicationId: 'APP-80W284485P519543T',
  set: true,
}

/** PayPal as it is known before anything was checked there; Test talks to the simulator. */
export const paypalState = (rest: Partial<z.input<typeof paypalStateSchema>> = {}): PaypalState =>
  ({
    testTarget: 'simulator',
    apiAccounts: { test: NO_API_ACCOUNT, production: NO_API_ACCOUNT },
    checks: [],
    ...rest,
  }) as PaypalState

/** What a review shows. */
export const DIFFERENCES: readonly FieldDifference[] = [
  { key: 'settings.provider', before: 'express-checkout-us', after: 'payflow-pro' },
  { key: 'options.payflow-pro.cards', before: ['visa'], after: ['visa', 'mastercard', 'amex'] },
  { key: 'settings.merchantName', before: 'Vestlia Kurs', after: LONG_SETTINGS.merchantName },
  { key: 'settings.footer', before: 'Ingen avbestilling.', after: SETTINGS.footer },
  { key: 'password.payflow-pro', before: null, after: null },
]
