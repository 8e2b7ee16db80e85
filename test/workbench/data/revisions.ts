import type { z } from 'zod'
import { type Revision, revisionSchema } from '#shared/contract/commerce.ts'

const revision = (rest: Partial<z.input<typeof revisionSchema>>): Revision =>
  revisionSchema.parse({
    revision: 1,
    at: '2026-03-10T09:41:00.000Z',
    services: ['events'],
    mode: 'test',
    reason: 'update',
    changed: ['settings.footer'],
    restoredFrom: null,
    redone: false,
    ...rest,
  })

const newest = revision({
  revision: 12,
  at: '2026-03-12T08:10:00.000Z',
  mode: 'production',
  reason: 'publish',
  services: ['events', 'training'],
  changed: ['settings.footer', 'options.payflow-pro.cards', 'settings.support'],
})

/** Revisions for every reason, the newest first. */
export const REVISIONS: readonly Revision[] = [
  newest,
  revision({
    revision: 11,
    at: '2026-03-12T07:55:00.000Z',
    changed: [
      'settings.footer',
      'settings.header',
      'options.payflow-pro.cards',
      'settings.support',
      'settings.merchantName',
      'account.payflow-pro.vendor',
    ],
  }),
  revision({ revision: 10, reason: 'restore', restoredFrom: 6 }),
  revision({ revision: 9, reason: 'link', services: ['events', 'training'] }),
  revision({ revision: 8, reason: 'back-to-test' }),
  revision({ revision: 7, reason: 'undo', changed: [] }),
]

export const revisionAt = (number: number): Revision =>
  REVISIONS.find((one) => one.revision === number) ?? newest
