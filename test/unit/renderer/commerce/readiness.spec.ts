import { describe, expect, it } from 'vitest'
import { type ServiceSettings, serviceSettingsSchema } from '#shared/contract/commerce.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Service } from '#shared/domain/services.ts'
import { cameThrough, stepsDone } from '../../../../src-renderer/pages/overview/readiness.ts'
import { unpublished } from '../../../../src-renderer/composables/unpublished.ts'

const AT = '2026-03-12T08:41:00.000Z'
const settingsWith = (merchantName: string) => ({
  revision: 1,
  at: AT,
  content: { ...EMPTY_CONTENT, settings: { ...EMPTY_CONTENT.settings, merchantName } },
  passwords: [],
  grants: [],
  missing: [],
})
const service = (name: Service, more: object = {}): ServiceSettings =>
  serviceSettingsSchema.parse({
    service: name,
    enabled: true,
    linked: false,
    mode: 'test',
    test: settingsWith(''),
    production: null,
    ...more,
  })

describe('how far a site is from its first payment', () => {
  it('counts a service only while it is enabled', () => {
    expect(stepsDone(false, [service('events', { enabled: false })], false)).toMatchObject({
      site: false,
      service: false,
    })
    expect(stepsDone(true, [service('events')], false)).toMatchObject({
      site: true,
      service: true,
      provider: false,
    })
    expect(stepsDone(true, [service('events', { mode: 'production' })], false).production).toBe(true)
  })

  it('counts a payment that came through, whatever was done with it afterwards', () => {
    expect(stepsDone(true, [service('events')], false).payment).toBe(false)
    expect(stepsDone(true, [service('events')], true).payment).toBe(true)
    for (const state of ['completed', 'authorized', 'voided', 'refunded'] as const)
      expect(cameThrough({ state })).toBe(true)
    for (const state of [
      'started',
      'waiting-for-buyer',
      'declined',
      'failed',
      'cancelled',
      'unknown',
    ] as const)
      expect(cameThrough({ state })).toBe(false)
  })

  it('names what is in test and not in production, linked services once', () => {
    const changed = { test: settingsWith('Fjordkurs AS') }
    const both = [
      service('events', { ...changed, linked: true }),
      service('training', { ...changed, linked: true }),
    ]
    expect(unpublished(both)).toEqual([{ services: ['events', 'training'], fields: 1, at: AT }])
    expect(unpublished([service('events', changed), service('training')])).toEqual([
      { services: ['events'], fields: 1, at: AT },
    ])
    expect(
      unpublished([service('events', { ...changed, production: settingsWith('Fjordkurs AS') })]),
    ).toEqual([])
    expect(unpublished([service('events', { ...changed, enabled: false })])).toEqual([])
  })
})
