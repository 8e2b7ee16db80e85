import type { z } from 'zod'
import { type Operation, operationSchema } from '#shared/contract/history.ts'
import type { operationDetailsSchema } from '#shared/contract/operations.ts'

type Details = z.input<typeof operationDetailsSchema>
type Rest = Partial<Omit<z.input<typeof operationSchema>, 'details'>>

/** An operation of the day before `TODAY`, which can be undone without a question unless `rest` says otherwise. */
export const operation = (details: Details, rest: Rest = {}): Operation =>
  operationSchema.parse({
    id: 1,
    at: '2026-03-11T09:41:00.000Z',
    day: '2026-03-11',
    details,
    undoable: true,
    undoneBy: null,
    mode: null,
    madeBy: 'this-window',
    author: null,
    needsReview: false,
    ...rest,
  })

const SKIPPED = [{ reason: 'deleted' as const, count: 2, examples: ['VESTLIA-7301', 'VESTLIA-7302'] }]

/** What was done on a site, the newest first: of every area, undone and not, of two days. */
export const OPERATIONS: readonly Operation[] = [
  operation(
    { kind: 'extend-codes', to: { kind: 'date', expires: '2026-06-30' }, changed: 21, skipped: SKIPPED },
    { id: 48, at: '2026-03-12T08:41:00.000Z', day: '2026-03-12' },
  ),
  operation(
    { kind: 'delete-codes', changed: 3, skipped: [] },
    { id: 47, at: '2026-03-12T08:30:00.000Z', day: '2026-03-12', undoneBy: 46, undoable: false },
  ),
  operation(
    { kind: 'undo', operationId: 47, undone: 'delete-codes', changed: 3 },
    { id: 46, at: '2026-03-12T08:31:00.000Z', day: '2026-03-12' },
  ),
  operation(
    {
      kind: 'edit-codes',
      cells: 2,
      changed: 2,
      columns: ['recipient', 'email'],
      examples: [
        { code: 'VESTLIA-7303', column: 'recipient', before: 'Åse Nordvk', after: 'Åse Nordvik' },
        {
          code: 'VESTLIA-7304',
          column: 'email',
          before: 'kurs@havbrs.example',
          after: 'kurs@havbris.example',
        },
      ],
    },
    { id: 45 },
  ),
  operation(
    {
      kind: 'create-codes',
      service: 'events',
      codes: 488,
      recipients: 488,
      batches: [3],
      batchName: 'Førstehjelp for helsepersonell i distriktene, våren 2026, andre utsendelse',
    },
    { id: 44 },
  ),
  operation({ kind: 'queue-messages', messages: 312, codes: 330 }, { id: 43 }),
  operation(
    {
      kind: 'publish',
      services: ['events'],
      revision: 12,
      changed: ['settings.footer', 'options.payflow-pro.cards', 'settings.support'],
    },
    { id: 42, mode: 'production', needsReview: true },
  ),
  operation(
    {
      kind: 'pay-test',
      service: 'events',
      payment: 5,
      state: 'completed',
      pay: 9000,
      currency: 'USD',
      code: 'VESTLIA-7301',
    },
    { id: 41, mode: 'test', undoable: false },
  ),
  operation({ kind: 'save-site-file', bytes: 48_200_000 }, { id: 40, undoable: false }),
]

/** The same on a site of two persons: the undo is of another one, and the oldest are of nobody. */
const PERSONS = [
  'Kari Nordmann',
  'Kari Nordmann',
  'Ola Wærnes-Kristoffersen',
  'Kari Nordmann',
  'Ola Wærnes-Kristoffersen',
]
export const TEAM_OPERATIONS: readonly Operation[] = OPERATIONS.map((one, at) => ({
  ...one,
  author: PERSONS[at] ?? null,
}))

/** Answers where the newest of them was recorded after a window first looked. */
export const sinceFirstLook = ({ limit }: { limit: number }) => ({
  total: TEAM_OPERATIONS.length,
  operations: limit === 1 ? TEAM_OPERATIONS.slice(1, 2) : [...TEAM_OPERATIONS],
})

/** What was handed over to those who run the site, the newest first. */
export const HANDOVERS: readonly Operation[] = [
  operation(
    { kind: 'hand-over-codes', format: 'csv', codes: 214, scope: 'changed', upTo: 40 },
    { id: 47, undoable: false },
  ),
  operation(
    { kind: 'hand-over-secrets', services: ['events'], revisions: [14], fingerprint: 'ECAF DD49 8FA9 53C9' },
    { id: 46, undoable: false },
  ),
  operation(
    { kind: 'hand-over-settings', services: ['events', 'training'], revisions: [14, 11] },
    { id: 45, undoable: false },
  ),
]
