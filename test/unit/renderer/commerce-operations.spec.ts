import { describe, expect, it } from 'vitest'
import type { OperationDetails } from '#shared/contract/operations.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { operationRows } from '../../../src-renderer/components/operations/operation-rows.ts'
import { operationSentence } from '#shared/wording/operations/operation-sentence.ts'
import { translatorOf as translator } from './translator.ts'

const both = ['events', 'training'] as const
const changed = ['settings.footer', 'account.payflow-pro.userId', 'password']
const ALL_DETAILS: [OperationDetails, string, string][] = [
  [
    {
      kind: 'enable-service',
      service: 'training',
      enabled: true,
      page: 'events',
      links: true,
      changed,
      mode: 'test',
    },
    'Webex Training koblet til Webex Events',
    'Webex Training linked to Webex Events',
  ],
  [
    {
      kind: 'enable-service',
      service: 'training',
      enabled: false,
      page: 'events',
      links: false,
      changed: [],
      mode: 'test',
    },
    'E-handel slått av for Webex Training',
    'E-commerce turned off for Webex Training',
  ],
  [
    { kind: 'set-services', enabled: [...both], kept: 'events', changed, mode: 'test' },
    'E-handel aktivert for Webex Events og Webex Training, innstillingene fra Webex Events',
    'E-commerce enabled for Webex Events and Webex Training, with the settings of Webex Events',
  ],
  [
    { kind: 'set-services', enabled: ['training'], kept: null, changed: [], mode: 'test' },
    'E-handel aktivert for Webex Training og slått av for Webex Events',
    'E-commerce enabled for Webex Training and turned off for Webex Events',
  ],
  [
    { kind: 'set-services', enabled: [], kept: null, changed: [], mode: 'production' },
    'E-handel slått av for begge tjenestene',
    'E-commerce turned off for both services',
  ],
  [
    { kind: 'update-settings', services: ['events'], mode: 'test', revision: 3, changed },
    'E-handel for Webex Events oppdatert i test (3 felt)',
    'E-commerce for Webex Events updated in test (3 fields)',
  ],
  [
    { kind: 'publish', services: [...both], revision: 4, changed: ['settings.footer'] },
    'Webex Events og Webex Training satt i produksjon (1 felt)',
    'Webex Events and Webex Training put into production (1 field)',
  ],
  [
    { kind: 'restore', services: ['events'], mode: 'test', revision: 5, restoredFrom: 3, changed },
    'E-handel for Webex Events gjenopprettet fra revisjon 3',
    'E-commerce for Webex Events restored from revision 3',
  ],
  [
    { kind: 'back-to-test', services: ['events'], revision: 6 },
    'Webex Events tilbake til test',
    'Webex Events back to test',
  ],
  [
    {
      kind: 'change-grant',
      services: ['events'],
      mode: 'test',
      provider: 'express-checkout-us',
      granted: true,
    },
    'API-tillatelse gitt for Webex Events',
    'API permission granted for Webex Events',
  ],
  [
    { kind: 'set-api-account', mode: 'production' },
    'Nettstedets egen API-konto hos PayPal lagret for produksjon',
    'The site’s own API account at PayPal saved for production',
  ],
  [{ kind: 'set-test-target', target: 'sandbox' }, 'Test bruker PayPal Sandbox', 'Test uses PayPal Sandbox'],
  [
    { kind: 'protect-secrets', action: 'forget', passwords: 2 },
    '2 lagrede passord fjernet',
    '2 stored passwords removed',
  ],
  [{ kind: 'save-site-file', bytes: 5 }, 'Nettstedet lagret i en fil', 'Site saved to a file'],
  [
    { kind: 'open-site-file', savedAt: instantOf(Date.UTC(2026, 10, 23)) },
    'Nettstedet hentet fra en fil',
    'Site opened from a file',
  ],
  [
    { kind: 'restore-backup', madeAt: instantOf(Date.UTC(2026, 10, 23)), reason: 'daily' },
    'Sikkerhetskopien fra 23.11.2026 gjenopprettet',
    'Backup of Nov 23, 2026 restored',
  ],
  [
    {
      kind: 'rescue-site',
      tables: [{ table: 'promo_code', saved: 20, lost: 1, altered: 0, examples: ['SOMMER'] }],
      counts: { codes: 20, batches: 1, revisions: 0, operations: 2 },
    },
    '20 koder reddet fra en skadet database',
    '20 codes saved from a damaged database',
  ],
]

describe('what was done to e-commerce', () => {
  it.each(ALL_DETAILS)('is said in both languages: %o', (details, norwegian, english) => {
    expect(operationSentence(details, translator('nb'))).toBe(norwegian)
    expect(operationSentence(details, translator('en'))).toBe(english)
  })

  it.each(ALL_DETAILS)('has details without a word missing: %o', (details) => {
    for (const language of ['nb', 'en'] as const)
      for (const { label, value } of operationRows(details, translator(language), language))
        expect(`${label} ${value}`).not.toMatch(/history\.|operations\.|undefined/)
  })

  it('names the fields by their labels', () => {
    const [, , [details] = []] = ALL_DETAILS
    const rows = details ? operationRows(details, translator('nb'), 'nb') : []
    expect(rows.at(-1)).toEqual({
      label: 'Felt',
      value: 'Bunntekst, Bruker-ID (PayPal Payflow Pro), Passord',
    })
  })
})
