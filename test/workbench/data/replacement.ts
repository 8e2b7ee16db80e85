import type { z } from 'zod'
import { type ReplacementPlan, replacementPlanSchema } from '#shared/contract/replacement.ts'
import type { inspectedSiteFileSchema } from '#shared/contract/site-file.ts'
import { CONTENT } from './commerce.ts'

type Written = z.input<typeof replacementPlanSchema>

const present: NonNullable<Written['present']> = {
  name: 'Vestlia Kurs',
  mode: 'test',
  counts: { codes: 1310, batches: 14, revisions: 12, operations: 330, messages: 902, redemptions: 211 },
  lastChange: '2026-03-12T08:41:00.000Z',
}

/** A backup of the same site, of some hours before. */
export const WRITTEN_PLAN: Written = {
  present,
  incoming: {
    ...present,
    counts: { ...present.counts, codes: 1204, operations: 312, messages: 840, redemptions: 203 },
    lastChange: '2026-03-12T07:12:00.000Z',
  },
  lost: { operations: 18, isSameHistory: true },
  live: [],
}
export const PLAN: ReplacementPlan = replacementPlanSchema.parse(WRITTEN_PLAN)

/** Another site in the place of one in production. */
export const LIVE_PLAN: ReplacementPlan = replacementPlanSchema.parse({
  ...WRITTEN_PLAN,
  present: { ...present, name: 'Fjordkurs AS', mode: 'production' },
  lost: { operations: 0, isSameHistory: false },
  live: [
    {
      service: 'events',
      before: true,
      after: true,
      content: CONTENT,
      differences: [
        { key: 'settings.merchantName', before: 'Fjordkurs AS', after: 'Vestlia Kurs' },
        { key: 'settings.support', before: 'hjelp@fjordkurs.example', after: '+47 21 00 00 00' },
      ],
    },
    { service: 'training', before: true, after: false, content: CONTENT, differences: [] },
  ],
})

/** What a look at a site file finds. */
export const WRITTEN_FILE: z.input<typeof inspectedSiteFileSchema> = {
  name: 'Vestlia Kurs',
  savedAt: '2026-03-10T15:20:00.000Z',
  dataVersion: 380,
  knownVersion: 380,
  counts: { codes: 1_204_318, batches: 212, revisions: 14, operations: 3021 },
  bytes: 48_200_000,
  plan: WRITTEN_PLAN,
}
