import { describe, expect, it } from 'vitest'
import { type ServiceSettings, serviceSettingsSchema } from '#shared/contract/commerce.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Service } from '#shared/domain/services.ts'
import { stepsDone } from '../../../../src-renderer/pages/overview/readiness.ts'
import { unpublished } from '../../../../src-renderer/pages/overview/unpublished.ts'

const AT = '2026-03-12T08:41:00.000Z'
const standing = (merchantName: string) => ({
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
    test: standing(''),
    production: null,
    ...more,
  })

describe('how far a site is from its first payment', () => {
  it('counts a service only while it is enabled', () => {
    expect(stepsDone(false, [service('events', { enabled: false })])).toMatchObject({
      site: false,
      service: false,
    })
    expect(stepsDone(true, [service('events')])).toMatchObject({ site: true, service: true, provider: false })
    expect(stepsDone(true, [service('events', { mode: 'production' })]).production).toBe(true)
  })

  it('names what stands in test and not in production, linked services once', () => {
    const changed = { test: standing('Fjordkurs AS') }
    const both = [
      service('events', { ...changed, linked: true }),
      service('training', { ...changed, linked: true }),
    ]
    expect(unpublished(both)).toEqual([{ services: ['events', 'training'], fields: 1, at: AT }])
    expect(unpublished([service('events', changed), service('training')])).toEqual([
      { services: ['events'], fields: 1, at: AT },
    ])
    expect(unpublished([service('events', { ...changed, production: standing('Fjordkurs AS') })])).toEqual([])
    expect(unpublished([service('events', { ...changed, enabled: false })])).toEqual([])
  })
})
