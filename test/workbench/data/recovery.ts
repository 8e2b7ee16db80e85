import type { ApiError } from '#shared/contract/error-codes.ts'
import type { RecoveryState, RescueAnswer } from '#shared/contract/recovery.ts'
import { SITE } from './site.ts'

const none = (problem: Omit<ApiError, 'message'>): RecoveryState => ({
  open: null,
  problem: { message: '', ...problem } as ApiError,
  readOnly: false,
})

/** Each way in which a site cannot be opened, or can be read only. */
export const RECOVERY_STATES = {
  damaged: none({ code: 'storage.damaged', details: {} }),
  'gone beside backups': none({ code: 'storage.missing', details: { found: 'nothing' } }),
  'empty beside backups': none({ code: 'storage.missing', details: { found: 'empty' } }),
  newer: none({ code: 'storage.newer', details: { found: 410, known: 380 } }),
  'could not be brought up to date': none({
    code: 'storage.migration-failed',
    details: { migration: '0390-site-id', backup: '2026-11-23T04-30-00Z-before-0390.sqlite' },
  }),
  unavailable: none({ code: 'storage.unavailable', details: { reason: 'denied', place: 'data' } }),
  'older, for a reader': none({ code: 'database.older-site', details: {} }),
  'disk full': none({ code: 'storage.full', details: {} }),
  'open elsewhere': none({ code: 'storage.locked', details: {} }),
  'damaged lock file': none({ code: 'storage.lock-damaged', details: {} }),
  'removed while it was open': none({ code: 'storage.gone', details: {} }),
  'read only': {
    open: 'own',
    problem: { code: 'site.read-only', message: '', details: {} },
    readOnly: true,
  },
} as const satisfies Record<string, RecoveryState>

/** What a rescue answers with where something is lost. */
export const RESCUED: RescueAnswer = {
  operationId: 214,
  site: SITE,
  kept: '2026-11-23T04-30-00Z-rescue.sqlite',
  tables: [
    {
      table: 'promo_code',
      saved: 1281,
      lost: 3,
      altered: 1,
      examples: ['VESTLIA-7301', 'VESTLIA-7302', 'VAR26-0115'],
    },
    { table: 'operation_change', saved: 908, lost: null, altered: 0, examples: [] },
  ],
  counts: { codes: 1281, batches: 9, revisions: 12, operations: 212 },
}
