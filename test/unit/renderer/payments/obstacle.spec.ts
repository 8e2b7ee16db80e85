import { describe, expect, it } from 'vitest'
import { type ServiceSettings, serviceSettingsSchema } from '#shared/contract/commerce.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Service } from '#shared/domain/services.ts'
import { firstService, obstacleOf } from '../../../../src-renderer/pages/payments/obstacle.ts'

const service = (name: Service, more: object = {}, missing: readonly string[] = []): ServiceSettings =>
  serviceSettingsSchema.parse({
    service: name,
    enabled: true,
    linked: false,
    mode: 'test',
    test: { revision: 1, at: null, content: EMPTY_CONTENT, passwords: [], grants: [], missing },
    production: null,
    ...more,
  })
const off = (name: Service) => service(name, { enabled: false })
const live = (name: Service) => service(name, { mode: 'production' })

describe('what prevents a test transaction', () => {
  it('begins with a service that can be tried, else with one that is enabled', () => {
    expect(firstService([off('events'), off('training')], 'sandbox')).toBeNull()
    expect(firstService([service('events', {}, ['provider']), service('training')], 'sandbox')).toBe(
      'training',
    )
    expect(firstService([live('events'), service('training', {}, ['provider'])], 'sandbox')).toBe('training')
    expect(firstService([live('events'), off('training')], 'sandbox')).toBe('events')
  })

  it('is a service that is off, in production, or lacks what PayPal needs', () => {
    expect(obstacleOf([off('events'), off('training')], null, 'sandbox')).toEqual({ kind: 'off' })
    expect(obstacleOf([off('events'), service('training')], 'events', 'sandbox')).toEqual({ kind: 'off' })
    expect(obstacleOf([live('events'), service('training')], 'events', 'sandbox')).toEqual({
      kind: 'live',
      service: 'events',
      other: 'training',
    })
    expect(obstacleOf([live('events'), live('training')], 'events', 'sandbox')).toMatchObject({ other: null })
    expect(obstacleOf([service('events', {}, ['password', 'support'])], 'events', 'sandbox')).toEqual({
      kind: 'missing',
      service: 'events',
      missing: ['password'],
      provider: null,
      simulator: true,
    })
  })

  it('is not a name that only buyers see', () => {
    expect(obstacleOf([service('events', {}, ['merchantName', 'support'])], 'events', 'sandbox')).toBeNull()
  })

  it('is not a password for the simulator, which knows none', () => {
    const services = [service('events', {}, ['password'])]
    expect(obstacleOf(services, 'events', 'simulator')).toBeNull()
    expect(firstService([live('training'), ...services], 'simulator')).toBe('events')
    expect(obstacleOf([service('events', {}, ['vendor', 'password'])], 'events', 'simulator')).toMatchObject({
      missing: ['vendor'],
      simulator: false,
    })
  })
})
